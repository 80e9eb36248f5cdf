"""Asks the holiday library for a table. It is imported here and nowhere else: clocks read only what is locked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from servanda.cli.holiday_names import holiday_name
from servanda.engine.calendars.model import Holiday, HolidayTable
from servanda.engine.calendars.recipes import Recipe
from servanda.engine.text import Text


class UnknownRecipeError(ValueError):
    """The library does not know what a recipe asks for; `message` says what it does know."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def suggest_table(id: str, recipe: Recipe, first_year: int, last_year: int) -> HolidayTable:
    """The table of a recipe for whole years, both included. Raises UnknownRecipeError."""
    from importlib import import_module, metadata

    holidays = import_module("holidays")
    _check(holidays, recipe)
    english = _dates(holidays, recipe, first_year, last_year, "en")
    french = _dates(holidays, recipe, first_year, last_year, "fr")
    found = {day: Holiday(day, holiday_name(name, french.get(day, ""))) for day, name in english.items()}
    found = {day: holiday for day, holiday in found.items() if day not in recipe.removed}
    found |= {holiday.day: holiday for holiday in recipe.added if first_year <= holiday.day.year <= last_year}
    return HolidayTable(
        id=id,
        covers_from=date(first_year, 1, 1),
        covers_to=date(last_year, 12, 31),
        holidays=tuple(found[day] for day in sorted(found)),
        source="holidays",
        version=metadata.version("holidays"),
        added=recipe.added,
        removed=recipe.removed,
        country=recipe.country,
        subdivision=recipe.subdivision,
        categories=recipe.categories,
    )


def _dates(library: Any, recipe: Recipe, first_year: int, last_year: int, language: str) -> Mapping[date, str]:
    """Names by date, in a language; nothing where the library does not speak it for that country."""
    spoken = getattr(library, recipe.country).supported_languages or ()
    choices = (f"{language}_{recipe.country}", language, "en_US" if language == "en" else "")
    chosen = next((choice for choice in choices if choice in spoken), None)
    if chosen is None and language != "en":
        return {}
    return dict(
        library.country_holidays(
            recipe.country,
            subdiv=recipe.subdivision or None,
            years=range(first_year, last_year + 1),
            language=chosen,
            categories=recipe.categories,
        )
    )


def _check(library: Any, recipe: Recipe) -> None:
    countries: Mapping[str, list[str]] = library.list_supported_countries(include_aliases=False)
    if recipe.country not in countries:
        raise UnknownRecipeError(
            Text(
                f"country {recipe.country} is unknown; write a two-letter ISO 3166 code such as CA, FR or GB.",
                f"country {recipe.country} est inconnu\u202f; écrivez un code ISO 3166 de deux lettres (CA, FR, GB…).",
            )
        )
    calendar = getattr(library, recipe.country)
    for asked, known, key in (
        ((recipe.subdivision,) if recipe.subdivision else (), countries[recipe.country], "subdivision"),
        (recipe.categories, calendar.supported_categories, "categories"),
    ):
        unknown = [word for word in asked if word not in known]
        if unknown:
            listed = ", ".join(known) or "–"
            raise UnknownRecipeError(
                Text(
                    f"{key} {', '.join(unknown)} is unknown for {recipe.country}; known: {listed}.",
                    f"{key} {', '.join(unknown)} est inconnu pour {recipe.country}\u202f; on connaît\u202f: {listed}.",
                )
            )
