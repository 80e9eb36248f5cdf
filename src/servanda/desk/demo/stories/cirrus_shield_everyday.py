"""Cirrus Shield: the everyday of a CRM."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import brief

_LISTS = (("Prospects", "Prospects"), ("Orders", "Commandes"), ("Complaints", "Réclamations"), ("Events", "Événements"))
_USERS = (
    ("a new colleague", "une nouvelle collègue"),
    ("an intern", "un stagiaire"),
    ("our accountant", "notre comptable"),
)
_FINE = {"important_feature": "fine", "workaround": "painless"}

STORIES = (
    brief(
        ("The export of {list} ends in an error", "L’export de la liste {list} se termine en erreur"),
        (
            "“Time exceeded” after about a minute. It worked in spring with fewer records.",
            "« Délai dépassé » au bout d’une minute environ. Cela marchait au printemps, avec moins de fiches.",
        ),
        (
            "The list has 48,000 records now. Until it is faster, tick “send me the file”: it comes by mail in five minutes.",
            "La liste compte maintenant 48 000 fiches. D’ici mieux, cochez « envoyer le fichier » : il arrive par mail en cinq minutes.",
        ),
        (
            "Exports above 20,000 records now always go by mail, and say so.",
            "Au-delà de 20 000 fiches, l’export part désormais toujours par mail, et le dit.",
        ),
        score=4, facts={"important_feature": "unusable", "workaround": "painless"}, slots={"list": _LISTS}, weight=3,
    ),
    brief(
        ("Password mail for {user} does not arrive", "Le mail de mot de passe n’arrive pas ({user})"),
        ("We tried three times, also in the spam folder.", "Trois essais, y compris dans les indésirables."),
        (
            "The address in the profile ends in .con. May we correct it?",
            "L’adresse du profil se termine par « .con ». Pouvons-nous la corriger ?",
        ),
        ("Corrected; the mail has left again.", "Corrigé ; le mail est reparti."),
        needs=("How embarrassing. Yes, please.", "Quelle étourderie. Oui, merci."),
        score=5, facts=_FINE, slots={"user": _USERS}, weight=3,
    ),
    brief(
        ("Can {list} be sorted by two columns?", "Peut-on trier {list} sur deux colonnes ?"),
        ("By region, then by amount.", "Par région, puis par montant."),
        (
            "Yes: click the first column, then the second with the Shift key held.",
            "Oui : cliquez sur la première colonne, puis sur la seconde en maintenant la touche Maj.",
        ),
        thanks=("Simple once one knows. Thank you.", "Simple quand on le sait. Merci."),
        score=5, kind="question", slots={"list": _LISTS}, weight=4,
    ),
    brief(
        ("The calendar shows meetings of {user} one hour late", "Le calendrier décale d’une heure les rendez-vous ({user})"),
        ("In the phone’s calendar they are right.", "Dans celui du téléphone ils sont justes."),
        (
            "The profile still has the time zone of its template, London. Change it under My profile, or shall we?",
            "Le profil a gardé le fuseau de son modèle, Londres. Changez-le sous Mon profil, ou voulez-vous que nous le fassions ?",
        ),
        needs=("Please do it.", "Faites-le, s’il vous plaît."),
        end=("Changed to the zone of your office.", "Remplacé par le fuseau de votre bureau."),
        score=5, facts=_FINE, slots={"user": _USERS}, weight=2,
    ),
    brief(
        ("Duplicates in {list} after the fair", "Doublons dans {list} après le salon"),
        (
            "About 200 cards were scanned by two people. Is there a way to join them?",
            "Environ 200 cartes ont été scannées par deux personnes. Peut-on les fusionner ?",
        ),
        (
            "Tools, Duplicates: the proposal by mail address finds 187 pairs. Check ten of them, then join all.",
            "Outils, Doublons : la proposition par adresse mail trouve 187 paires. Vérifiez-en dix, puis fusionnez tout.",
        ),
        thanks=("187 fewer. Perfect.", "187 de moins. Parfait."),
        score=5, kind="question", slots={"list": _LISTS}, weight=3,
    ),
    brief(
        ("Nobody can save in {list}", "Plus personne ne peut enregistrer dans {list}"),
        (
            "“Mandatory field missing”, but none is empty. The whole team is waiting.",
            "« Champ obligatoire manquant », or aucun n’est vide. Toute l’équipe attend.",
        ),
        (
            "A hidden field became mandatory in yesterday’s settings. We have made it optional; please try again.",
            "Un champ masqué est devenu obligatoire dans le paramétrage d’hier. Nous l’avons rendu facultatif ; réessayez.",
        ),
        ("Confirmed on our side as well.", "Confirmé de notre côté également."),
        thanks=("It works, everybody is saving.", "Cela marche, tout le monde enregistre."),
        score=5, facts={"important_feature": "blocked", "permanent": "yes", "workaround": "none"}, slots={"list": _LISTS}, weight=1,
    ),
    brief(
        ("Close the access of {user}", "Fermer l’accès : {user}"),
        ("Last day on Friday. What happens to the records?", "Dernier jour vendredi. Que deviennent les fiches ?"),
        (
            "Users, Close access, and name who takes the records over. Nothing is deleted.",
            "Utilisateurs, Fermer l’accès, puis désignez qui reprend les fiches. Rien n’est supprimé.",
        ),
        score=4, kind="question", slots={"user": _USERS}, weight=3,
    ),
)  # fmt: skip
