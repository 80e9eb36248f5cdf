"""Finding tickets by words, in English and French: accents, endings and beginnings of words do not matter.

A passage is kept as `words` (folded, in order, for phrases and beginnings) and as `stems` (what the stemmers of both
languages make of each word, as nobody says in which one somebody writes). A word of a question is found where a word
begins with it or where one of its stems stands. What has all words of a question in one passage comes first; where that
is little, tickets follow in which they stand apart: the client in the head, the rest in a message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

import snowballstemmer
from django.db import connection, transaction
from django.db.models import QuerySet

from servanda.desk.alphabet import fold
from servanda.desk.tickets.models import Message, Passage, Ticket

STAFF = (Passage.HEAD, Message.Kind.PUBLIC, Message.Kind.INTERNAL)
"""What every reader at the vendor may find; data notes are asked for by name."""
CLIENT = (Passage.HEAD, Message.Kind.PUBLIC)
_TOKEN = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]*)[\"“”«»]")
_LONGEST = 20_000
"""So many characters of a message can be found; logs that clients paste end somewhere."""
_MOST_WORDS = 12
_MOST_FOUND = 400
_FEW = 25
"""Where one passage answers for fewer tickets, words may stand apart."""
_MOST_ASKED = 4
"""So many words of a question are looked up one by one, to find the rarest."""
_stemmers = tuple(snowballstemmer.stemmer(language) for language in ("english", "french"))


@dataclass(frozen=True, slots=True)
class Found:
    """One passage that answers a question; `message_id` is None for a ticket's head."""

    ticket_id: int
    message_id: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for: phrases whose words follow each other, a single word being a phrase of one."""

    phrases: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of it, folded."""
        return tuple(word for phrase in self.phrases for word in phrase)


@lru_cache(maxsize=65_536)
def stems_of(word: str) -> tuple[str, ...]:
    """What the stemmers of both languages make of a word, with and without its accents, folded; each once."""
    written = word.casefold()
    forms = dict.fromkeys((written, fold(written)))
    return tuple(dict.fromkeys(fold(stemmer.stemWord(form)) for form in forms for stemmer in _stemmers))


def wanted(question: str) -> Wanted:
    """What somebody asks for: words, and phrases in quotation marks of either language."""
    phrases = [tuple(_words(quoted)) for quoted in _QUOTED.findall(question)]
    rest = _QUOTED.sub(" ", question)
    # A reference such as KIWI-1042 is one thing: its parts must follow each other.
    phrases += [tuple(_words(chunk)) for chunk in rest.split()]
    kept = tuple(phrase for phrase in phrases if phrase)
    return Wanted(kept[:_MOST_WORDS])


def _words(text: str) -> Iterator[str]:
    return (match.group() for match in _TOKEN.finditer(unicodedata.normalize("NFC", text)))


def search(
    tickets: QuerySet[Ticket], question: str, *, vendors: Collection[int], kinds: Collection[str] = STAFF
) -> list[Found]:
    """Passages of `tickets` at `vendors` that answer a question: heads first, then the latest; at most 400."""
    asked = wanted(question)
    if not asked.phrases or not vendors:
        return []
    found = _found(asked, vendors, kinds)
    if len(asked.phrases) > 1 and len(found) < _FEW:
        known = {each.ticket_id for each in found}
        found += [each for each in _apart(asked, vendors, kinds) if each.ticket_id not in known]
    seen = set(tickets.filter(pk__in={each.ticket_id for each in found}).values_list("pk", flat=True))
    kept = [each for each in found if each.ticket_id in seen]
    return sorted(kept, key=lambda each: each.kind != Passage.HEAD)


def _apart(asked: Wanted, vendors: Collection[int], kinds: Collection[str]) -> Iterator[Found]:
    """Tickets that have all words of a question, but not in one passage: among those that have its rarest word."""
    each = [_found(Wanted((phrase,)), vendors, kinds) for phrase in asked.phrases[:_MOST_ASKED]]
    rarest = dict.fromkeys(one.ticket_id for one in min(each, key=len))
    passages: dict[int, list[Passage]] = {pk: [] for pk in rarest}
    for passage in Passage.objects.filter(ticket_id__in=passages, kind__in=kinds).order_by("pk"):
        passages[passage.ticket_id].append(passage)
    for pk, said in passages.items():
        yield from _together(pk, asked, said)


