"""KIWI: internships in hospitals and colleges."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import ANSWER, CLIENT, NOTE, Story, done, said
from servanda.engine.text import Text

_IMPORT = (
    "stages-importation.csv",
    "no;stagiaire;lieu;début;fin\n"
    "1;Amélie Forget;Pavillon Est, 3e;2026-01-12;2026-03-06\n"
    "1;Amélie  Forget;Pavillon Est, 3e;2026-01-12;2026-03-06\n"
    "2;Samuel Bergeron;Site du Lac;2026-01-12;2026-02-20\n"
    "2;Samuel Bergeron ;Site du Lac;2026-01-12;2026-02-20\n",
)
_PROGRAMMES = (
    ("nursing", "soins infirmiers"),
    ("physiotherapy", "physiothérapie"),
    ("social work", "travail social"),
    ("occupational therapy", "ergothérapie"),
    ("medical imaging", "imagerie médicale"),
)
_TERMS = (("autumn", "d’automne"), ("winter", "d’hiver"), ("summer", "d’été"))
_SITES = (("the east wing", "le pavillon Est"), ("the Lakeside site", "le site du Lac"), ("Notre-Dame", "Notre-Dame"))

STORIES = (
    Story(
        Text("Nobody can sign in since this morning", "Plus personne ne peut se connecter depuis ce matin"),
        Text(
            "Since this morning, o’clock every account at {site} gets “session expired” right after the password. "
            "Supervisors cannot see who comes in today.",
            "Depuis ce matin, pour {site}, tous les comptes reçoivent « session expirée » juste après le mot de passe. "
            "Les superviseurs ne voient pas qui arrive aujourd’hui.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "We see it too and are on it: the sign-in service refuses tokens since the night’s update. "
                "We will write again within the hour.",
                "Nous le constatons aussi et y travaillons : le service de connexion refuse les jetons depuis la mise à "
                "jour de la nuit. Nous vous réécrivons d’ici une heure.",
            ),
            said(
                NOTE,
                "Clock of node 3 is four minutes off. @sophie can you check the time source?",
                "L’horloge du nœud 3 a quatre minutes d’écart. @sophie, peux-tu vérifier la source de temps ?",
                (5, 20),
            ),
            said(
                "update",
                "The cause is found: one server’s clock was wrong. It is being corrected; sign-in works again for most people.",
                "La cause est trouvée : l’horloge d’un serveur était fausse. La correction est en cours ; la connexion "
                "fonctionne de nouveau pour la plupart.",
                (20, 50),
            ),
            said(
                "resolved",
                "Corrected on all servers at the full hour. We have added an alarm on clock differences.",
                "Corrigé sur tous les serveurs. Nous avons ajouté une alarme sur les écarts d’horloge.",
                (20, 90),
            ),
            said(CLIENT, "Confirmed, everybody is in. Thank you.", "Confirmé, tout le monde y est. Merci.", (15, 90)),
            done("closed", (1, 5)),
            done("satisfaction", (2, 20), score=5),
        ),
        facts={"impact": "extended", "urgency": "critical"},
        slots={"site": _SITES},
        weight=1,
    ),
    Story(
        Text("Placements of the {term} term are shown twice", "Les stages de la session {term} apparaissent en double"),
        Text(
            "In {programme}, each placement of the {term} term stands twice in the planning since the import. "
            "Deleting one deletes both.",
            "En {programme}, chaque stage de la session {term} figure deux fois au calendrier depuis l’importation. "
            "En supprimer un supprime les deux.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Thank you, we can see it. Please delete nothing for now: we are looking at the import file.",
                "Merci, nous le voyons. Ne supprimez rien pour l’instant : nous examinons le fichier d’importation.",
            ),
            said(
                ANSWER,
                "Could you send us the file that you imported? Its second column decides.",
                "Pourriez-vous nous envoyer le fichier que vous avez importé ? Sa deuxième colonne est déterminante.",
                (20, 120),
            ),
            done("waiting", (1, 3), for_="client"),
            said(CLIENT, "Here it is.", "Le voici.", (60, 500), file=_IMPORT),
            said(
                "resolved",
                "The file had every line twice with different spaces. We have removed the doubles; the next import "
                "recognises them by itself.",
                "Le fichier contenait chaque ligne deux fois, avec des espaces différentes. Nous avons retiré les doublons ; "
                "la prochaine importation les reconnaîtra.",
                (90, 400),
            ),
            done("satisfaction", (60, 600), score=4),
        ),
        kind="bug",
        facts={"impact": "important", "urgency": "high"},
        slots={"programme": _PROGRAMMES, "term": _TERMS},
        weight=3,
    ),
    Story(
        Text(
            "A supervisor does not get the evaluation form", "Une superviseure ne reçoit pas le formulaire d’évaluation"
        ),
        Text(
            "One supervisor in {programme} gets no link to the evaluation, others do. The deadline is Friday.",
            "Une superviseure en {programme} ne reçoit pas le lien d’évaluation, les autres oui. L’échéance est vendredi.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Her address has a typing mistake in her profile. You may correct it under People; shall we do it?",
                "Son adresse comporte une faute de frappe dans son profil. Vous pouvez la corriger sous Personnes ; "
                "voulez-vous que nous le fassions ?",
            ),
            said(CLIENT, "Please do.", "Oui, s’il vous plaît.", (30, 240)),
            said("resolved", "Done; the link has just left.", "C’est fait ; le lien vient de partir.", (5, 60)),
        ),
        kind="incident",
        facts={"impact": "minor", "urgency": "high"},
        slots={"programme": _PROGRAMMES},
        weight=4,
    ),
    Story(
        Text("Export of hours stops at 5,000 lines", "L’exportation des heures s’arrête à 5 000 lignes"),
        Text(
            "The monthly export of hours in {programme} has 5,000 lines, we have about 7,200.",
            "L’exportation mensuelle des heures en {programme} contient 5 000 lignes, nous en avons environ 7 200.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "That is a limit of ours that should not be there. Until it is lifted, export in two halves: we have "
                "prepared both files for you.",
                "C’est une limite de notre côté qui ne devrait pas exister. D’ici sa levée, exportez en deux moitiés : nous "
                "vous avons préparé les deux fichiers.",
            ),
            done("correction-planned", (10, 60), release="STAGE+ 8.4"),
            said(
                "resolved",
                "Both files are in your portal; the limit goes with release 8.4.",
                "Les deux fichiers sont dans votre portail ; la limite disparaît avec la version 8.4.",
                (10, 60),
            ),
            done("correction-released", (4000, 9000), release="STAGE+ 8.4"),
        ),
        kind="bug",
        facts={"impact": "moderate", "urgency": "low"},
        slots={"programme": _PROGRAMMES},
        weight=2,
    ),
    Story(
        Text("How do we reserve rooms for the {term} term?", "Comment réserver des locaux pour la session {term} ?"),
        Text(
            "Is there a way to reserve the simulation room together with the placement?",
            "Peut-on réserver la salle de simulation en même temps que le stage ?",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Yes: under Planning, choose the placement, then Rooms. The guide’s chapter 6 shows it step by step.",
                "Oui : sous Calendrier, choisissez le stage, puis Locaux. Le chapitre 6 du guide le montre pas à pas.",
            ),
            done("resolved", (1, 5)),
            done("satisfaction", (20, 900), score=5),
        ),
        kind="question",
        facts={"impact": "minor", "urgency": "low"},
        slots={"term": _TERMS},
        weight=4,
    ),
    Story(
        Text("The planning of {site} is very slow", "Le calendrier est très lent pour {site}"),
        Text(
            "Opening the month takes more than a minute for about thirty people.",
            "L’ouverture du mois prend plus d’une minute pour une trentaine de personnes.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "We measure 70 seconds as well. Could one of you be at hand this afternoon to try a change with us?",
                "Nous mesurons aussi 70 secondes. L’une d’entre vous serait-elle disponible cet après-midi pour essayer un "
                "changement avec nous ?",
            ),
            done("duty-missed", (120, 240), duty="resources"),
            said(
                "reclassified",
                "Nobody could be reached for two days; we go on when somebody is there.",
                "Personne n’a pu être joint pendant deux jours ; nous reprendrons dès que quelqu’un sera là.",
                (60, 240),
                facts={"impact": "moderate", "urgency": "medium"},
                reason="client lacks resources",
                by="vendor",
            ),
            done("duty-met", (200, 500), duty="resources"),
            said(
                "resolved",
                "An index was missing after the last import. The month opens in two seconds now.",
                "Il manquait un index après la dernière importation. Le mois s’ouvre maintenant en deux secondes.",
                (60, 300),
            ),
        ),
        facts={"impact": "important", "urgency": "high"},
        slots={"site": _SITES},
        weight=2,
    ),
    Story(
        Text("A shared calendar of supervisors", "Un calendrier partagé des superviseurs"),
        Text(
            "We would like to see the absences of supervisors beside the placements.",
            "Nous aimerions voir les absences des superviseurs à côté des stages.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "A good idea that others share. We are estimating the effort and will send you a proposal.",
                "Bonne idée, que d’autres partagent. Nous évaluons l’effort et vous ferons une proposition.",
            ),
            said(
                "solution-proposed",
                "The proposal: 38 hours of work, delivered with release 8.5.",
                "La proposition : 38 heures de travail, livrées avec la version 8.5.",
                (900, 2400),
            ),
            said("solution-accepted", "We accept; please go ahead.", "Nous acceptons ; allez-y.", (600, 4000)),
            said(
                "resolved",
                "Delivered with release 8.5: absences stand beside the placements.",
                "Livré avec la version 8.5 : les absences figurent à côté des stages.",
                (2000, 6000),
            ),
        ),
        kind="feature",
        weight=1,
    ),
)
