"""Why something cannot be done to a ticket, fit for whoever asked."""

from __future__ import annotations

from servanda.engine.text import Text

BROKEN = Text(
    "Servanda could not send this because of an error of its own, which stands in its log. Try again; if it stays, tell whoever "
    "runs it.",
    "Servanda n’a pas pu l’envoyer à cause d’une erreur interne, consignée dans son journal. Réessayez ; si l’erreur persiste, "
    "avisez la personne qui l’exploite.",
)
"""What becomes of words that cannot leave for no fault of theirs: they go back to their author, and others leave."""


class TicketRefusedError(ValueError):
    """Something cannot be done to a ticket; `text` says why, and what can be done instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class BackdatedError(TicketRefusedError):
    """Something is said to have happened before what is already recorded (A39)."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Nothing is recorded with a past time. Record it as it happens; say in a note when it was.",
                "Rien n’est consigné à une heure passée. Consignez-le au moment même ; dites dans une note quand ce fut.",
            )
        )


def refuse(en: str, fr: str) -> TicketRefusedError:
    """A refusal in both languages, to be raised."""
    return TicketRefusedError(Text(en, fr))
