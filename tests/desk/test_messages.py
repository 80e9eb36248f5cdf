"""Translations: complete, fresh, and with the same fields on both sides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import servanda.desk
from servanda.desk.messages import refresh

DESK = Path(servanda.desk.__file__).parent
FRENCH = DESK / "locale" / "fr" / "LC_MESSAGES"
FIELD = re.compile(r"%\(\w+\)s")


@pytest.fixture(scope="module")
def catalog():
    with (FRENCH / "django.po").open("rb") as file:
        return read_po(file, locale="fr")


def test_no_sentence_is_left_untranslated(catalog) -> None:
    said = [(each.id, each.string) for each in catalog if each.id]
    lacking = [each for each, french in said if not (all(french) if isinstance(french, tuple) else french)]
    assert lacking == []
    assert len(catalog) > 200


def test_the_catalogues_are_those_of_the_sources() -> None:
    """Run `python -m servanda.desk messages` where this fails."""
    assert refresh(DESK, write=False) == []


def test_the_compiled_catalogue_says_what_the_written_one_says(catalog) -> None:
    with (FRENCH / "django.mo").open("rb") as file:
        compiled = read_mo(file)

    assert {tuple(message.id) for message in compiled} == {tuple(message.id) for message in catalog}


def test_a_translation_has_the_fields_of_its_sentence(catalog) -> None:
    for message in catalog:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            assert {field for text in strings for field in FIELD.findall(text)} == {
                field for text in ids for field in FIELD.findall(text)
            }, message.id


def test_french_is_typeset(catalog) -> None:
    """Narrow no-break spaces before high punctuation and inside guillemets, typographic apostrophes."""
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings if message.id else ():
            assert not re.search(r" [:;!?»]|« |\w[;!?»]|'(?!\))", text), text


def test_templates_and_code_are_both_read(catalog) -> None:
    assert catalog["Skip to the content"].locations[0][0].endswith(".html")
    assert catalog["waiting for the client"].locations[0][0].endswith(".py")
