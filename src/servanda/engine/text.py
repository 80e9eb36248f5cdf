"""Sentences in the two languages of the product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


def spoken(code: str | None) -> Language:
    """The language that a code names, as ``fr`` and ``fr-ca`` do; English where it names none of the two."""
    return "fr" if (code or "").startswith("fr") else "en"


THIN = "\u202f"
"""The narrow no-break space that French sets before : ; ! ? % and inside « »."""
_TYPESET = (*((f" {mark}", f"{THIN}{mark}") for mark in ":;!?%»"), ("« ", f"«{THIN}"))


def typeset_french(sentence: str) -> str:
    """French spacing: plain spaces before : ; ! ? % and inside « » become narrow no-break ones."""
    for plain, thin in _TYPESET:
        sentence = sentence.replace(plain, thin)
    return sentence


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in English and in French, which is typeset; an empty string means that the language is missing."""

    en: str = ""
    fr: str = ""

    def __post_init__(self) -> None:
        if " " in self.fr:
            object.__setattr__(self, "fr", typeset_french(self.fr))

    def of(self, language: Language) -> str:
        """The sentence in `language`, or in the other one where it is missing."""
        return (self.fr or self.en) if language == "fr" else (self.en or self.fr)

    def missing(self) -> tuple[Language, ...]:
        """The languages in which nothing is written."""
        return tuple(language for language in LANGUAGES if not (self.fr if language == "fr" else self.en))

    def __bool__(self) -> bool:
        return bool(self.en or self.fr)
