"""The words under `assumed` that the documentation lists are those that the lint reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from clean import lint
from promised_uptime import uptime

LINT = Path(__file__).parents[4] / "docs" / "lint"
PAGES = {"en": LINT / "assumed.md", "fr": LINT / "fr" / "suppositions.md"}
ROW = re.compile(r"^\| `([^`]+)` \| `([^`]+)` \| [^|]+ \| \[(SV-\w+)\]", re.MULTILINE)

BASE: dict[str, Any] = {
    "calendars/office/open": "[mon-fri 00:00-23:00]",
    "calendars/office/closed": "[{holidays: feasts, from: 20:00, to: 05:00, evening: before}]",
    "calendars/extended": "{tz: America/Toronto, open: [mon-fri], closed: []}",
    "channels/email/calendar": "extended",
    "targets/table/high/basic": "{response: {promise: 1 business day}, resolution: none}",
    "addons/share": "{name: {en: Share, fr: Part}, needs: [basic]}",
    "prices/share": "{percent: 10, of: annual subscription, per: year}",
    "kinds/report/charge": "study",
    "charges/study": "{name: {en: Study, fr: Étude}, kinds: [report], quote: true}",
    "charges/study/share": "{over: departments, how: equal}",
    **uptime(),
}
"""The clean policy with something of every part that the table names."""


def rows(language: str) -> list[tuple[str, str, str]]:
    return ROW.findall(PAGES[language].read_text(encoding="utf-8"))


def test_both_languages_list_the_same_words() -> None:
    assert rows("en") == rows("fr")
    assert len(rows("en")) > 20


@pytest.mark.parametrize(("part", "word", "code"), rows("en"))
def test_the_word_is_read_there_and_nowhere_before(part: str, word: str, code: str) -> None:
    before = {finding.code for finding in lint(BASE)}
    assumed = {finding.code for finding in lint({**BASE, f"{part}/assumed": f"[{word}]"})}

    assert code not in before
    assert code in assumed
