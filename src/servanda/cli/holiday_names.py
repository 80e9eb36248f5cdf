"""Names of holidays in well-set English and French, from the names that the holiday library gives them."""

from __future__ import annotations

from servanda.engine.text import Text

_FRENCH = {
    "ANZAC Day": "Jour de l’ANZAC",
    "Ascension Day": "Ascension",
    "Australia Day": "Fête nationale de l’Australie",
    "Boxing Day": "Lendemain de Noël",
    "Christmas Day": "Jour de Noël",
    "Coronation of Charles III": "Couronnement de Charles III",
    "Nyepi, Day of Silence": "Nyepi, jour du silence",
    "Easter Monday": "Lundi de Pâques",
    "Easter Sunday": "Dimanche de Pâques",
    "Eid al-Adha": "Idul Adha, fête du Sacrifice",
    "Eid al-Fitr": "Idul Fitri, fête de la rupture du jeûne",
    "Eid al-Fitr, Second Day": "Idul Fitri, deuxième jour",
    "General Election Day": "Élections générales",
    "Good Friday": "Vendredi saint",
    "Independence Day": "Fête de l’Indépendance",
    "International Labour Day": "Fête internationale du Travail",
    "Islamic New Year": "Nouvel An musulman",
    "Isra’ and Mi’raj": "Isra et Miraj, ascension du Prophète",
    "Local Election Day": "Élections régionales",
    "Lunar New Year": "Nouvel An lunaire",
    "May Day": "Jour férié de début mai",
    "National Day of Mourning for Queen Elizabeth II": "Jour de deuil national pour la reine Élisabeth II",
    "New Year’s Day": "Jour de l’An",
    "Pancasila Day": "Jour du Pancasila",
    "Platinum Jubilee of Elizabeth II": "Jubilé de platine d’Élisabeth II",
    "Prophet’s Birthday": "Naissance du Prophète",
    "Spring Bank Holiday": "Jour férié de printemps",
    "State Funeral of Queen Elizabeth II": "Funérailles nationales de la reine Élisabeth II",
    "Vesak Day": "Vesak",
}
"""For the countries whose holidays the library does not name in French."""

_BETTER = {
    "Day of Silence": "Nyepi, Day of Silence",
    "Eid al-Fitr Second Day": "Eid al-Fitr, Second Day",
    "Labor Day": "Labour Day",
    "International Labor Day": "International Labour Day",
    "Saint Jean Baptiste Day": "Saint-Jean-Baptiste Day",
    "Jour de l’an": "Jour de l’An",
    "Action de grâce": "Action de grâces",
    "Armistice": "Armistice de 1918",
    "Noël": "Jour de Noël",
}
_REMARKS = {
    "observed": Text("substitute day", "congé reporté"),
    "observé": Text("substitute day", "congé reporté"),
    "estimated": Text("estimated", "date estimée"),
}


def holiday_name(english: str, french: str = "") -> Text:
    """A name for people. Several holidays on one date come joined by semicolons, remarks in brackets behind each.

    `french` is the name that the library gives in French, empty where it knows none; then the English one stands
    where this table has no French either.
    """
    en = [_parts(name) for name in english.split("; ")]
    fr = [_parts(name) for name in french.split("; ")] if french else [(_FRENCH.get(name, name), r) for name, r in en]
    return Text(
        "; ".join(_said(name, remark.en) for name, remark in en),
        "\u202f; ".join(_said(name, remark.fr) for name, remark in fr),
    )


def _parts(name: str) -> tuple[str, Text]:
    """The name itself and the remark that stands in brackets behind it."""
    plain = name.strip().replace("'", "’")
    for word, remark in _REMARKS.items():
        if plain.endswith(f" ({word})"):
            plain = plain[: -len(word) - 3]
            return _BETTER.get(plain, plain), remark
    return _BETTER.get(plain, plain), Text()


def _said(name: str, remark: str) -> str:
    return f"{name} ({remark})" if remark else name