def _together(ticket_id: int, asked: Wanted, said: Iterable[Passage]) -> Iterator[Found]:
    """The ticket where its passages answer together; told by a note on data only where the others do not suffice."""
    missing, last = set(asked.phrases), None
    for passage in sorted(said, key=lambda each: each.kind == Message.Kind.DATA):
        if answered := {phrase for phrase in missing if _answers(passage, phrase)}:
            missing -= answered
            last = passage
    if last is not None and not missing:
        yield Found(ticket_id, last.message_id, last.kind)


def _answers(passage: Passage, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase is found in a passage, as the index finds it."""
    if f" {' '.join(map(fold, phrase))}" in f" {passage.words}":
        return True
    return len(phrase) == 1 and not set(stems_of(phrase[0])).isdisjoint(passage.stems.split())


def search_for_client(tickets: QuerySet[Ticket], question: str, *, vendors: Collection[int]) -> list[Found]:
    """The same for a client: only what they may read."""
    return search(tickets, question, vendors=vendors, kinds=CLIENT)


def tickets_found(found: Iterable[Found]) -> list[int]:
    """The tickets of what was found, each once, the best first."""
    return list(dict.fromkeys(each.ticket_id for each in found))


def _found(asked: Wanted, vendors: Collection[int], kinds: Collection[str]) -> list[Found]:
    if connection.vendor == "sqlite":
        return _rows(*_ask_sqlite(asked, tuple(vendors), tuple(kinds)))
    with transaction.atomic():
        return _found_by_postgresql(_tsquery_of(asked, vendors), tuple(kinds))


def _found_by_postgresql(terms: str, kinds: tuple[str, ...]) -> list[Found]:
    """Common words are found among the latest passages, the others through the index of words.

    PostgreSQL would have to guess which a word is, and walks through millions of passages where it guesses wrong; so
    the very latest passages say first whether it is worth while to walk through more of them.
    """
    values: list[str | int] = [terms, *kinds, _MOST_FOUND]
    _go_by("indexscan")
    for late in (_SAMPLE, _LATE):
        found = _rows(_POSTGRESQL.format(passages=_LATEST.format(late), kinds=_places(kinds)), values)
        if len(found) == _MOST_FOUND:
            return found
        if not found:
            break
    _go_by("bitmapscan")
    return _rows(_POSTGRESQL.format(passages="tickets_passage", kinds=_places(kinds)), values)


def _go_by(way: str) -> None:
    """Let the rest of this transaction use one kind of plan: the index of words, or the passages from the latest one."""
    off = ("seqscan", *({"bitmapscan", "indexscan"} - {way}))
    says = [f"SET LOCAL enable_{each} = off" for each in off] + [f"SET LOCAL enable_{way} = on", "SET LOCAL jit = off"]
    says.append("SET LOCAL plan_cache_mode = force_custom_plan")
    with connection.cursor() as cursor:
        cursor.execute("; ".join(says))


def _rows(statement: str, values: list[str | int]) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Found(*row) for row in cursor.fetchall()]


_SQLITE = """
SELECT passage.ticket_id, passage.message_id, passage.kind
FROM tickets_passage_index AS terms JOIN tickets_passage AS passage ON passage.id = terms.rowid
WHERE terms.tickets_passage_index MATCH %s AND passage.vendor_id IN ({vendors}) AND passage.kind IN ({kinds})
ORDER BY terms.rowid DESC LIMIT %s
"""
# The terms name the vendor; it need not be asked for once more.
_POSTGRESQL = """
SELECT ticket_id, message_id, kind FROM {passages} AS passages
WHERE terms @@ to_tsquery('simple', %s) AND kind IN ({kinds}) ORDER BY id DESC LIMIT %s
"""
_LATEST = "(SELECT * FROM tickets_passage ORDER BY id DESC LIMIT {})"
_SAMPLE, _LATE = 4_000, 80_000


def _places(values: tuple[object, ...]) -> str:
    return ", ".join(["%s"] * len(values))


def _named(vendor: int) -> str:
    """What stands before every word of a vendor in the index, as the migration of the index writes it."""
    return f"v{vendor}x"


def _ask_sqlite(asked: Wanted, vendors: tuple[int, ...], kinds: tuple[str, ...]) -> tuple[str, list[str | int]]:
    each = (" AND ".join(_fts5(phrase, _named(vendor)) for phrase in asked.phrases) for vendor in vendors)
    statement = _SQLITE.format(vendors=_places(vendors), kinds=_places(kinds))
    return statement, [" OR ".join(f"({terms})" for terms in each), *vendors, *kinds, _MOST_FOUND]


def _fts5(phrase: tuple[str, ...], named: str) -> str:
    """One phrase for FTS5. Words are letters and digits alone, so that nothing in them is an operator inside quotes."""
    written = " ".join(f"{named}{fold(word)}" for word in phrase)
    if len(phrase) > 1:
        return f'(words : "{written}" *)'
    stems = " OR ".join(f'stems : "{named}{stem}"' for stem in stems_of(phrase[0]))
    return f'(words : "{written}" * OR {stems})'


def _tsquery_of(asked: Wanted, vendors: Collection[int]) -> str:
    each = (" & ".join(_tsquery(phrase, _named(vendor)) for phrase in asked.phrases) for vendor in vendors)
    return " | ".join(f"({terms})" for terms in each)


def _tsquery(phrase: tuple[str, ...], named: str) -> str:
    """One phrase for PostgreSQL, where words weigh A and stems B."""
    *first, last = (f"{named}{fold(word)}" for word in phrase)
    written = " <-> ".join([*(f"{word}:A" for word in first), f"{last}:*A"])
    if first:
        return f"({written})"
    return "(" + " | ".join([written, *(f"{named}{stem}:B" for stem in stems_of(phrase[0]))]) + ")"


# Keeping the passages


def head_of(ticket: Ticket) -> Passage:
    """The head of a ticket as a row that is not saved yet; needs vendor, client and requester."""
    asker = ticket.requester
    parts = (ticket.subject, ticket.reference, str(ticket.organisation), asker.name, asker.email)
    return _passage(ticket, None, Passage.HEAD, "\n".join(parts))


def passage_of(message: Message, ticket: Ticket) -> Passage:
    """A message as a row that is not saved yet: the names of its files, and its words."""
    names = (file.name for file in message.attachments.all())
    return _passage(ticket, message, message.kind, "\n".join((*names, message.text)))


def _passage(ticket: Ticket, message: Message | None, kind: str, text: str) -> Passage:
    words = list(_words(text[:_LONGEST]))
    stems = dict.fromkeys(stem for word in words for stem in stems_of(word))
    return Passage(
        vendor_id=ticket.vendor_id,
        ticket=ticket,
        message=message,
        kind=kind,
        words=" ".join(fold(word) for word in words),
        stems=" ".join(stems),
    )


def index_head(ticket: Ticket) -> None:
    """Make a ticket findable by its subject, its reference and the names of who asks, again where they changed."""
    Passage.objects.filter(ticket=ticket, kind=Passage.HEAD).delete()
    head_of(ticket).save(force_insert=True)


def index_message(message: Message) -> None:
    """Make a message findable."""
    passage_of(message, message.ticket).save(force_insert=True)


def index_tickets(tickets: QuerySet[Ticket], *, batch: int = 2_000) -> int:
    """Make tickets with all of their messages findable that were not; how many passages that made."""
    heads = tickets.select_related("vendor", "organisation", "requester").order_by("pk").iterator(batch)
    said = (
        Message.objects.filter(ticket__in=tickets)
        .select_related("ticket")
        .prefetch_related("attachments")
        .order_by("pk")
    )
    passages, count = chain(map(head_of, heads), (passage_of(each, each.ticket) for each in said.iterator(batch))), 0
    while chunk := list(islice(passages, batch)):
        with transaction.atomic():
            count += len(Passage.objects.bulk_create(chunk))
    return count


def index_again(*, batch: int = 2_000) -> int:
    """Forget every passage and read all tickets and messages again; how many passages there are now."""
    Passage.objects.all().delete()
    return index_tickets(Ticket.objects.all(), batch=batch)
