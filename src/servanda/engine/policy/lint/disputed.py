"""Days that are holidays for some and working days for others, country by country.

"Holidays in Canada" means five dates to one reader and eleven to another; these are the dates on which they part.
Sources: the statutes that define the lists (Canada: Holidays Act and Canada Labour Code s. 166; France: Code du travail
L3133-1 and the Alsace-Moselle regime; United Kingdom: Banking and Financial Dealings Act 1971; Australia: the states'
Public Holidays Acts; Indonesia: the yearly joint decree on holidays and joint leave; United States: 5 U.S.C. 6103).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from servanda.engine.text import Text

_Day = Callable[[int], date]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the computus of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _after_easter(days: int) -> _Day:
    return lambda year: easter(year) + timedelta(days=days)


def _fixed(month: int, day: int) -> _Day:
    return lambda year: date(year, month, day)


def _monday_before(month: int, day: int) -> _Day:
    """The Monday before a date."""
    return lambda year: date(year, month, day) - timedelta(days=date(year, month, day - 1).weekday() + 1)


def _first_monday(month: int) -> _Day:
    return lambda year: date(year, month, 1) + timedelta(days=-date(year, month, 1).weekday() % 7)


_EASTER_MONDAY = (Text("Easter Monday", "Lundi de Pâques"), _after_easter(1))
_DISPUTED: dict[str, tuple[tuple[Text, _Day], ...]] = {
    "CA": (
        (Text("Victoria Day", "Fête de la Reine"), _monday_before(5, 25)),
        (
            Text("National Day for Truth and Reconciliation", "Journée nationale de la vérité et de la réconciliation"),
            _fixed(9, 30),
        ),
        (Text("Remembrance Day", "Jour du Souvenir"), _fixed(11, 11)),
        _EASTER_MONDAY,
    ),
    "FR": (
        (Text("Whit Monday", "Lundi de Pentecôte"), _after_easter(50)),
        (Text("Good Friday", "Vendredi saint"), _after_easter(-2)),
    ),
    "GB": (_EASTER_MONDAY, (Text("Scottish 2 January", "2 janvier écossais"), _fixed(1, 2))),
    "AU": ((Text("Labour Day of some states", "Fête du Travail de certains États"), _first_monday(10)),),
    "ID": (
        (Text("Joint leave of 24 December", "Congé collectif du 24 décembre"), _fixed(12, 24)),
        _EASTER_MONDAY,
    ),
    "US": (
        (Text("Columbus Day", "Jour de Christophe Colomb"), lambda year: _first_monday(10)(year) + timedelta(days=7)),
    ),
}


def disputed_days(countries: Iterator[str] | tuple[str, ...], year: int) -> Iterator[tuple[date, Text]]:
    """The disputed days of a year in these countries; Easter Monday where nothing is known of a country."""
    for country in countries:
        for name, day in _DISPUTED.get(country, (_EASTER_MONDAY,)):
            yield day(year), name
