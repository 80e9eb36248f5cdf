"""What is going wrong at each vendor right now: one cause that several clients write about within an hour or two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.desk.demo.stories.shape import ANSWER, NOTE, Scene, Story, done, said
from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause: its name on the desk, and how three clients put it."""

    title: Text
    stories: tuple[Story, ...]


def _cause(
    title: tuple[str, str],
    asked: tuple[tuple[Text, Text], ...],
    *,
    answer: tuple[str, str],
    note: tuple[str, str],
    facts: Mapping[str, str],
    choice: tuple[str, str] = ("", ""),
) -> Cause:
    """Everybody is answered alike; only the first has the note."""
    common: tuple[Scene, ...] = (done("assigned"), said(ANSWER, *answer, (3, 12)))
    stories = tuple(
        Story(
            subject,
            asks,
            common if number else (*common, said(NOTE, *note, (2, 10))),
            facts=facts,
            choice=choice[0],
            choice_reason=choice[1],
        )
        for number, (subject, asks) in enumerate(asked)
    )
    return Cause(Text(*title), stories)


CAUSES: Mapping[str, Cause] = {
    "kiwi": _cause(
        ("Calendar does not save", "Le calendrier n’enregistre pas"),
        (
            (
                Text("Changes in the calendar are lost", "Les changements au calendrier se perdent"),
                Text(
                    "We move a placement, the page says “saved”, and after reloading it stands where it was.",
                    "Nous déplaçons un stage, la page dit « enregistré », et après actualisation il est revenu à sa place.",
                ),
            ),
            (
                Text("Placements jump back", "Les stages reviennent à leur ancienne date"),
                Text(
                    "Several of us see it since about an hour ago. We have stopped planning.",
                    "Plusieurs d’entre nous le voient depuis une heure environ. Nous avons arrêté de planifier.",
                ),
            ),
            (
                Text("Calendar: nothing is kept", "Calendrier : rien n’est conservé"),
                Text("New placements are gone after a minute.", "Les nouveaux stages disparaissent après une minute."),
            ),
        ),
        answer=(
            "We see it with other organisations as well: writing goes to a copy that lags. What you enter is kept; please "
            "wait with further changes. We write again within the hour.",
            "Nous le constatons chez d’autres organisations aussi : l’écriture passe par une copie en retard. Vos saisies "
            "sont gardées ; attendez avant d’autres changements. Nous vous réécrivons d’ici une heure.",
        ),
        note=(
            "The second database node lags by twelve minutes. Karim moves writing back to the first.",
            "Le second nœud de la base a douze minutes de retard. Karim ramène l’écriture sur le premier.",
        ),
        facts={"impact": "important", "urgency": "high"},
    ),
    "better-impact": _cause(
        ("Text messages are not delivered", "Les textos ne sont pas remis"),
        (
            (
                Text("Text messages do not arrive", "Les textos n’arrivent pas"),
                Text(
                    "None of our reminders by text message reached anybody today.",
                    "Aucun de nos rappels par texto n’est parvenu à qui que ce soit aujourd’hui.",
                ),
            ),
            (
                Text("Volunteers got no reminder", "Les bénévoles n’ont pas reçu de rappel"),
                Text(
                    "Mail works, text messages do not.", "Les courriels fonctionnent, les textos ne fonctionnent pas."
                ),
            ),
            (
                Text("Reminders stay on “waiting”", "Les rappels restent « en attente »"),
                Text("Forty of them since this afternoon.", "Il y en a quarante depuis quelques heures."),
            ),
        ),
        answer=(
            "The carrier is down for all of us. Messages wait and leave by themselves; until then, send mail from the same page.",
            "Le transporteur est en panne pour tout le monde. Les messages attendent et partiront d’eux-mêmes ; d’ici là, "
            "envoyez un courriel depuis la même page.",
        ),
        note=(
            "Carrier expects two more hours. Tell new ones the same.",
            "Le transporteur prévoit deux heures de plus. Répondez de même aux suivants.",
        ),
        facts={"question": "technical"},
    ),
    "aidi": _cause(
        ("Single sign-on refuses some accounts", "L’authentification unique refuse certains comptes"),
        (
            (
                Text("Sign-in refused after the password", "Connexion refusée après le mot de passe"),
                Text(
                    "About a third of our people come back to the first page. Others get in.",
                    "Environ le tiers de nos gens reviennent à la première page. Les autres entrent.",
                ),
            ),
            (
                Text("We are sent round in circles when we sign in", "La connexion tourne en rond"),
                Text(
                    "With single sign-on only; the local account works.",
                    "Avec l’authentification unique seulement ; le compte local fonctionne.",
                ),
            ),
            (
                Text("Some inspectors cannot get in", "Des inspecteurs ne peuvent pas entrer"),
                Text("Four of eleven, all on the road.", "Quatre sur onze, tous sur la route."),
            ),
        ),
        answer=(
            "Another client reports the same. One of our two sign-in servers has an old key; we are taking it out.",
            "Un autre client signale la même chose. L’un de nos deux serveurs de connexion a une ancienne clé ; nous le "
            "retirons.",
        ),
        note=("Server B missed the key rotation.", "Le serveur B a manqué la rotation des clés."),
        facts={"production": "up", "clients": "one", "feature": "major", "degradation": "significant"},
        choice=("III", "Others get in"),
    ),
    "cirrus-shield": _cause(
        ("Mail from records leaves late", "Les mails depuis les fiches partent en retard"),
        (
            (
                Text("Mail from the record is not sent", "Le mail depuis la fiche ne part pas"),
                Text("It stays in “sending”.", "Il reste « en cours d’envoi »."),
            ),
            (
                Text("Quotes arrive an hour late", "Les devis arrivent avec une heure de retard"),
                Text(
                    "A customer called while I was still waiting for the copy.",
                    "Un client a appelé alors que j’attendais encore la copie.",
                ),
            ),
            (
                Text("Are mails being sent?", "Les mails partent-ils ?"),
                Text("Nothing in the sent folder since noon.", "Rien dans les envoyés depuis un moment."),
            ),
        ),
        answer=(
            "A queue of ours is slow since this morning. Nothing is lost; mails leave in their order. We watch it until it is empty.",
            "L’une de nos files est lente depuis quelques heures. Rien n’est perdu ; les mails partent dans l’ordre. Nous la "
            "surveillons jusqu’à ce qu’elle soit vide.",
        ),
        note=("One sender fills the queue with 40,000 mails.", "Un expéditeur remplit la file avec 40 000 mails."),
        facts={"important_feature": "unusable", "workaround": "hurts-customers"},
    ),
    "qiscus": _cause(
        ("Messages arrive late from one data centre", "Messages en retard depuis un centre de données"),
        (
            (
                Text("Customers’ messages come in late", "Les messages des clients arrivent en retard"),
                Text("Between three and eight minutes.", "Entre trois et huit minutes."),
            ),
            (
                Text("Late and out of order", "En retard et dans le désordre"),
                Text(
                    "Agents answer questions that were asked before others.",
                    "Les agents répondent à des questions posées avant d’autres.",
                ),
            ),
            (
                Text("Delays on all channels", "Des retards sur tous les canaux"),
                Text("Since about half an hour ago.", "Depuis une demi-heure environ."),
            ),
        ),
        answer=(
            "We see the delay for workspaces in one data centre and are moving traffic to the other. Nothing is lost.",
            "Nous voyons le retard pour les espaces d’un centre de données et déplaçons le trafic vers l’autre. Rien n’est perdu.",
        ),
        note=("Network supplier confirms a cut fibre.", "Le fournisseur réseau confirme une fibre coupée."),
        facts={"priority": "high"},
    ),
}
