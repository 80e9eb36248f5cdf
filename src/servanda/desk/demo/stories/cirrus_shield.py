"""Cirrus Shield: a CRM that its clients shape themselves."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import ANSWER, CLIENT, NOTE, Story, done, said
from servanda.engine.text import Text

_OBJECTS = (("opportunity", "opportunité"), ("contract", "contrat"), ("visit", "visite"), ("quote", "devis"))
_TEAMS = (("Sales", "Ventes"), ("Marketing", "Marketing"), ("Service", "Service"))

STORIES = (
    Story(
        Text("A field is gone from the {object} form", "Un champ a disparu de la fiche {object}"),
        Text(
            "Since yesterday the team {team} no longer sees the closing date on the {object} form.",
            "Depuis hier, l’équipe {team} ne voit plus la date de clôture sur la fiche {object}.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "The layout of that profile was changed yesterday at 16:10. Shall we put it back as it was?",
                "La mise en page de ce profil a été modifiée hier à 16 h 10. Voulez-vous que nous la rétablissions ?",
            ),
            said(CLIENT, "Please do.", "Oui, merci.", (20, 300)),
            said(
                "resolved", "Done: the field is back for everybody.", "C’est fait : le champ est de retour.", (10, 120)
            ),
            done("satisfaction", (30, 700), score=5),
        ),
        facts={"important_feature": "unusable", "workaround": "hurts-customers"},
        slots={"object": _OBJECTS, "team": _TEAMS},
        weight=4,
    ),
    Story(
        Text("Nobody reaches the application", "Plus personne n’accède à l’application"),
        Text(
            "White page for all of us since this morning, at the office and by phone.",
            "Page blanche pour nous tous depuis ce matin, au bureau comme au téléphone.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "We see it: your environment does not start after this morning’s restart. The whole team is on it.",
                "Nous le constatons : votre environnement ne redémarre pas depuis ce matin. Toute l’équipe est dessus.",
                (2, 15),
            ),
            said(
                NOTE,
                "Disk of the index is full, old snapshots. @camille",
                "Disque d’index plein, vieux instantanés. @camille",
                (5, 20),
            ),
            said(
                "resolved",
                "You are back. A full disk stopped the start; it now has an alarm at 70 %.",
                "Votre environnement est de retour. Un disque plein bloquait le démarrage ; il a maintenant une alarme "
                "à 70 %.",
                (30, 120),
            ),
            said(CLIENT, "Confirmed.", "Confirmé.", (5, 60)),
            done("closed", (1, 10)),
            done("satisfaction", (10, 400), score=4),
        ),
        facts={"unreachable": "yes", "important_feature": "blocked", "permanent": "yes", "workaround": "none"},
        plans=("premium",),
        weight=1,
    ),
    Story(
        Text("Import of {object}s: accents are wrong", "Import des fiches {object} : accents faux"),
        Text(
            "After the import “Éric” reads “Ã‰ric” in about 300 records.",
            "Après l’import, « Éric » devient « Ã‰ric » dans environ 300 fiches.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "The file was in another encoding than the one chosen. Please import it again with UTF-8; the mapping is kept.",
                "Le fichier était dans un autre encodage que celui choisi. Relancez l’import en UTF-8 ; la correspondance est "
                "conservée.",
            ),
            said(CLIENT, "All good now.", "Tout est bon maintenant.", (60, 500)),
            done("resolved", (5, 60)),
        ),
        facts={"important_feature": "fine", "workaround": "painless"},
        slots={"object": _OBJECTS},
        weight=3,
    ),
    Story(
        Text("How do I share a view with {team}?", "Comment partager une vue avec {team} ?"),
        Text("Everybody builds the same list by hand.", "Chacun refait la même liste à la main."),
        (
            done("assigned"),
            said(
                ANSWER,
                "Save the view, then Share, and choose the profile. People keep their own sorting.",
                "Enregistrez la vue, puis Partager, et choisissez le profil. Chacun garde son tri.",
            ),
            done("resolved", (5, 60)),
            done("satisfaction", (30, 900), score=5),
        ),
        kind="question",
        slots={"team": _TEAMS},
        weight=4,
    ),
    Story(
        Text("Please add a profile for {team}", "Merci d’ajouter un profil pour {team}"),
        Text(
            "They may read every {object} and change their own.",
            "Il doit lire toutes les fiches {object} et modifier les siennes.",
        ),
        (
            done("assigned"),
            said(ANSWER, "With pleasure. Should they see amounts?", "Volontiers. Doit-il voir les montants ?"),
            done("waiting", (1, 3), for_="client"),
            said(CLIENT, "Yes, but not margins.", "Oui, mais pas les marges.", (60, 700)),
            said(
                "resolved",
                "The profile stands; two people are in it already.",
                "Le profil est en place ; deux personnes l’ont déjà.",
                (60, 300),
            ),
        ),
        kind="administration",
        plans=("premium",),
        slots={"team": _TEAMS, "object": _OBJECTS},
        weight=2,
    ),
    Story(
        Text("A trigger when a {object} is signed", "Un déclencheur à la signature d’une fiche {object}"),
        Text(
            "Can a web hook be called when the state becomes “signed”? We write the receiver.",
            "Peut-on appeler un webhook quand l’état devient « signé » ? Nous écrivons le récepteur.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Yes, under Automation. The example below retries three times and signs its calls.",
                "Oui, sous Automatisation. L’exemple ci-dessous réessaie trois fois et signe ses appels.",
            ),
            said(CLIENT, "It works on the first try.", "Cela marche du premier coup.", (60, 900)),
            done("resolved", (10, 100)),
            done("satisfaction", (30, 900), score=5),
        ),
        kind="developer",
        plans=("premium",),
        slots={"object": _OBJECTS},
        weight=2,
    ),
)
