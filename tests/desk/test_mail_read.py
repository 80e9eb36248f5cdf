"""What a mail says: its words in whatever charset and shape, without what it repeats of earlier ones."""

from __future__ import annotations

import random
from base64 import b64encode
from time import thread_time

import pytest

from servanda.desk.channels.tongues import language_of
from servanda.desk.channels.understanding import understand

from .mail_corpus.broken import BROKEN
from .mail_corpus.build import mail, parted
from .mail_corpus.replies import Reply, replies


def test_mail_that_was_garbled_on_its_way_is_read_as_far_as_it_can_be() -> None:
    chance = random.Random(1)  # noqa: S311  (the same garbling each time)
    originals = [raw for raw in BROKEN.values() if len(raw) < 5000]

    for _each in range(200):
        garbled = bytearray(chance.choice(originals))
        for _times in range(5):
            start, other = chance.randrange(len(garbled)), chance.choice(originals)
            end, piece = start + chance.randrange(30), chance.randrange(len(other))
            garbled[start:end] = other[piece : piece + 20]

        read = understand(bytes(garbled))

        kept = "".join((read.words.text, read.words.quoted, read.subject, read.sender, read.sender_name, read.mail_id))
        assert "\x00" not in kept
        assert kept.encode().decode() == kept


def test_two_hundred_replies_of_all_programs_in_both_languages_join_their_thread_without_what_they_repeat() -> None:
    told: list[Reply] = list(replies())
    wrong = []
    for each in told:
        read = understand(mail(each.body, Subject="Re: [KIWI-1] x", In_Reply_To="<1@kiwi.example>"))
        if read.words.text != each.said or bool(read.words.quoted) != (each.program != "nothing"):
            wrong.append((each.program, each.language, read.words.text))
        if language_of(each.said) not in (each.language, ""):
            wrong.append((each.program, each.language, language_of(each.said)))

    assert len(told) >= 200
    assert wrong == []


OWN_WORDS = [
    "Bonjour,\n\nLe client a écrit :\n\nla page est blanche\n\nMerci de regarder.",
    "Bonjour,\nLe rapport du 3 mars que le médecin a écrit :\nil manque la page 2.",
    "Hello,\n\nOn the phone our customer wrote:\n\nthe page is white\n\nPlease look.",
    "Voici le trajet :\n\nDe : Montréal\nÀ : Québec\nDate : 3 mars\n\nLe calcul est faux.",
    "Voir\n\nDébut du message réexpédié :\n\n> De: Jo <jo@x.example>\n> Objet: cassé\n> Date: 3 mars\n>\n> la liste\n> est vide",
]


@pytest.mark.parametrize("text", OWN_WORDS)
def test_own_sentences_that_look_like_a_quotation_are_not_folded(text: str) -> None:
    words = understand(mail(text)).words

    assert (words.text, words.quoted) == (text, "")


OUTLOOK = "De : Kiwi <support@kiwi.example>\nEnvoyé : mardi 3 février\nÀ : Bob\nObjet : [KIWI-1] x\n\nBonjour Bob"
ODD_QUOTES = [
    f"  Message d’origine  \n{OUTLOOK}",
    f"‐‐‐‐‐‐‐ Message d’origine ‐‐‐‐‐‐‐\n{OUTLOOK}",
    ">>> Kiwi Support <support@kiwi.example> 2026-02-03 12:01 >>>\nBonjour Bob",
]


@pytest.mark.parametrize("quoted", ODD_QUOTES)
def test_titles_above_what_is_repeated_are_folded_with_it(quoted: str) -> None:
    words = understand(mail(f"C’est réglé.\n\n{quoted}\n")).words

    assert (words.text, words.quoted) == ("C’est réglé.", quoted.strip())


def html_of(inside: str, **headers: str) -> bytes:
    return mail(f"<html><body>{inside}</body></html>", Content_Type="text/html; charset=utf-8", **headers)


def test_html_alone_is_cut_where_its_program_repeats_whatever_language_it_speaks_and_not_where_it_forwards() -> None:
    repeated = '<div>Grazie.<br><br>Bob</div><div class="gmail_quote"><div class="gmail_attr">Il giorno 3: </div>Hello Bob</div>'

    answer = understand(html_of(repeated)).words
    passed_on = understand(html_of(repeated, Subject="TR : x")).words

    assert (answer.text, answer.quoted) == ("Grazie.\n\nBob", "Il giorno 3:\nHello Bob")
    assert "Hello" not in answer.html
    assert "Hello" in passed_on.text
    assert "Hello" in passed_on.html


def test_parts_that_say_different_things_are_all_said_in_text_and_in_html() -> None:
    words = understand(
        parted(("Content-Type: text/plain", b"It stays empty."), ("Content-Type: text/html", b"<p>A notice</p>"))
    ).words

    assert (words.text, words.html) == ("It stays empty.\n\nA notice", "<p>It stays empty.</p>\n<p>A notice</p>")


_TYPOGRAPHY = "L’écran « noir »… 40 €, cœur"


@pytest.mark.parametrize(
    ("claimed", "written", "meant"),
    [
        ("iso-8859-1", _TYPOGRAPHY.encode("cp1252"), _TYPOGRAPHY),
        ("iso-8859-1", _TYPOGRAPHY.encode(), _TYPOGRAPHY),
        ("windows-1252", _TYPOGRAPHY.encode(), _TYPOGRAPHY),
        ("utf-8", _TYPOGRAPHY.encode("cp1252"), _TYPOGRAPHY),
        ("utf-8", (_TYPOGRAPHY * 3).encode() + b"\xc3", _TYPOGRAPHY * 3 + "\ufffd"),
        ("utf-16", b"It stays empty, all of it", "It stays empty, all of it"),
        ("unicode_escape", b"C:\\x41", "C:\\x41"),
        ("gb2312", "請帮助".encode("gbk"), "請帮助"),
        ("shift_jis", "①が空".encode("cp932"), "①が空"),
        ("iso-8859-8-i", "שלום".encode("iso-8859-8"), "שלום"),
    ],
)
def test_charsets_that_lie_are_read_as_they_were_meant(claimed: str, written: bytes, meant: str) -> None:
    assert understand(mail(written, Content_Type=f"text/plain; charset={claimed}")).words.text == meant


def test_a_picture_written_into_the_html_is_a_file() -> None:
    picture = b64encode(b"\x89PNG\r\n\x1a\nxx").decode()

    read = understand(html_of(f"<p>Look: <img src='data:image/png;base64,{picture}'> here</p>"))

    assert [(file.name, file.content) for file in read.files] == [("picture-1.png", b"\x89PNG\r\n\x1a\nxx")]
    assert read.words.text == "Look: here"


ENDLESS = {
    "parameters": mail(Content_Type="text/plain" + "; a=b" * 100_000),
    "split names": parted(("Content-Type: x/y" + "".join(f"; name*{each}=a" for each in range(50_000)), b"x")),
    "encoded words": mail(Subject="=?" * 100_000),
    "addresses": mail(sender="a@" * 20_000),
    "attributes": mail(f"<p {' '.join(f'a{each}' for each in range(50_000))}>x", Content_Type="text/html"),
    "opened brackets": mail("<" * 100_000, Content_Type="text/html"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_mail_that_is_made_to_be_read_without_end_is_read_at_once(name: str) -> None:
    began = thread_time()

    understand(ENDLESS[name])

    assert thread_time() - began < 2
