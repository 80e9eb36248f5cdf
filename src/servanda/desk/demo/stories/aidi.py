"""Aidi: works, contracts and inspections of cities, ports and airports."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import ANSWER, CLIENT, NOTE, Story, done, said
from servanda.engine.text import Text

_SUPPLIERS = (
    "contrats-fournisseur.csv",
    "contrat;ancien fournisseur;nouveau fournisseur\n"
    "2024-0117;Pavages Lorrain;Groupe Lorrain-Dufour\n2024-0163;Pavages Lorrain;Groupe Lorrain-Dufour\n"
    "2025-0009;Pavages Lorrain;Groupe Lorrain-Dufour\n2025-0044;Béton Dufour;Groupe Lorrain-Dufour\n",
)
_PLACES = (
    ("the north depot", "le dépôt nord"),
    ("runway 06", "la piste 06"),
    ("the ferry quay", "le quai du traversier"),
    ("Main Street", "la rue Principale"),
)
_MONTHS = (
    ("last month", "le mois dernier"),
    ("the last quarter", "le dernier trimestre"),
    ("last year", "l’an dernier"),
)
_MINOR = {"production": "up", "clients": "one", "feature": "secondary", "degradation": "minor"}
_MAJOR = {"production": "up", "clients": "one", "feature": "major", "degradation": "significant"}

STORIES = (
    Story(
        Text("Inspections of {place} cannot be signed", "Inspections impossibles à signer : {place}"),
        Text(
            "Inspectors get “signature refused” since this morning. They write on paper meanwhile.",
            "Les inspecteurs reçoivent « signature refusée » depuis ce matin. En attendant, ils écrivent sur papier.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Thank you, we have reproduced it. Our signing certificate was renewed last night; we are checking it first.",
                "Merci, nous l’avons reproduit. Notre certificat de signature a été renouvelé cette nuit ; nous le vérifions "
                "d’abord.",
            ),
            said(
                NOTE,
                "The new certificate misses the intermediate. Samuel has the chain.",
                "Il manque l’intermédiaire au nouveau certificat. Samuel a la chaîne.",
                (5, 30),
            ),
            said(
                "resolved",
                "The certificate is complete now. Inspections that were kept on tablets are signed by themselves.",
                "Le certificat est complet. Les inspections gardées sur les tablettes se signent d’elles-mêmes.",
                (60, 200),
            ),
            said(CLIENT, "All 14 are through. Thank you.", "Les 14 sont passées. Merci.", (10, 120)),
            done("closed", (1, 20)),
            done("satisfaction", (5, 300), score=5),
        ),
        facts=_MAJOR,
        choice="II",
        choice_reason="Inspections stop on site",
        slots={"place": _PLACES},
        weight=2,
    ),
    Story(
        Text("The list of contracts opens slowly", "La liste des contrats s’ouvre lentement"),
        Text(
            "About twenty seconds since last week, with about 900 contracts.",
            "Environ vingt secondes depuis la semaine dernière, avec quelque 900 contrats.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "We see 18 seconds. The column “last amendment” is the reason; hiding it brings the list in two seconds.",
                "Nous mesurons 18 secondes. La colonne « dernier avenant » en est la cause ; en la masquant, la liste vient en "
                "deux secondes.",
            ),
            said(
                CLIENT,
                "We need that column, but can live without it this week.",
                "Nous avons besoin de cette colonne, mais pouvons nous en passer cette semaine.",
                (30, 400),
            ),
            done("correction-planned", (30, 200), release="2026.4"),
            said(
                "resolved",
                "The column is computed ahead of time from release 2026.4 on; you have it on the pre-production site already.",
                "Dès la version 2026.4, la colonne est calculée d’avance ; vous l’avez déjà en préproduction.",
                (200, 900),
            ),
            done("satisfaction", (60, 900), score=3),
            done("correction-released", (4000, 9000), release="2026.4"),
        ),
        facts=_MINOR,
        weight=4,
    ),
    Story(
        Text(
            "How do we close a project with open claims?", "Comment fermer un projet qui a des réclamations ouvertes ?"
        ),
        Text(
            "{place} is finished, but two claims stay open for a year. May the project be closed?",
            "{place} est terminé, mais deux réclamations restent ouvertes un an. Peut-on fermer le projet ?",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Yes: close it with “claims pending”. Payments stop, the claims keep their reminders. The wiki page "
                "“Closing” shows both ways.",
                "Oui : fermez-le avec « réclamations en suspens ». Les paiements s’arrêtent, les réclamations gardent leurs "
                "rappels. La page « Fermeture » du wiki montre les deux façons.",
            ),
            done("resolved", (2, 60)),
            done("satisfaction", (30, 600), score=5),
        ),
        kind="question",
        facts={"production": "up", "clients": "one", "feature": "none", "degradation": "none"},
        slots={"place": _PLACES},
        weight=4,
    ),
    Story(
        Text("Correct the supplier of 61 contracts", "Corriger le fournisseur de 61 contrats"),
        Text(
            "After a merger 61 contracts of {period} name a supplier that no longer exists. The list is attached.",
            "À la suite d’une fusion, 61 contrats ({period}) nomment un fournisseur qui n’existe plus. La liste est jointe.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "We can do that for you. Since it changes many records, we first call you back at the number that we know.",
                "Nous pouvons le faire. Comme cela modifie beaucoup de dossiers, nous vous rappelons d’abord au numéro que "
                "nous connaissons.",
            ),
            done(
                "identity-checked",
                (20, 120),
                level="caller known",
                how=Text("called back at the known number", "rappel au numéro connu"),
            ),
            said(
                "resolved",
                "61 contracts now name the new supplier. The old name stays in each history.",
                "61 contrats nomment maintenant le nouveau fournisseur. L’ancien nom reste dans chaque historique.",
                (100, 600),
            ),
            done("satisfaction", (60, 900), score=5),
        ),
        kind="data-change",
        facts={"production": "up", "clients": "one", "feature": "none", "degradation": "none"},
        file=_SUPPLIERS,
        slots={"period": _MONTHS},
        weight=2,
    ),
    Story(
        Text("The map does not show {place}", "La carte n’affiche pas {place}"),
        Text(
            "Zoomed in, {place} is grey. Colleagues see the same.",
            "En agrandissant, {place} est gris. Des collègues voient la même chose.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "The map tiles of that area were not renewed last night. They are being made now.",
                "Les tuiles de cette zone n’ont pas été renouvelées la nuit dernière. Elles sont en préparation.",
            ),
            said(
                "resolved",
                "Please reload the page once; the area is complete.",
                "Rechargez la page une fois ; la zone est complète.",
                (60, 300),
            ),
        ),
        facts={"production": "up", "clients": "one", "feature": "secondary", "degradation": "significant"},
        slots={"place": _PLACES},
        weight=3,
    ),
    Story(
        Text("A new report on {period} by district", "Un nouveau rapport sur {period} par secteur"),
        Text(
            "We would like costs of {period} by district, every month, as a table.",
            "Nous aimerions les coûts ({period}) par secteur, chaque mois, en tableau.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "This lies outside the contract. Your account manager has it and will agree scope and cost with you first.",
                "Ceci est hors contrat. Votre gestionnaire de compte en est avisé et conviendra d’abord avec vous de "
                "l’étendue et du coût.",
            ),
            done(
                "identity-checked",
                (20, 90),
                level="caller known",
                how=Text("known account in the portal", "compte connu du portail"),
            ),
            said(
                "solution-proposed",
                "The proposal: 12 hours, delivered within three weeks of your acceptance.",
                "La proposition : 12 heures, livrées dans les trois semaines suivant votre accord.",
                (600, 1500),
            ),
            said("solution-accepted", "Agreed, please begin.", "C’est d’accord, commencez.", (400, 3000)),
            said(
                "resolved",
                "The report stands under Reports, Districts, and comes every first of the month.",
                "Le rapport se trouve sous Rapports, Secteurs, et arrive chaque premier du mois.",
                (1500, 4000),
            ),
        ),
        kind="out-of-scope",
        slots={"period": _MONTHS},
        weight=1,
    ),
)
