"""Every page, in both languages: it answers, it is sound HTML, and it asks the database nothing."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import pytest
from django.test import Client

from servanda.desk.clock import today
from servanda.desk.shelf import shelf
from servanda.engine.text import Language
from servanda.publishing.blocks import Heading, Hours, Line, Page
from servanda.publishing.pages import page_of

from .addresses import LANGUAGES, POLICIES, pages

pytestmark = pytest.mark.usefixtures("open_gallery")

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@pytest.fixture
def open_gallery(settings) -> None:
    settings.GALLERY = True


class Outline(HTMLParser):
    """Collects what a page is made of, and what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.headings: list[int] = []
        self.language = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.stack.append(tag)
        if tag == "html":
            self.language = given.get("lang") or ""
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if (given.get("href") or "").startswith("#"):
            self.anchors.append(str(given["href"])[1:])
        self.faults += [f"{tag} has {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "script" and not given.get("src"):
            self.faults.append("script without a file")
        if tag == "style":
            self.faults.append("style element")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if "q" not in self.stack:  # the vendor's own words stay as they were published
            self.text += data


@cache
def outline(path: str) -> Outline:
    """A page drawn and read once, however many tests look at it."""
    response = Client().get(path)
    assert response.status_code == 200, path
    found = Outline()
    found.feed(response.content.decode())
    return found


@pytest.mark.parametrize("path", pages())
def test_a_page_is_sound(path: str) -> None:
    """Tags are closed, nothing is inline, ids are unique, anchors lead somewhere, headings skip no level."""
    page = outline(path)

    assert page.faults == []
    assert page.stack == []
    assert page.language == path[1:3]
    assert sorted({name for name in page.ids if page.ids.count(name) > 1}) == []
    assert sorted(set(page.anchors) - set(page.ids)) == []
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    jumps = [(high, low) for high, low in zip(page.headings, page.headings[1:], strict=False) if low > high + 1]
    assert jumps == []


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_that_a_policy_carries_stands_on_its_page(policy: str, language: str) -> None:
    """A link to a clause number always leads to the sentence or the table cell that carries it."""
    carried = shelf(today()).policies[policy].policy.cited
    page = outline(f"/{language}/policies/{policy}/")

    assert sorted(set(carried) - set(page.ids)) == []


def said(page: Page) -> Iterator[str]:
    """Every sentence of a published document, its tables aside."""
    for block in (block for section in page.sections for block in section.blocks):
        if isinstance(block, Line):
            yield from (block.name, block.text, *block.points)
        elif isinstance(block, Hours):
            yield from (block.name, block.text, *block.sentences)
        else:
            yield block.text if isinstance(block, Heading) else block.caption


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_whatever_the_published_document_says(client: Client, policy: str, language: Language) -> None:
    document = page_of(shelf(today()).policies[policy].policy, language)
    text = outline(f"/{language}/policies/{policy}/").text

    assert [sentence for sentence in said(document) if sentence not in text] == []


@pytest.mark.parametrize("path", pages())
def test_a_page_asks_the_database_nothing(client: Client, path: str) -> None:
    """Database access is refused in these tests, so a query would fail."""
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", [path for path in pages() if path.startswith("/fr/") and "_ui" not in path])
def test_french_pages_put_thin_spaces_before_high_punctuation(path: str) -> None:
    """U+202F stands before ; ! ? and inside guillemets; times such as 16:30 keep their colon."""
    text = outline(path).text

    assert re.findall(r".{20}\w [;!?»].{10}|.{10}« .{10}|\w[;!?] .{10}", text) == []


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_is_light(client: Client, policy: str, language: str) -> None:
    """A policy's page is under 60 kB on its way, style and icons included; fonts come on top."""
    path = f"/{language}/policies/{policy}/"
    page = client.get(path, headers={"accept-encoding": "gzip"})

    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.content) < 30_000
    assert len(gzip.decompress(page.content)) < 150_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_names_every_vendor_and_whether_it_is_open(language: str) -> None:
    text = outline(f"/{language}/").text

    for vendor in ("KIWI Technologies", "Better Impact", "Aidi", "Cirrus Shield", "Qiscus"):
        assert vendor in text
    assert len(re.findall("Open now|Closed now|Ouvert,|Fermé, ouvre", text)) >= 5


def test_the_gallery_is_closed_unless_it_is_opened(client: Client, settings) -> None:
    settings.GALLERY = False

    assert client.get("/en/_ui/").status_code == 404


@pytest.mark.parametrize("policy", POLICIES)
def test_the_index_and_the_page_count_the_same_findings(client: Client, policy: str) -> None:
    """An accepted finding stays on the page, after those that still stand, and is counted on neither."""
    listed = {vendor.href: vendor.findings for vendor in client.get("/en/").context["page"].vendors}
    page = client.get(f"/en/policies/{policy}/").context["page"]

    assert listed[f"/en/policies/{policy}/"].split()[0] == str(page.standing)
    assert sum(1 for found in page.findings if not found.accepted) == page.standing
