"""Mail that is wrong in the ways in which mail is wrong: each by name, all from somebody whom the desk knows."""

from __future__ import annotations

from base64 import b64encode

from .build import mail, parted

_PLAIN = "Content-Type: text/plain; charset=utf-8"


def _nested(depth: int) -> bytes:
    opened = b"".join(
        f'Content-Type: multipart/mixed; boundary="n{number}"\r\n\r\n--n{number}\r\n'.encode()
        for number in range(depth)
    )
    return parted((opened.decode().rstrip(), b"at the bottom"))


def _forwarded(depth: int) -> bytes:
    inner = mail("the innermost")
    for _level in range(depth):
        inner = parted((_PLAIN, b"see below"), ("Content-Type: message/rfc822", inner))
    return inner


BROKEN: dict[str, bytes] = {
    "no charset, Latin-1": mail("Le problème persiste à l’hôpital.".encode("cp1252"), Content_Type="text/plain"),
    "claims ASCII, is UTF-8": mail("Le problème persiste.", Content_Type="text/plain; charset=us-ascii"),
    "claims UTF-8, is Latin-1": mail("Le problème persiste.".encode("latin-1")),
    "a charset that nobody knows": mail("It stays empty.", Content_Type="text/plain; charset=x-klingon"),
    "a charset that is a codec of bytes": mail("It stays empty.", Content_Type="text/plain; charset=base64"),
    "a charset with a null byte": parted(('Content-Type: text/plain; charset="utf-8\x00"', b"It stays empty.")),
    "UTF-16": mail("Le problème persiste.".encode("utf-16"), Content_Type="text/plain; charset=utf-16"),
    "UTF-7": mail(b"Le probl+AOg-me persiste.", Content_Type="text/plain; charset=utf-7"),
    "eight-bit headers": mail(Subject="Problème à l’hôpital").replace(
        "Problème".encode(), "Problème".encode("latin-1")
    ),
    "encoded words that are cut": mail(Subject="=?utf-8?B?UHJvYmzDqG1l?= =?utf-8?B?w6"),
    "encoded words of no charset": mail(Subject="=?x-nothing?Q?Probl=E8me?="),
    "encoded words inside a word": mail(Subject="Proble=?utf-8?Q?=CC=80?=me"),
    "a subject of nothing but control signs": mail(Subject="\x00\x07\x1b[31m"),
    "a very long subject": mail(Subject="empty " * 5000),
    "no subject": mail(Subject=""),
    "no Message-ID": mail(Message_ID=""),
    "a Message-ID without brackets": mail(Message_ID="12345.abc"),
    "a Message-ID of a kilobyte": mail(Message_ID=f"<{'x' * 1000}@y>"),
    "no date": mail(Date=""),
    "a date that is none": mail(Date="yesterday, before lunch"),
    "no body": mail(""),
    "null bytes": mail("It stays\x00 empty\x00."),
    "half characters": mail(b"It stays empty \xed\xa0\x80\xed\xb0\x80."),
    "bare line feeds": mail().replace(b"\r\n", b"\n"),
    "bare carriage returns": mail().replace(b"\r\n", b"\r"),
    "base64 with rubbish": mail("SXQg!!c3RheXM===\n%%%", Content_Transfer_Encoding="base64"),
    "quoted-printable with rubbish": mail("It=ZZ stays =3", Content_Transfer_Encoding="quoted-printable"),
    "an encoding that nobody knows": mail("It stays empty.", Content_Transfer_Encoding="x-rot13"),
    "a boundary that never comes": mail("no part at all", Content_Type='multipart/mixed; boundary="never"'),
    "no boundary": mail("no part at all", Content_Type="multipart/mixed"),
    "a boundary that never ends": parted((_PLAIN, b"cut off here")).replace(b"--=_b--", b""),
    "the same boundary inside": parted(
        (f'Content-Type: multipart/alternative; boundary="=_b"\r\n\r\n{_PLAIN}', b"inner")
    ),
    "parts without headers": parted(("", b"It stays empty."), ("", b"still")),
    "a type that is none": mail("It stays empty.", Content_Type=";;;=text"),
    "nested thirty deep": _nested(30),
    "nested five thousand deep": _nested(5000),
    "forwarded forty times": _forwarded(40),
    "a thousand parts": parted(*[(_PLAIN, b"part")] * 1000),
    "HTML alone": mail(
        "<html><body><p>It stays <b>empty</b>.</p></body></html>", Content_Type="text/html; charset=utf-8"
    ),
    "HTML with script": mail(
        "<p>It stays empty<script>alert(1)</script><img src=x onerror=alert(1)>", Content_Type="text/html"
    ),
    "HTML nested ten thousand deep": mail("<div>" * 10_000 + "It stays empty.", Content_Type="text/html"),
    "winmail.dat": parted(
        (_PLAIN, b"see attachment"),
        ("Content-Type: application/ms-tnef; name=winmail.dat", b"\x78\x9f\x3e\x22" + bytes(range(256))),
    ),
    "a name with folders": parted(
        (_PLAIN, b"see attachment"),
        ('Content-Type: text/plain\r\nContent-Disposition: attachment; filename="../../etc/passwd"', b"root"),
    ),
    "a name in two charsets": parted(
        (_PLAIN, b"see attachment"),
        ("Content-Type: text/plain\r\nContent-Disposition: attachment; filename*=x-none''%E8%FF.txt", b"words"),
    ),
    "a name split in nine": parted(
        (_PLAIN, b"see attachment"),
        (
            "Content-Type: text/plain\r\nContent-Disposition: attachment;"
            + ";".join(f'\r\n filename*{number}="p{number}"' for number in (0, 1, 3, 2, 8)),
            b"words",
        ),
    ),
    "a program as attachment": parted(
        (_PLAIN, b"run this"),
        ("Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=invoice.pdf.exe", b"MZ\x90\x00"),
    ),
    "calendar alone": mail("BEGIN:VCALENDAR\nEND:VCALENDAR", Content_Type="text/calendar; method=REQUEST"),
    "a picture alone": mail(
        b64encode(b"\x89PNG\r\n\x1a\n").decode(), Content_Type="image/png", Content_Transfer_Encoding="base64"
    ),
    "signed, with keys": parted(
        (_PLAIN, b"It stays empty."),
        ("Content-Type: application/pgp-signature; name=signature.asc", b"-----BEGIN"),
        kind="signed",
    ),
    "a header without a name": b": nothing\r\n" + mail(),
    "a first line of a mailbox": b"From bob@hospital.example Tue Feb  3 10:02:00 2026\r\n" + mail(),
    "ten thousand headers": b"".join(b"X-%d: y\r\n" % number for number in range(10_000)) + mail(),
    "references without end": mail(References=" ".join(f"<{number}@x.example>" for number in range(5000))),
    "addresses without end": mail(Cc=", ".join(f"p{number}@x.example" for number in range(3000))),
    "a hundred thousand brackets around the sender": mail(sender=f"{'(' * 100_000} <bob@hospital.example>"),
    "a name with a comma": mail(sender='"Tremblay, Bob" <bob@hospital.example>'),
    "a name with a comma, unquoted": mail(sender="Tremblay Bob (5th floor, east) <bob@hospital.example>"),
    "a name in another charset": mail(sender="=?windows-1252?Q?Bob_Tremblay,_h=F4pital?= <bob@hospital.example>"),
    "capitals": mail(sender="BOB@HOSPITAL.EXAMPLE", To="SUPPORT@Kiwi.Example"),
    "a tag behind a plus": mail(sender="bob+work@hospital.example", To="support+help@kiwi.example"),
    "recipient in Delivered-To alone": mail(To="undisclosed-recipients:;", Delivered_To="support@kiwi.example"),
}
