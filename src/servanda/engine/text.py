"""Sentences in the two languages of the product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in English and in French; an empty string means that the language is missing."""

    en: str = ""
    fr: str = ""

    def of(self, language: Language) -> str:
        """The sentence in `language`, or in the other one where it is missing."""
        return (self.fr or self.en) if language == "fr" else (self.en or self.fr)

    def missing(self) -> tuple[Language, ...]:
        """The languages in which nothing is written."""
        return tuple(language for language in LANGUAGES if not (self.fr if language == "fr" else self.en))

    def __bool__(self) -> bool:
        return bool(self.en or self.fr)
