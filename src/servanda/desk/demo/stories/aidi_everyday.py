"""Aidi: the everyday of contracts, budgets and site journals."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import brief

_PROJECTS = (
    ("the Rivard bridge", "le pont Rivard"),
    ("the new terminal", "la nouvelle aérogare"),
    ("the aqueduct", "l’aqueduc"),
    ("the school yard", "la cour d’école"),
)
_NONE = {"production": "up", "clients": "one", "feature": "none", "degradation": "none"}
_MINOR = {"production": "up", "clients": "one", "feature": "secondary", "degradation": "minor"}
_MAJOR = {"production": "up", "clients": "one", "feature": "major", "degradation": "significant"}

STORIES = (
    brief(
        ("The budget of {project} does not add up", "Le budget ne balance pas : {project}"),
        (
            "The summary is $12,400 above the sum of its lines since this morning’s import.",
            "Le sommaire dépasse la somme des lignes de 12 400 $ depuis l’importation de ce matin.",
        ),
        (
            "We see it. One change order was imported twice; we are checking why it was not recognised.",
            "Nous le voyons. Un avenant a été importé deux fois ; nous vérifions pourquoi il n’a pas été reconnu.",
        ),
        (
            "The double is removed and the summary is right. An import with the same number is now refused.",
            "Le doublon est retiré et le sommaire est juste. Une importation portant le même numéro est maintenant refusée.",
        ),
        score=4, facts=_MAJOR, choice="III", choice_reason="One project, a way around exists", slots={"project": _PROJECTS}, weight=3,
    ),
    brief(
        ("Notifications of {project} arrive at night", "Les notifications arrivent la nuit : {project}"),
        ("Approvers get twenty mails at 3 a.m.", "Les approbateurs reçoivent vingt courriels à 3 h du matin."),
        (
            "They leave when the night’s computation ends. You may gather them: Profile, Notifications, “once a day at 8:00”.",
            "Ils partent à la fin du calcul de nuit. Vous pouvez les regrouper : Profil, Notifications, « une fois par jour à 8 h ».",
        ),
        thanks=("Everybody sleeps again.", "Tout le monde dort de nouveau."),
        score=5, kind="question", facts=_NONE, slots={"project": _PROJECTS}, weight=2,
    ),
    brief(
        ("A payment request of {project} is stuck at “approved”", "Une demande de paiement bloquée à « approuvée » : {project}"),
        (
            "It should have gone to accounting on Monday. The supplier is asking.",
            "Elle aurait dû passer à la comptabilité lundi. Le fournisseur s’informe.",
        ),
        (
            "The last approver’s account was closed after signing. May we name her successor in the flow?",
            "Le compte de la dernière approbatrice a été fermé après sa signature. Pouvons-nous désigner sa successeure dans le flux ?",
        ),
        (
            "The request is with accounting. Two others that waited for the same person went along.",
            "La demande est à la comptabilité. Deux autres, en attente de la même personne, sont parties avec elle.",
        ),
        needs=("Yes, Mr. Hardy takes over.", "Oui, monsieur Hardy prend le relais."),
        score=5, facts=_MINOR, slots={"project": _PROJECTS}, weight=3,
    ),
    brief(
        ("How do we copy the schedule of {project}?", "Comment copier l’échéancier d’un projet ({project}) ?"),
        ("Phase two has the same forty tasks.", "La phase deux comporte les mêmes quarante tâches."),
        (
            "Schedule, Actions, Copy to another project, and choose the new first day: every date moves with it.",
            "Échéancier, Actions, Copier vers un autre projet, puis choisissez le nouveau premier jour : toutes les dates suivent.",
        ),
        score=5, kind="question", facts=_NONE, slots={"project": _PROJECTS}, weight=3,
    ),
    brief(
        ("Help to set up the approval of {project}", "Aide pour monter l’approbation d’un projet ({project})"),
        (
            "Three signatures below $50,000, four above. We do not find where the threshold goes.",
            "Trois signatures sous 50 000 $, quatre au-dessus. Nous ne trouvons pas où inscrire le seuil.",
        ),
        (
            "Gladly: it stands under Flows, Conditions. Shall we do it together on the phone?",
            "Volontiers : il s’inscrit sous Flux, Conditions. Voulez-vous que nous le fassions ensemble au téléphone ?",
        ),
        (
            "Done together; the flow of four signatures begins at $50,000.",
            "C’est fait ensemble ; le flux à quatre signatures commence à 50 000 $.",
        ),
        needs=("Yes, any time before noon.", "Oui, à toute heure avant midi."),
        score=5, kind="help", facts=_NONE, slots={"project": _PROJECTS}, weight=2,
    ),
    brief(
        ("Photos of the site journal are turned on their side", "Les photos du journal de chantier sont couchées"),
        ("Only those taken with the new tablets.", "Seulement celles des nouvelles tablettes."),
        (
            "The tablets say “turn me” in a way that our viewer does not read. The files themselves are right.",
            "Les tablettes indiquent la rotation d’une façon que notre visionneuse ne lit pas. Les fichiers eux-mêmes sont bons.",
        ),
        (
            "The viewer reads both ways since last night; older photos stand upright, too.",
            "Depuis hier soir la visionneuse lit les deux façons ; les anciennes photos sont aussi redressées.",
        ),
        score=4, facts=_MINOR, weight=2,
    ),
    brief(
        ("The dashboard is empty for {project}", "Le tableau de bord est vide : {project}"),
        (
            "Every tile says “no figures” since this morning. We are preparing the monthly meeting.",
            "Depuis ce matin, chaque tuile affiche « aucune donnée ». Nous préparons la réunion mensuelle.",
        ),
        (
            "The figures are there, the tiles do not ask for them: a filter kept an archived phase. We are clearing it.",
            "Les chiffres existent, mais les tuiles ne les demandent pas : un filtre a gardé une phase archivée. Nous le corrigeons.",
        ),
        ("The tiles are back for all projects.", "Les tuiles sont revenues pour tous les projets."),
        thanks=("They are back in every project. Thank you.", "Elles sont revenues partout. Merci."),
        note=(
            "Same filter as last time. We should forbid archived phases in saved filters.",
            "Même filtre que la dernière fois. Il faudrait interdire les phases archivées dans les filtres enregistrés.",
        ),
        score=5, facts=_MAJOR, choice="II", choice_reason="No dashboard before the monthly meeting",
        slots={"project": _PROJECTS}, weight=2,
    ),
)  # fmt: skip
