"""Mail put together by hand, so that it can be as wrong as mail is."""

from __future__ import annotations

from itertools import count

_numbers = count(1)
BOB, KIWI = "Bob <bob@hospital.example>", "support@kiwi.example"


def mail(text: str | bytes = "The list stays empty, please help us.", *, sender: str = BOB, **headers: str) -> bytes:
    """A mail of one part in UTF-8; `headers` replace the usual ones, underscores are hyphens, empty ones are left out."""
    usual = {
        "From": sender,
        "To": KIWI,
        "Subject": "The list stays empty",
        "Message-ID": f"<{next(_numbers)}@mail.hospital.example>",
        "Date": "Tue, 03 Feb 2026 10:02:00 -0500",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    chosen = usual | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in chosen.items() if value)
    body = text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()
    return head.encode("utf-8", "surrogateescape") + b"\r\n" + body


def parted(*parts: tuple[str, bytes], kind: str = "mixed", **headers: str) -> bytes:
    """A mail of several parts: the headers of each, and its bytes."""
    inside = b"".join(f"--=_b\r\n{head}\r\n\r\n".encode() + body + b"\r\n" for head, body in parts)
    return mail(inside + b"--=_b--\r\n", Content_Type=f'multipart/{kind}; boundary="=_b"', **headers)


def report(original: str, *, address: str = "bob@hospital.example", action: str = "failed") -> bytes:
    """A report that a mail of ours came back."""
    status = (
        f"Reporting-MTA: dns; mx.hospital.example\r\n\r\nFinal-Recipient: rfc822; {address}\r\nAction: {action}\r\n"
        "Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user here\r\n"
    )
    headers = f"Message-ID: <{original}>\r\nSubject: [KIWI-1] The list\r\nFrom: {KIWI}\r\n"
    return parted(
        ("Content-Type: text/plain", b"Your mail could not be delivered."),
        ("Content-Type: message/delivery-status", status.encode()),
        ("Content-Type: text/rfc822-headers", headers.encode()),
        kind="report; report-type=delivery-status",
        From="Mail Delivery System <MAILER-DAEMON@mx.hospital.example>",
        Subject="Undelivered Mail Returned to Sender",
        Auto_Submitted="auto-replied",
    )
