"""Better Impact: volunteers, their shifts and their hours."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import ANSWER, CLIENT, NOTE, Story, done, said
from servanda.engine.text import Text

_EVENTS = (
    ("the food drive", "la collecte de denrées"),
    ("the winter fair", "la foire d’hiver"),
    ("the museum night", "la nuit du musée"),
    ("the reading hour", "l’heure du conte"),
)
_REPORTS = (("hours by team", "heures par équipe"), ("new volunteers", "nouveaux bénévoles"), ("absences", "absences"))
_QUICK, _SHORT = (1, 12), (2, 25)

STORIES = (
    Story(
        Text("How do I repeat a shift for {event}?", "Comment répéter un quart pour {event} ?"),
        Text(
            "{event} comes back every second Saturday. Do I really enter each one by hand?",
            "{event} revient un samedi sur deux. Faut-il vraiment saisir chaque quart à la main ?",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Open the shift, then Repeat: every second week is one of the choices. There is a two-minute video on the "
                "help page “Repeating shifts”.",
                "Ouvrez le quart, puis Répéter : « toutes les deux semaines » est l’un des choix. La page d’aide « Quarts "
                "répétés » a une vidéo de deux minutes.",
                _QUICK,
            ),
            said(CLIENT, "Found it, that saves me an afternoon.", "Trouvé, cela me sauve un après-midi.", _SHORT),
            done("resolved", _QUICK),
            done("satisfaction", (5, 300), score=5),
        ),
        kind="question",
        facts={"question": "how-to"},
        slots={"event": _EVENTS},
        weight=6,
    ),
    Story(
        Text("Where are the “{report}” figures?", "Où se trouvent les chiffres « {report} » ?"),
        Text(
            "Our board meets tonight and asks for {report}. Where do I find the report?",
            "Notre conseil se réunit ce soir et demande le rapport « {report} ». Où est-il ?",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Under Reports, Standard. Choose the period first; the button Print makes a page for the board.",
                "Sous Rapports, Standard. Choisissez d’abord la période ; le bouton Imprimer prépare une page pour le conseil.",
                _QUICK,
            ),
            done("resolved", _SHORT),
            done("satisfaction", (5, 300), score=4),
        ),
        kind="question",
        facts={"question": "how-to"},
        slots={"report": _REPORTS},
        weight=6,
    ),
    Story(
        Text("How do others thank volunteers after {event}?", "Comment remercier les bénévoles après {event} ?"),
        Text(
            "We lose people after {event}. What works elsewhere: certificates, hours, a dinner?",
            "Nous perdons des gens après {event}. Qu’est-ce qui marche ailleurs : attestations, heures, souper ?",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "A good question for our practice team. You will hear from them within a business day.",
                "Bonne question pour notre équipe des pratiques. Elle vous écrira d’ici un jour ouvrable.",
                _QUICK,
            ),
            said(
                "resolved",
                "Three things that members report: a message within two days, hours visible in the app, and asking for one "
                "next date rather than for “more help”. The template that two of them use is on the help page.",
                "Trois choses que nos membres rapportent : un message dans les deux jours, les heures visibles dans "
                "l’application, et demander une prochaine date plutôt que « plus d’aide ». Le modèle de deux d’entre eux "
                "figure sur la page d’aide.",
                (120, 420),
            ),
            done("satisfaction", (60, 900), score=5),
        ),
        kind="question",
        facts={"question": "best-practice"},
        slots={"event": _EVENTS},
        weight=2,
    ),
    Story(
        Text("The API returns 409 when we add a volunteer", "L’API répond 409 à l’ajout d’un bénévole"),
        Text(
            "Our own form posts to /members. Since Tuesday every second call ends with 409 and an empty body.",
            "Notre propre formulaire envoie vers /members. Depuis mardi, un appel sur deux finit en 409 sans contenu.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Thank you; level 3 has it now. Could you send the request id of one refused call?",
                "Merci ; le niveau 3 s’en occupe. Pourriez-vous envoyer l’identifiant d’un appel refusé ?",
                _QUICK,
            ),
            said(CLIENT, "It is 7f3a-0192.", "C’est 7f3a-0192.", (10, 120)),
            said(
                "resolved",
                "Two people had the same address in different cases; the API compares without case since Tuesday’s release. "
                "The answer now names the field, and the notes on the API say so.",
                "Deux personnes avaient la même adresse avec une casse différente ; depuis la version de mardi, l’API "
                "compare sans la casse. La réponse nomme désormais le champ, et la documentation le dit.",
                (240, 700),
            ),
            done("satisfaction", (30, 600), score=5),
        ),
        kind="question",
        facts={"question": "api"},
        weight=2,
    ),
    Story(
        Text("A volunteer asks for everything we hold on her", "Une bénévole demande tout ce que nous avons sur elle"),
        Text(
            "She wrote a formal request. What do we send, and what do we leave out? You will need to look at her record.",
            "Elle a fait une demande officielle. Qu’envoyons-nous, que gardons-nous ? Il faudra consulter son dossier.",
        ),
        (
            done("data-needed", (1, 4)),
            done("assigned"),
            said(
                ANSWER,
                "We look at the record only as far as the answer needs it, and note who did. Level 3 answers within two business days.",
                "Nous ne consultons le dossier que dans la mesure où la réponse l’exige, et notons qui l’a fait. Le niveau 3 "
                "répond d’ici deux jours ouvrables.",
                _QUICK,
            ),
            said(
                NOTE,
                "The export has a column with other people’s names (shift partners). Leave it out.",
                "L’export contient une colonne avec les noms d’autres personnes (équipiers). À retirer.",
                (60, 240),
            ),
            said(
                "resolved",
                "The export of her record is ready under Members, Privacy. Names of other people are left out; a page "
                "explains each column.",
                "L’export de son dossier est prêt sous Membres, Confidentialité. Les noms d’autres personnes en sont "
                "retirés ; une page explique chaque colonne.",
                (200, 600),
            ),
        ),
        kind="question",
        facts={"question": "data-protection", "needs_client_data": "yes"},
        weight=1,
    ),
    Story(
        Text("I cannot sign in on the tablet at the desk", "Impossible de se connecter sur la tablette de l’accueil"),
        Text(
            "The tablet at the entrance says “wrong time”. On my computer it works. {event} opens in an hour.",
            "La tablette de l’entrée affiche « heure incorrecte ». Sur mon ordinateur, cela fonctionne. {event} ouvre dans "
            "une heure.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Please look at Settings, Date and time on the tablet: it is one hour off. Set it to automatic and try again.",
                "Regardez Réglages, Date et heure sur la tablette : elle a une heure d’écart. Choisissez « automatique » et "
                "réessayez.",
                _QUICK,
            ),
            said(CLIENT, "That was it.", "C’était cela.", _SHORT),
            done("resolved", _QUICK),
            done("satisfaction", (5, 100), score=5),
        ),
        kind="incident",
        facts={"question": "technical", "about_access": "yes"},
        slots={"event": _EVENTS},
        weight=3,
    ),
)
