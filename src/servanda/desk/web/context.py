"""What every template may read about the request."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, gettext

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
_OWN_NAMES = {"en": "English", "fr": "Français"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a small switch: its value, its name, where it leads, whether it is on."""

    value: str
    name: str
    href: str
    current: bool


def theme_of(request: HttpRequest) -> str:
    """The theme that the reader chose; `auto` follows the device."""
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Language links, theme and address of the page, and whether this is the demonstration."""
    return {
        "languages": _languages(request),
        "theme": theme_of(request),
        "themes": _themes(theme_of(request)),
        "here": request.get_full_path(),
        "demo": settings.DEMO,
    }


def _languages(request: HttpRequest) -> tuple[Choice, ...]:
    current = get_language()
    return tuple(
        Choice(code, _OWN_NAMES[code], translate_url(request.get_full_path(), code), code == current)
        for code, _name in settings.LANGUAGES
    )


def _themes(current: str) -> tuple[Choice, ...]:
    names = {"auto": gettext("Like the device"), "light": gettext("Light"), "dark": gettext("Dark")}
    return tuple(Choice(value, names[value], "", value == current) for value in THEMES)
