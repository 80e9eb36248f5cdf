"""A published policy holds everything of its file, in the reader's language, in a form that needs nothing else."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from servanda.engine.policy.policy import Policy
from servanda.engine.policy.walk import parts_of
from servanda.engine.text import Language
from servanda.policy_files import read_policy_text
from servanda.publishing.blocks import Grid, Heading, Hours, Line, Page
from servanda.publishing.html import write_html
from servanda.publishing.markdown import write_markdown
from servanda.publishing.pages import page_of
from servanda.publishing.vocabulary import ASSUMED

POLICIES = sorted((Path(__file__).parents[2] / "policies").glob("*.yaml"))
LARGEST = 60_000
VOID = {"meta", "br", "col"}

each_page = pytest.mark.parametrize(
    ("name", "language"), [(path.stem, language) for path in POLICIES for language in ("en", "fr")]
)


@cache
def _policy(name: str) -> Policy:
    path = next(path for path in POLICIES if path.stem == name)
    policy = read_policy_text(path.read_text(encoding="utf-8"), str(path)).policy
    assert policy is not None
    return policy


@cache
def _page(name: str, language: Language) -> Page:
    return page_of(_policy(name), language)


class _Balance(HTMLParser):
    """Notes elements that are not closed where they should be, ids, and addresses that would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])] if "href" in given else []
        self.fetched += [tag] if "src" in given or tag in ("script", "link", "img") else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def _checked(html: str) -> _Balance:
    balance = _Balance()
    balance.feed(html)
    return balance


@each_page
def test_no_clause_of_a_policy_is_lost(name: str, language: Language) -> None:
    for written in (write_html(_page(name, language)), write_markdown(_page(name, language))):
        assert set(_policy(name).cited) <= set(re.findall(r"\b[A-Z]\d+\b", written))


@each_page
def test_the_html_is_whole_and_loads_nothing(name: str, language: Language) -> None:
    html = write_html(_page(name, language))
    found = _checked(html)

    assert len(html.encode()) <= LARGEST
    assert (found.open, found.wrong, found.fetched) == ([], [], [])
    assert len(set(found.ids)) == len(found.ids)
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    assert f'<html lang="{language}">' in html
    assert "url(" not in html


@each_page
def test_nothing_of_the_model_shows_through(name: str, language: Language) -> None:
    written = write_markdown(_page(name, language))

    for leak in (*(("None",) if language == "fr" else ()), "Text(", "Decimal", "()", "[]", "{", "  (", " ."):
        assert leak not in written, leak


@each_page
def test_both_languages_have_the_same_sections_and_the_same_tables(name: str, language: Language) -> None:
    page, other = _page(name, language), _page(name, "fr" if language == "en" else "en")

    assert [section.id for section in page.sections] == [section.id for section in other.sections]
    shapes = [
        [
            (type(block), len(block.rows) if isinstance(block, Grid) else 0)
            for section in one.sections
            for block in section.blocks
        ]
        for one in (page, other)
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("name", [path.stem for path in POLICIES])
def test_french_is_typeset_in_french(name: str) -> None:
    written = write_markdown(_page(name, "fr"))

    prose = re.sub(r"^\|? ?-.*$|^[>#-] ", "", written, flags=re.MULTILINE)
    assert not re.search(r"\w [;:!?»](?= |$)|« |\d %", prose, flags=re.MULTILINE), re.findall(
        r".{20}\w [;:!?»] .{9}", prose
    )


def test_the_cell_of_a_target_says_its_promise_and_the_clauses_that_make_it() -> None:
    targets = next(section for section in _page("kiwi-stage-plus", "fr").sections if section.id == "targets")
    table = next(block for block in targets.blocks if isinstance(block, Grid))

    row = next(row for row in table.rows if row.anchor == "target-P1")
    assert [(cell.text, [each.number for each in cell.clauses]) for cell in row.cells] == [
        ("1 heure ouvrable", []),
        ("8 heures ouvrables", []),
        ("30 minutes d’horloge", ["K26"]),
        ("4 heures d’horloge", ["K26"]),
    ]
    groups = [(group.text, group.span, [each.number for each in group.clauses]) for group in table.groups]
    assert groups == [("", 1, []), ("Forfait BASIC", 2, ["K24"]), ("Forfait PLUS", 2, ["K25"])]


def test_what_is_assumed_stands_in_the_margin_in_words() -> None:
    hours = next(section for section in _page("kiwi-stage-plus", "en").sections if section.id == "hours")
    office = next(block for block in hours.blocks if isinstance(block, Hours))

    assert office.margin.assumed == ("the hours", "the time zone", "the holidays")
    assert office.sentences == ("Monday to Friday, 09:00 to 17:00.", "Closed on holidays (Québec).")
    assert "- On the clock of Toronto." in write_markdown(_page("kiwi-stage-plus", "en"))


def test_a_policy_without_a_date_says_so() -> None:
    facts = {fact.term: fact.text for fact in _page("aidi", "fr").facts}

    assert facts["En vigueur depuis"] == "non datée"


def test_words_that_look_like_markup_are_shown_as_they_are() -> None:
    page = Page(
        language="en",
        title="<Terms> & *stars*",
        vendor="A_B",
        source_language="en",
        facts=(),
        about=Line("1. not a list | <b>"),
        sections=(),
        contents="Contents",
        notice="n",
        footer="f",
    )

    assert "<h1>&lt;Terms&gt; &amp; *stars*</h1>" in write_html(page)
    assert "# \\<Terms\\> & \\*stars\\*" in write_markdown(page)
    assert "1\\. not a list \\| \\<b\\>" in write_markdown(page)


def test_what_stands_below_a_heading_carries_the_clauses_of_the_question() -> None:
    blocks = next(section for section in _page("kiwi-stage-plus", "en").sections if section.id == "priorities").blocks
    below = blocks[blocks.index(Heading("Impact")) + 1]

    assert isinstance(below, Line)
    assert [each.number for each in below.margin.clauses] == ["K16", "K17"]


@each_page
def test_a_link_to_a_clause_leads_to_its_first_mention(name: str, language: Language) -> None:
    """So does one to a reading: it leads to the assumption that explains it."""
    anchors = re.findall(r'id="([A-Z]+-?[A-Z]?\d+)"', write_html(_page(name, language)))

    assert set(_policy(name).cited) <= set(anchors)
    assert {each.ruling for each in _policy(name).document.assumptions if each.ruling} <= set(anchors)


def test_the_vendor_s_own_words_stand_beside_what_they_became_in_their_language() -> None:
    assert '<q class="r" lang="fr">un préavis d’au moins 24 heures</q>' in write_html(_page("better-impact", "en"))


def test_every_word_that_the_policies_assume_is_said_in_both_languages() -> None:
    words = {
        word
        for path in POLICIES
        for part in (
            *(part for _, part in parts_of(_policy(path.stem).document)),
            *_policy(path.stem).calendars.values(),
        )
        for word in getattr(part, "assumed", ())
    }

    assert words - set(ASSUMED) == set()
