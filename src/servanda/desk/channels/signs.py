"""Signs by which mail of machines is known: automatic replies, reports of mail that came back, Servanda's own."""

from __future__ import annotations

import re
from email.message import Message

from servanda.desk.channels.headers import addresses, decoded, in_words, inside, mail_id_of, written
from servanda.desk.channels.mail import Returned

REPLY, GENERATED = "reply", "generated"
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From")
_SUBJECT = re.compile(
    r"(?i)^\W*(?:(?:re|tr|fw)\s*:\s*)?(?:auto(?:matic|mated)?[ -]?(?:reply|response|answer)|out of (?:the )?office|réponse automatique|"
    r"absence du bureau|absente? du bureau|message d['’]absence|avis d['’]absence|réponse d['’]absence|vacation reply|"
    r"notification d['’]absence|auto\s*:|automatisch|je suis (?:absente?|en vacances))"
)
_MACHINES = re.compile(r"(?i)^(?:mailer-daemon|postmaster|bounces?|no-?reply-bounces?)(?:[+=].*)?@")
_RETURNED_SUBJECT = re.compile(
    r"(?i)undeliver|returned mail|delivery (?:status|failure|has failed)|mail delivery (?:failed|system)|non remis|"
    r"non[- ]?distribu|échec de (?:la )?remise|failure notice|rejected"
)
_ORIGINAL_ID = re.compile(rb"(?im)^message-id:\s*<\s*([^<>\s]{3,250})\s*>")


def automatic_of(message: Message, *, answers: bool) -> str:
    """Whether a machine writes: `reply`, `generated`, or empty. `answers` says whether it answers another mail."""
    submitted = written(message, "Auto-Submitted").casefold()
    if submitted.startswith("auto-replied") or any(message.get(mark) for mark in _MARKS) or _receipt(message):
        return REPLY
    precedence = written(message, "Precedence").casefold()
    if precedence == "auto_reply" or _SUBJECT.match(decoded(message, "Subject")):
        return REPLY
    if submitted.startswith("auto-") or precedence in ("bulk", "junk", "list") or message.get("List-Id"):
        return REPLY if answers and not message.get("List-Id") else GENERATED
    return ""


def _receipt(message: Message) -> bool:
    return "disposition-notification" in written(message, "Content-Type").casefold()


def returned_of(message: Message, raw: bytes, envelope_from: str | None) -> Returned | None:
    """The mail that came back, if this is a report of one."""
    kind = written(message, "Content-Type").casefold()
    report = kind.startswith("multipart/report") and "delivery-status" in kind
    sender = addresses([written(message, "From")])
    daemon = bool(sender and _MACHINES.match(sender[0][1])) or envelope_from in ("", "<>")
    told = bool(message.get("X-Failed-Recipients")) or bool(_RETURNED_SUBJECT.search(decoded(message, "Subject")))
    if not report and not (daemon and told):
        return None
    fields = _status(message)
    failed = addresses([fields.get("final-recipient", "").rpartition(";")[2], written(message, "X-Failed-Recipients")])
    return Returned(
        original=_original(message, raw),
        address=failed[0][1] if failed else "",
        reason=_reason(fields) or decoded(message, "Subject")[:250],
        final=fields.get("action", "failed").casefold() not in ("delayed", "relayed", "delivered", "expanded"),
    )


def _reason(fields: dict[str, str]) -> str:
    """What the other server said, without the name of the protocol in which it said it."""
    said = fields.get("diagnostic-code") or fields.get("status", "")
    return re.sub(r"(?i)^\s*smtp\s*;\s*", "", said)[:250]


def _status(message: Message) -> dict[str, str]:
    """The fields of the machine-readable part; those of the last recipient win."""
    found: dict[str, str] = {}
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in inside(part):
            found |= {name.casefold(): in_words(" ".join(str(value).split())) for name, value in block.items()}
    return found


def _original(message: Message, raw: bytes) -> str:
    """The Message-ID of the mail that came back: it stands in the part that repeats its headers."""
    own = mail_id_of(message)
    inside = (found.decode("ascii", "replace") for found in _ORIGINAL_ID.findall(raw))
    return next((found for found in inside if found != own), "")
