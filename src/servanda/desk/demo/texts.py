"""What each vendor of the demonstration writes with: texts, macros and shared views, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from servanda.desk.organisations.models import Vendor
from servanda.desk.tickets.actions.texts import MacroSheet, ModuleSheet, keep_macro, keep_module
from servanda.desk.tickets.models import View
from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class Bit:
    """A text module: its shortcut, its name, its words."""

    shortcut: str
    name: Text
    words: Text


_GREETING = Bit(
    "greeting",
    Text("Greeting", "Salutation"),
    Text(
        "Hello {requester},\n\nThank you for writing about “{subject}”.",
        "Bonjour {requester},\n\nMerci de nous avoir écrit au sujet de « {subject} ».",
    ),
)
_DETAILS = Bit(
    "details",
    Text("Ask for details", "Demander des précisions"),
    Text(
        "So that we can see what you see, please send us:\n\n- what you did, step by step;\n- what you expected;\n"
        "- a picture of the screen or a short recording.",
        "Pour que nous voyions ce que vous voyez, envoyez-nous s’il vous plaît :\n\n- ce que vous avez fait, étape par étape ;\n"
        "- ce que vous attendiez ;\n- une capture d’écran ou un court enregistrement.",
    ),
)
_NEXT = Bit(
    "next",
    Text("What happens next", "La suite"),
    Text(
        "We are working on {reference}. The next answer reaches you at the latest: {due}.",
        "Nous travaillons à {reference}. La prochaine réponse vous parviendra au plus tard : {due}.",
    ),
)
_OWN: Mapping[str, Bit] = {
    "kiwi": Bit(
        "workaround",
        Text("Offer a workaround", "Proposer une solution de rechange"),
        Text(
            "Until the correction is released, this way works: open the internship from the calendar instead of the list.",
            "D’ici la parution du correctif, ceci fonctionne : ouvrez le stage depuis le calendrier plutôt que la liste.",
        ),
    ),
    "better-impact": Bit(
        "permission",
        Text("Ask to see the data", "Demander l’accès aux données"),
        Text(
            "To find the cause we need to look at your account’s data. May we? Only colleagues in the countries that you"
            " named will see it.",
            "Pour trouver la cause, il nous faut consulter les données de votre compte. Nous le permettez-vous ? Seuls les"
            " collègues des pays que vous avez désignés les verront.",
        ),
    ),
    "aidi": Bit(
        "quote",
        Text("Outside the contract", "Hors contrat"),
        Text(
            "This is not part of the contract. Your account manager will agree scope and cost with you before work begins.",
            "Ceci n’est pas compris dans le contrat. Votre gestionnaire de compte conviendra avec vous de l’étendue et du coût"
            " avant le début des travaux.",
        ),
    ),
    "cirrus-shield": Bit(
        "criticality",
        Text("Explain the criticality", "Expliquer la criticité"),
        Text(
            "We have classed your request by what it blocks. Tell us if it blocks more than we understood.",
            "Nous avons classé votre demande selon ce qu’elle bloque. Dites-nous si elle bloque davantage.",
        ),
    ),
    "qiscus": Bit(
        "proposal",
        Text("Propose the solution", "Proposer la solution"),
        Text(
            "We have found the cause and propose the solution below. We begin as soon as you accept it.",
            "Nous avons trouvé la cause et proposons la solution ci-dessous. Nous commençons dès que vous l’acceptez.",
        ),
    ),
}
_MACROS = (
    (
        Text("Ask for details and wait", "Demander des précisions et attendre"),
        Text("::greeting\n\n::details\n\n{agent}", "::greeting\n\n::details\n\n{agent}"),
        {"state": "client", "assign": True},
    ),
    (
        Text("I take it", "Je m’en charge"),
        Text("::greeting\n\n::next\n\n{agent}", "::greeting\n\n::next\n\n{agent}"),
        {"state": "open", "assign": True},
    ),
    (
        Text("Resolved, with thanks", "Résolu, avec nos remerciements"),
        Text(
            "Hello {requester},\n\nThis works again. If it does not for you, answer this message and {reference} opens again."
            "\n\n{agent}",
            "Bonjour {requester},\n\nTout fonctionne de nouveau. Si ce n’est pas le cas chez vous, répondez à ce message et"
            " {reference} sera rouverte.\n\n{agent}",
        ),
        {"state": "resolved"},
    ),
    (Text("Mark as known", "Marquer comme connu"), Text(), {"tags": ("known",)}),
)
_VIEWS: tuple[tuple[Text, dict[str, Any]], ...] = (
    (Text("French, nobody’s yet", "En français, à personne encore"), {"view": "unassigned", "language": "fr"}),
    (Text("Known problems", "Problèmes connus"), {"view": "open", "tag": "known"}),
)


def write_texts(vendor: Vendor) -> None:
    """Give a vendor its texts, macros and shared views."""
    for bit in (_GREETING, _DETAILS, _NEXT, *filter(None, (_OWN.get(vendor.slug),))):
        keep_module(vendor=vendor, sheet=ModuleSheet(bit.shortcut, _both(bit.name), _both(bit.words)))
    for name, words, steps in _MACROS:
        keep_macro(vendor=vendor, sheet=MacroSheet(name=_both(name), text=_both(words), **steps))
    for position, (name, filters) in enumerate(_VIEWS, 1):
        View.objects.create(vendor=vendor, name=_both(name), filters=filters, position=position)


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "fr": text.fr}
