"""Form fields: label, hint, box and problem, tied together for those who cannot see them."""

from __future__ import annotations

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A field of a form with everything that belongs to it; a hidden one draws its input alone."""
    if bound.is_hidden:
        return bound.as_widget()
    name = "ui/field.html"
    if isinstance(bound.field.widget, CheckboxSelectMultiple):
        name = "ui/field_choices.html"
    elif isinstance(bound.field.widget, CheckboxInput):
        name = "ui/field_check.html"
    box = bound.as_widget(attrs={"class": "field__box"} if name == "ui/field.html" else {})
    return mark_safe(render_to_string(name, {"field": bound, "box": box}))  # noqa: S308  (a rendered template)
