"""Better Impact: volunteers, their shifts and their hours."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import ANSWER, CLIENT, Story, done, said
from servanda.engine.text import Text

STORIES = (
    Story(
        Text("How do I copy a shift to next month?", "Comment copier un quart au mois prochain ?"),
        Text("The food drive repeats every second Saturday.", "La collecte revient un samedi sur deux."),
        (
            done("assigned"),
            said(
                ANSWER,
                "Open the shift, then Repeat: there is a choice for every second week.",
                "Ouvrez le quart, puis Répéter : on peut y choisir toutes les deux semaines.",
            ),
            said(CLIENT, "Found it, thank you.", "Trouvé, merci."),
            said(
                "resolved",
                "Gladly. The help page on repeating shifts shows more.",
                "Avec plaisir. La page d’aide sur les quarts répétés en dit plus.",
            ),
            done("satisfaction", (30, 600), score=5),
        ),
        kind="question",
        facts={"question": "how-to"},
    ),
)
