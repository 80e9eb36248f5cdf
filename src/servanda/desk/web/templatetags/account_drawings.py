"""Drawings of the account pages."""

from __future__ import annotations

import qrcode  # type: ignore[import-untyped]
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def qr(text: str) -> SafeString:
    """A square for phones, drawn inline: a `data:` address would need a wider policy for images."""
    drawing = qrcode.QRCode(border=2)
    drawing.add_data(text)
    drawing.make(fit=True)
    size = drawing.modules_count + 2 * drawing.border
    rows = drawing.get_matrix()
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="qr__drawing" role="img" aria-label="{}" viewBox="0 0 {} {}"><path d="{}"/></svg>',
        gettext("Square for the authenticator app"),
        size,
        size,
        squares,
    )
