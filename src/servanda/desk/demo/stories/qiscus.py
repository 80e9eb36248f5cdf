"""Qiscus: conversations of companies with their customers."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import ANSWER, CLIENT, Story, done, said
from servanda.engine.text import Text

STORIES = (
    Story(
        Text(
            "Messages from WhatsApp arrive minutes late", "Les messages de WhatsApp arrivent avec des minutes de retard"
        ),
        Text(
            "Agents see customers’ messages four to six minutes after they were sent.",
            "Les agents voient les messages des clients quatre à six minutes après leur envoi.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "We see the delay on one of our queues and are moving your channel to another.",
                "Nous voyons le retard sur l’une de nos files et déplaçons votre canal vers une autre.",
            ),
            said(CLIENT, "It is better since ten minutes.", "C’est mieux depuis dix minutes."),
            said(
                "resolved",
                "All messages come within two seconds again.",
                "Tous les messages arrivent de nouveau en deux secondes.",
            ),
            done("satisfaction", (30, 600), score=5),
        ),
        kind="incident",
        facts={"priority": "high"},
    ),
)
