"""Aidi: projects and assets of cities, ports and airports."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import ANSWER, CLIENT, Story, done, said
from servanda.engine.text import Text

STORIES = (
    Story(
        Text("The asset map stays grey", "La carte des actifs reste grise"),
        Text(
            "Zooming in shows nothing below street level.",
            "En agrandissant, plus rien ne s’affiche sous le niveau de la rue.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Thank you, we can reproduce it and are looking for the cause.",
                "Merci, nous reproduisons le problème et en cherchons la cause.",
            ),
            said(
                CLIENT,
                "It also happens on a colleague’s computer.",
                "Cela arrive aussi sur l’ordinateur d’un collègue.",
            ),
            said(
                "resolved",
                "The map service is repaired; please reload the page once.",
                "Le service de cartes est réparé ; rechargez la page une fois.",
            ),
            done("satisfaction", (30, 600), score=5),
        ),
        kind="incident",
        facts={"production": "up", "clients": "one", "feature": "secondary", "degradation": "significant"},
    ),
)
