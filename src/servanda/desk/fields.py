"""Fields that several rooms of the desk share."""

from __future__ import annotations

from typing import Any

from django.db import models

LANGUAGES = (("en", "English"), ("fr", "Français"))
"""The languages that people choose, each by its own name."""


class InstantField(models.BigIntegerField):  # type: ignore[type-arg]
    """An instant as the engine has it: integer microseconds since 1970-01-01T00:00Z, the same on every database."""

    description = "instant (integer microseconds, UTC)"


class LanguageField(models.CharField):  # type: ignore[type-arg]
    """The language in which somebody is spoken to."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 2)
        options.setdefault("choices", LANGUAGES)
        options.setdefault("default", "en")
        super().__init__(**options)


class ZoneField(models.CharField):  # type: ignore[type-arg]
    """The name of a time zone; empty: that of the vendor's policy."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 64)
        options.setdefault("blank", True)
        options.setdefault("default", "")
        super().__init__(**options)
