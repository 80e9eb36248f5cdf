"""What became of mail, why, and what to do about it, in words."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from servanda.desk.channels.models import Arrival, Mailbox

Fate, Trouble = Arrival.Fate, Mailbox.Trouble


def fate_word(fate: str) -> str:
    """The one word of a fate."""
    return {
        Fate.STORED: pgettext("fate of a mail", "being read"),
        Fate.OPENED: pgettext("fate of a mail", "opened a request"),
        Fate.JOINED: pgettext("fate of a mail", "joined a request"),
        Fate.HELD: pgettext("fate of a mail", "held"),
        Fate.AUTOMATIC: pgettext("fate of a mail", "automatic"),
        Fate.BOUNCED: pgettext("fate of a mail", "came back"),
        Fate.LOOP: pgettext("fate of a mail", "loop"),
        Fate.REFUSED: pgettext("fate of a mail", "refused"),
        Fate.DISCARDED: pgettext("fate of a mail", "discarded"),
        Fate.FAILED: pgettext("fate of a mail", "unreadable"),
    }.get(Fate(fate), fate)


def why_words(arrival: Arrival) -> str:
    """Why a mail was held, or what else happened to it; empty where its fate says everything."""
    if arrival.fate == Fate.FAILED:
        return gettext("Servanda could not read this mail. Nothing of it is lost; try again, or download it.")
    return _held().get(arrival.why) or _told().get(arrival.why, "")


def _held() -> dict[str, str]:
    return {
        "unknown-sender": gettext("Nobody knows this sender. Choose the client, and the mail becomes a request."),
        "several-clients": gettext("This sender belongs to several clients. Choose the one for which they write."),
        "spoofed": gettext("It answers a request of a client to which its sender does not belong. It may be forged."),
        "several-senders": gettext("It names several senders. It may be forged."),
        "unauthenticated": gettext("The mail server found that its sender is forged."),
        "too-nested": gettext(
            "It is made of parts within parts, or of headers, beyond measure. Only its first lines were read."
        ),
        "no-sender": gettext("It names no sender who could be answered."),
        "no-vendor": gettext("It names no address of yours."),
        "no-agreement": gettext("The client has no agreement that covers today. Enter one, then try again."),
        "inactive": gettext("Its sender no longer works with the client."),
        "switched-off": gettext(
            "The client is switched off. Let the mail join one of its requests, or switch the client on and try again."
        ),
        "staff": gettext("One of your own staff wrote it. Answers to clients are written on the request."),
        "perhaps-automatic": gettext(
            "Its subject reads like an automatic reply, yet it answers nothing. Let it in if a person wrote it."
        ),
        "generated": gettext("A program wrote it of its own accord. Let it in if somebody has to see to it."),
    }


def _told() -> dict[str, str]:
    return {
        "own-mail": gettext("Servanda’s own mail came back by some forwarding."),
        "too-many": gettext("Its sender wrote more than thirty mails within an hour."),
        "duplicate": gettext("The same mail arrived before."),
        "automatic-reply": gettext("An automatic reply; it stops no clock, and nobody answers it."),
        "delayed": gettext("A report that a mail takes longer than usual."),
        "returned": gettext("A report that a mail could not be delivered."),
        "unknown-original": gettext("A report that a mail came back; Servanda does not know which."),
        "not-covered": gettext("The agreement does not cover it. Its sender was told why, and what there is instead."),
        "spam": gettext("Somebody discarded it: unwanted mail."),
        "not-for-support": gettext("Somebody discarded it: not a matter of support."),
        "answered-elsewhere": gettext("Somebody discarded it: answered elsewhere."),
    }


def reason_words(reason: str) -> str:
    """Why somebody discards a mail, as a choice."""
    return {
        "spam": gettext("Unwanted mail"),
        "not-for-support": gettext("Not a matter of support"),
        "answered-elsewhere": gettext("Answered elsewhere"),
        "duplicate": gettext("Here already"),
    }[reason]


def state_word(state: str) -> str:
    """The one word for where a mail of ours stands."""
    return {
        "waiting": pgettext("state of a sent mail", "waiting"),
        "sent": pgettext("state of a sent mail", "sent"),
        "failed": pgettext("state of a sent mail", "not delivered"),
    }[state]


def kind_words(kind: str) -> str:
    """What a mail of ours is."""
    known = {
        "reply": pgettext("kind of a sent mail", "Reply"),
        "receipt": pgettext("kind of a sent mail", "Receipt"),
        "refusal": pgettext("kind of a sent mail", "Refusal"),
        "priority-changed": pgettext("kind of a sent mail", "New priority"),
        "correction-released": pgettext("kind of a sent mail", "Correction released"),
        "incident-ended": pgettext("kind of a sent mail", "Incident over"),
        "solution-proposed": pgettext("kind of a sent mail", "Proposed solution"),
        "resolved": pgettext("kind of a sent mail", "Resolved"),
        "mention": pgettext("kind of a sent mail", "Mention"),
        "invitation": pgettext("kind of a sent mail", "Invitation"),
        "sign-in": pgettext("kind of a sent mail", "Sign-in"),
    }
    return known.get(kind, pgettext("kind of a sent mail", "Notice"))


def trouble_words(mailbox: Mailbox) -> str:
    """What keeps mail from being fetched, and what to do about it."""
    says = {
        Trouble.LOGIN: gettext("The server refuses the user or the password. Enter both anew in SERVANDA_IMAP."),
        Trouble.FOLDER: gettext("The folder is not there or may not be opened. Name another in SERVANDA_IMAP."),
        Trouble.CERTIFICATE: gettext(
            "The server’s certificate is not valid for its name, so the password was not sent. Check the name, or renew the certificate."
        ),
        Trouble.SLOW: gettext("The server does not answer in time. It is asked again every minute."),
        Trouble.UNREACHABLE: gettext(
            "The server is not there, or the connection breaks off. It is asked again every minute."
        ),
        Trouble.REFUSED: gettext("The server refuses to go on. It is asked again every minute."),
        Trouble.UNREAD: gettext(
            "The server does not hand out some mail. The rest is fetched, and this mail is asked for every hour."
        ),
        Trouble.UNMOVED: gettext(
            "Mail is stored, but the server lets it neither be moved nor marked. Give the account the right to one of both."
        ),
    }
    return says.get(Trouble(mailbox.trouble), "")
