"""Fields that several rooms of the desk share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _TextField = models.CharField[str, str]
else:
    _TextField = models.CharField

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


_JOINERS = "\u200c\u200d"
"""Signs without a picture of their own that words of some languages need."""


class NameField(_TextField):
    """What somebody or something is called: one line, without signs that turn its reading around.

    Names are chosen by strangers too, and stand in mail that others get.
    """

    def get_prep_value(self, value: Any) -> Any:
        """The name as it is kept and looked for."""
        return _one_line(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The name as it is kept, on the row as well."""
        value = _one_line(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> Any:
        """A column like any other: what it holds changes nothing about it."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


def _one_line(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return " ".join("".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in value).split())
