"""Nothing that a stranger writes takes the square of its length to read: one mail would keep all others waiting."""

from __future__ import annotations

from time import process_time

import pytest

from servanda.desk.channels.headers import addresses
from servanda.desk.channels.quoting import split_quoted
from servanda.desk.channels.safe_html import before_quote, words_of
from servanda.desk.tickets.search import wanted

PIECES = (
    "<div ",
    '<div class="',
    "<div class=gmail_",
    "a",
    "a@",
    " ",
    "-",
    ">",
    "* ",
    "[",
    "http://.",
    "On a\n",
    "Le a",
)


LENGTH = 20_000


@pytest.mark.parametrize("read", [before_quote, words_of, split_quoted, wanted])
def test_what_is_written_over_and_over_is_read_in_no_time(read) -> None:
    began = process_time()

    for piece in PIECES:
        read(piece * (LENGTH // len(piece)))

    assert process_time() - began < 4


def test_a_header_of_nothing_but_beginnings_is_read_in_no_time() -> None:
    began = process_time()

    for piece in ("a", "<a@", "a@", "<", "\\", '"', "(", "a.", "<a@a"):
        addresses([piece * (LENGTH // len(piece))])

    assert process_time() - began < 4
