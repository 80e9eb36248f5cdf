"""The one tag library: atoms are simple tags, molecules with content are block tags, their HTML is in `ui/`."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import pgettext_lazy

from servanda.desk.web import formats
from servanda.desk.web import ribbon as ribbons
from servanda.desk.web.ribbon import Kind, Ribbon

register = template.Library()


@register.simple_tag
def icon(name: str, title: str = "", size: int = 18) -> SafeString:
    """An icon of the sprite. Without a title it is decoration, hidden from screen readers."""
    drawn = format_html('<use href="{}#{}"/>', static("web/img/icons.svg"), name)
    if not title:
        return format_html('<svg class="icon" width="{}" height="{}" aria-hidden="true">{}</svg>', size, size, drawn)
    return format_html(
        '<svg class="icon" width="{}" height="{}" role="img" aria-label="{}">{}</svg>', size, size, title, drawn
    )


_STATE_WORDS = {
    "running": pgettext_lazy("clock state", "running"),
    "paused": pgettext_lazy("clock state", "paused"),
    "met": pgettext_lazy("clock state", "met"),
    "breached": pgettext_lazy("clock state", "breached"),
    "excused": pgettext_lazy("clock state", "excused"),
    "excluded": pgettext_lazy("clock state", "excluded"),
    "none": pgettext_lazy("clock state", "no promise"),
    "best-effort": pgettext_lazy("clock state", "best effort"),
    "up": pgettext_lazy("service state", "up"),
    "degraded": pgettext_lazy("service state", "degraded"),
    "down": pgettext_lazy("service state", "down"),
    "maintenance": pgettext_lazy("service state", "maintenance"),
    "unknown": pgettext_lazy("service state", "unknown"),
    "open": pgettext_lazy("desk state", "open"),
    "closed": pgettext_lazy("desk state", "closed"),
}


def state_word(state: str) -> str:
    """The one word of a state, the same everywhere."""
    return str(_STATE_WORDS[state])


@register.simple_tag
def state(name: str, word: str = "") -> SafeString:
    """A state: icon, word and tone. `word` replaces the usual word where a sentence needs another."""
    shown = word or state_word(name)
    return format_html('<span class="state state--{}">{}<span>{}</span></span>', name, icon(name, size=16), shown)


@register.simple_tag
def clause(number: str, href: str = "") -> SafeString:
    """A clause number that leads to its sentence."""
    target = href or f"#{number}"
    return format_html('<a class="clause-no" href="{}">{}</a>', target, number)


@register.simple_tag
def instant(at: int, zone: object) -> SafeString:
    """An instant (microseconds) on the clock of `zone`."""
    return formats.time_tag(at, zone)  # type: ignore[arg-type]  # templates are not typed


@register.simple_tag
def ribbon(strip: Ribbon) -> SafeString:
    """The wide ribbon with its twin and its legend."""
    return mark_safe(render_to_string("ui/ribbon.html", {"ribbon": strip}))  # noqa: S308  (a rendered template)


@register.simple_tag
def ribbon_wide(strip: Ribbon) -> SafeString:
    """Only the wide drawing."""
    return ribbons.wide(strip)


@register.simple_tag
def ribbon_row(strip: Ribbon) -> SafeString:
    """The ribbon of a list row."""
    return ribbons.row(strip)


@register.simple_tag
def ribbon_sample(kind: Kind, prefix: str) -> SafeString:
    """One square of the legend."""
    return ribbons.sample(kind, prefix)


@register.simple_block_tag
def notice(content: SafeString, tone: str, title: str = "") -> SafeString:
    """A message that stands out: `tone` is plain, warning or problem."""
    return mark_safe(  # noqa: S308  (a rendered template)
        render_to_string("ui/notice.html", {"content": content, "tone": tone, "title": title})
    )


@register.simple_block_tag
def card(content: SafeString, title: str, mark: str = "") -> SafeString:
    """A titled surface; `mark` is an icon's name."""
    context = {"content": content, "title": title, "mark": mark, "id": slugify(title)}
    return mark_safe(render_to_string("ui/card.html", context))  # noqa: S308  (a rendered template)


@register.simple_block_tag
def folded(content: SafeString, title: str, count: int | None = None, *, opened: bool = False) -> SafeString:
    """Content that opens on demand, with or without script."""
    context = {"content": content, "title": title, "count": count, "opened": opened}
    return mark_safe(render_to_string("ui/folded.html", context))  # noqa: S308  (a rendered template)
