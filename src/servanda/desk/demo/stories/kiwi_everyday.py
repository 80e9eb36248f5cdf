"""KIWI: what else comes in between the large stories of internships and placements."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import brief

_WARDS = (
    ("paediatrics", "pédiatrie"),
    ("geriatrics", "gériatrie"),
    ("the emergency department", "l’urgence"),
    ("home care", "soins à domicile"),
)
_SCHOOLS = (("Cégep du Fleuve", "Cégep du Fleuve"), ("Université Laurier", "Université Laurier"), ("the ÉTS", "l’ÉTS"))

STORIES = (
    brief(
        ("A student of {school} appears twice", "Une stagiaire inscrite deux fois ({school})"),
        (
            "She has one file under her maiden name and one under her new one. Both have hours.",
            "Elle a un dossier à son nom de naissance et un à son nouveau nom. Les deux contiennent des heures.",
        ),
        (
            "We can join the two files and keep every hour. Which of the two names should stay?",
            "Nous pouvons réunir les deux dossiers et garder toutes les heures. Lequel des deux noms doit rester ?",
        ),
        (
            "The files are one now: 412 hours in all, with a note about the former name.",
            "Les dossiers n’en font plus qu’un : 412 heures au total, avec une mention de l’ancien nom.",
        ),
        needs=("The new one, please.", "Le nouveau, s’il vous plaît."),
        score=5, kind="incident", facts={"impact": "minor", "urgency": "medium"}, slots={"school": _SCHOOLS}, weight=3,
    ),
    brief(
        ("Vaccination records expire a day early for {ward}", "Vaccins échus un jour trop tôt : {ward}"),
        (
            "The list says “expired” on the last valid day. Two students were sent home this morning.",
            "La liste affiche « échu » le dernier jour de validité. Deux stagiaires ont été renvoyées ce matin.",
        ),
        (
            "You are right: the last day counts as valid. They may come back; we have marked both files by hand.",
            "Vous avez raison : le dernier jour est valide. Elles peuvent revenir ; nous avons corrigé les deux dossiers.",
        ),
        (
            "Corrected for everybody: a record expires at the end of its last day.",
            "Corrigé pour tout le monde : une preuve échoit à la fin de son dernier jour.",
        ),
        thanks=("They are back at work. Thank you.", "Elles ont repris leur stage. Merci."),
        note=(
            "Comparison was “<” instead of “<=”, since the change of the date type in 8.3.",
            "La comparaison était « < » au lieu de « <= », depuis le changement du type de date en 8.3.",
        ),
        score=5, kind="bug", facts={"impact": "moderate", "urgency": "high"}, slots={"ward": _WARDS}, weight=2,
    ),
    brief(
        ("Move 14 placements from {ward}", "Déplacer 14 stages ({ward})"),
        (
            "The unit closes for renovation from the 5th to the 23rd. Is there a way to move them all together?",
            "L’unité ferme pour rénovation du 5 au 23. Peut-on tous les déplacer d’un coup ?",
        ),
        (
            "Select them in the list, then Actions, Move. Supervisors are told by mail; you may turn that off.",
            "Sélectionnez-les dans la liste, puis Actions, Déplacer. Les superviseurs sont prévenus par courriel ; vous pouvez "
            "désactiver cet envoi.",
        ),
        score=4, kind="question", facts={"impact": "minor", "urgency": "medium"}, slots={"ward": _WARDS}, weight=3,
    ),
    brief(
        ("Invitations to {school} come back", "Les invitations envoyées à {school} reviennent"),
        (
            "About thirty teachers did not get the link. Their IT department says that our mail is refused.",
            "Une trentaine d’enseignants n’ont pas reçu le lien. Leur service informatique dit que notre courriel est refusé.",
        ),
        (
            "Their server asks for a signature that our new address did not have. We have added it and sent a first one again.",
            "Leur serveur exige une signature que notre nouvelle adresse n’avait pas. Nous l’avons ajoutée et avons renvoyé une "
            "première invitation.",
        ),
        (
            "All 31 invitations have arrived. Theirs was the only domain concerned.",
            "Les 31 invitations sont arrivées. Ce domaine était le seul touché.",
        ),
        score=4, kind="incident", facts={"impact": "important", "urgency": "medium"}, slots={"school": _SCHOOLS}, weight=2,
    ),
    brief(
        ("Night hours of {ward} count twice at the month’s end", "Heures de nuit comptées deux fois en fin de mois : {ward}"),
        (
            "A shift that begins on the last evening of the month appears in both months, with its whole length.",
            "Un quart qui débute le dernier soir du mois figure dans les deux mois, au complet.",
        ),
        (
            "Confirmed. The shift is right, its total is not; nothing was invoiced from it yet.",
            "Confirmé. Le quart est juste, son total ne l’est pas ; rien n’a encore été facturé à partir de là.",
        ),
        (
            "Each month counts its own hours now. We have computed the last six months again: 23 shifts changed.",
            "Chaque mois compte maintenant ses propres heures. Nous avons recalculé les six derniers mois : 23 quarts ont changé.",
        ),
        score=5, kind="bug", facts={"impact": "moderate", "urgency": "medium"}, slots={"ward": _WARDS}, weight=1,
    ),
    brief(
        ("Which reports may a supervisor of {ward} see?", "Quels rapports une superviseure peut-elle voir ({ward}) ?"),
        ("Somebody asked for the absences of the whole unit.", "Quelqu’un a demandé les absences de toute l’unité."),
        (
            "Only those of her own students. An administrator of yours can add the unit under People, Rights.",
            "Ceux de ses propres stagiaires seulement. Un de vos administrateurs peut ajouter l’unité sous Personnes, Droits.",
        ),
        thanks=("That is clear. Thank you.", "C’est clair. Merci."),
        score=5, kind="question", facts={"impact": "minor", "urgency": "low"}, slots={"ward": _WARDS}, weight=3,
    ),
    brief(
        ("The agreement with {school} prints without its second page", "La convention avec {school} s’imprime sans sa deuxième page"),
        (
            "The PDF has one page, signatures are on the second. We have to send it on Thursday.",
            "Le PDF n’a qu’une page, les signatures sont sur la deuxième. Nous devons l’envoyer jeudi.",
        ),
        (
            "An image in the header is too tall and pushes the page out. Could you send us that logo?",
            "Une image de l’en-tête est trop haute et chasse la page. Pourriez-vous nous envoyer ce logo ?",
        ),
        (
            "The logo is fitted now, and both pages print. Other agreements use it, too: they are right again.",
            "Le logo est ajusté et les deux pages s’impriment. D’autres conventions l’utilisent : elles sont aussi rétablies.",
        ),
        needs=("It is on our site, under Press.", "Il est sur notre site, sous Presse."),
        score=3, kind="incident", facts={"impact": "moderate", "urgency": "medium"}, slots={"school": _SCHOOLS}, weight=2,
    ),
)  # fmt: skip
