"""What can only go on once somebody else has acted: a supplier, a carrier, a bank."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.desk.demo.stories.shape import ANSWER, Pair, Story, done, said
from servanda.engine.text import Text


def _elsewhere(subject: Pair, asks: Pair, answer: Pair, reason: Pair, facts: Mapping[str, str]) -> Story:
    scenes = (
        done("assigned"),
        said(ANSWER, *answer, (5, 15)),
        done("waiting", (10, 60), for_="third party", reason=Text(*reason)),
    )
    return Story(Text(*subject), Text(*asks), scenes, facts=facts)


ELSEWHERE: Mapping[str, Story] = {
    "kiwi": _elsewhere(
        ("Text messages to interns do not arrive", "Les textos aux stagiaires n’arrivent pas"),
        (
            "Only those with numbers of one carrier, about a dozen people.",
            "Seulement aux numéros d’un même fournisseur, une douzaine de personnes.",
        ),
        (
            "The carrier holds our messages back as advertising. We have asked it to let them through; mail goes out meanwhile.",
            "Le fournisseur retient nos messages comme de la publicité. Nous lui avons demandé de les laisser passer ; "
            "d’ici là, un courriel part à la place.",
        ),
        ("The carrier answers within two days.", "Le fournisseur répond sous deux jours."),
        {"impact": "minor", "urgency": "medium"},
    ),
    "better-impact": _elsewhere(
        ("Background checks stay “in progress”", "Les vérifications d’antécédents restent « en cours »"),
        ("Six volunteers have waited since last week.", "Six bénévoles attendent depuis la semaine dernière."),
        (
            "We have sent the six files to the screening company again and asked what holds them up. You hear from us either way.",
            "Nous avons renvoyé les six dossiers à l’entreprise de vérification et demandé ce qui les retient. Vous aurez "
            "de nos nouvelles dans tous les cas.",
        ),
        ("The screening company looks for the six files.", "L’entreprise de vérification cherche les six dossiers."),
        {"question": "technical"},
    ),
    "aidi": _elsewhere(
        ("The map background is missing", "Le fond de carte a disparu"),
        (
            "Projects stand on a grey surface. Everything else works.",
            "Les projets se trouvent sur une surface grise. Tout le reste fonctionne.",
        ),
        (
            "The map comes from a public service that is being moved. It is announced for tomorrow; we look again then.",
            "La carte vient d’un service public en cours de déménagement. Son retour est annoncé pour demain ; nous "
            "vérifierons alors.",
        ),
        ("The map service comes back tomorrow.", "Le service de cartes revient demain."),
        {"production": "up", "clients": "one", "feature": "secondary", "degradation": "minor"},
    ),
    "cirrus-shield": _elsewhere(
        ("Company addresses are no longer completed", "L’adresse des sociétés ne se complète plus"),
        ("We type the whole address by hand.", "Nous saisissons toute l’adresse à la main."),
        (
            "The register that we ask has changed its access. We have applied for the new one.",
            "Le registre que nous interrogeons a changé ses accès. Nous avons demandé les nouveaux.",
        ),
        ("The register grants the new access.", "Le registre doit accorder le nouvel accès."),
        {"important_feature": "fine", "workaround": "painless"},
    ),
    "qiscus": _elsewhere(
        ("Our second WhatsApp number is not approved", "Notre second numéro WhatsApp n’est pas approuvé"),
        ("The application has stood at “in review” for five days.", "La demande est « en examen » depuis cinq jours."),
        (
            "We have asked the platform to look at it by hand, with your trade register entry. It usually takes two days.",
            "Nous avons demandé à la plateforme un examen manuel, avec votre extrait du registre. Il faut en général deux jours.",
        ),
        ("The platform reviews the number.", "La plateforme examine le numéro."),
        {"priority": "low"},
    ),
}
