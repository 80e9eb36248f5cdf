"""Cirrus Shield: a CRM that its clients shape themselves."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import ANSWER, CLIENT, Story, done, said
from servanda.engine.text import Text

STORIES = (
    Story(
        Text("A field is missing from the opportunity form", "Un champ manque dans la fiche opportunité"),
        Text(
            "Since yesterday sales people no longer see the closing date.",
            "Depuis hier, les commerciaux ne voient plus la date de clôture.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "The layout of the profile Sales was changed yesterday at 16:10. Shall we put it back?",
                "La mise en page du profil Ventes a été modifiée hier à 16 h 10. Voulez-vous que nous la rétablissions ?",
            ),
            said(CLIENT, "Please do.", "Oui, merci."),
            said(
                "resolved",
                "Done: the field is back for everybody.",
                "C’est fait : le champ est de retour pour tout le monde.",
            ),
            done("satisfaction", (30, 600), score=5),
        ),
        kind="incident",
        facts={"important_feature": "unusable", "workaround": "hurts-customers"},
    ),
)
