"""Better Impact: short questions of people who administer volunteers, most of them answered in minutes."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import brief

_TEAMS = (("drivers", "chauffeurs"), ("greeters", "accueil"), ("kitchen", "cuisine"), ("night watch", "garde de nuit"))
_DATES = (("Saturday", "samedi"), ("the 12th", "le 12"), ("next week", "la semaine prochaine"))
_QUICK, _SHORT = (1, 10), (2, 30)
_HOW = {"question": "how-to"}

STORIES = (
    brief(
        ("Can a volunteer be in {team} and elsewhere on the same day?", "Un bénévole peut-il être de l’équipe {team} et d’une autre le même jour ?"),
        (
            "The schedule refuses the second shift although they do not overlap.",
            "L’horaire refuse le second quart bien qu’ils ne se chevauchent pas.",
        ),
        (
            "Yes, once “several shifts a day” is ticked in the activity’s settings. Travel time counts too: yours is 60 minutes.",
            "Oui, si « plusieurs quarts par jour » est coché dans les réglages de l’activité. Le trajet compte aussi : le vôtre est "
            "de 60 minutes.",
        ),
        thanks=("The travel time it was. Thank you.", "C’était bien le trajet. Merci."),
        score=5, first=_QUICK,
        after=_QUICK, kind="question", facts=_HOW, slots={"team": _TEAMS}, weight=4,
    ),
    brief(
        ("How do I write to everybody in {team} at once?", "Comment écrire d’un coup à toute l’équipe {team} ?"),
        ("It is about a change for {date}.", "C’est pour un changement ({date})."),
        (
            "Volunteers, filter by activity, select all, then Message. Those without a mail address get a text message.",
            "Bénévoles, filtrez par activité, sélectionnez tout, puis Message. Les personnes sans courriel reçoivent un texto.",
        ),
        score=5, first=_QUICK,
        after=_QUICK, kind="question", facts=_HOW, slots={"team": _TEAMS, "date": _DATES}, weight=4,
    ),
    brief(
        ("A birthday shows the wrong day", "Un anniversaire s’affiche au mauvais jour"),
        (
            "Her card says 3 April, the profile form says 4 April.",
            "Sa fiche indique le 3 avril, le formulaire de profil le 4 avril.",
        ),
        (
            "The form keeps the date in the browser’s own time. Type it once more in the profile: it stays then. We pass it on.",
            "Le formulaire garde la date à l’heure du navigateur. Saisissez-la de nouveau dans le profil : elle restera. Nous le "
            "signalons à l’équipe.",
        ),
        score=4, first=_QUICK,
        after=_SHORT, kind="incident", facts=_HOW, weight=2,
    ),
    brief(
        ("Can hours be entered by {team} themselves?", "L’équipe {team} peut-elle saisir ses heures elle-même ?"),
        ("I type forty slips every Monday.", "Je saisis quarante feuillets chaque lundi."),
        (
            "Yes: Activities, Hours, “volunteers log their own”. You only approve them. Many begin with one team for a month.",
            "Oui : Activités, Heures, « saisies par les bénévoles ». Vous n’avez qu’à approuver. Beaucoup commencent par une équipe, "
            "pendant un mois.",
        ),
        thanks=("We begin with one team, as you say.", "Nous commençons par une équipe, comme vous le dites."),
        score=5, first=_QUICK,
        after=_SHORT, kind="question", facts={"question": "best-practice"}, slots={"team": _TEAMS}, weight=3,
    ),
    brief(
        ("The reminder for {date} went out twice", "Le rappel pour {date} est parti deux fois"),
        ("Eighteen people wrote back to ask.", "Dix-huit personnes nous ont répondu pour demander."),
        (
            "Two reminders are switched on: one of the activity, one of the whole organisation. I have switched the second off.",
            "Deux rappels sont actifs : celui de l’activité et celui de l’organisation. J’ai désactivé le second.",
        ),
        score=4, first=_QUICK,
        after=_QUICK, kind="incident", facts=_HOW, slots={"date": _DATES}, weight=3,
    ),
    brief(
        ("A field for food allergies", "Un champ pour les allergies alimentaires"),
        ("Where do we add one, and who can read it?", "Où l’ajouter, et qui peut le lire ?"),
        (
            "Settings, Custom fields, and tick “administrators only”. Ask for consent in the field’s help text; an example is below.",
            "Réglages, Champs personnalisés, et cochez « administrateurs seulement ». Demandez le consentement dans le texte "
            "d’aide ; un exemple suit.",
        ),
        score=5, first=_QUICK,
        after=_SHORT, kind="question", facts={"question": "best-practice"}, weight=2,
    ),
    brief(
        ("Badges for {team} print on two sheets", "Les badges de l’équipe {team} s’impriment sur deux feuilles"),
        ("The template is the six-to-a-page one.", "Le gabarit est celui de six par page."),
        (
            "Your browser adds its own margins. Choose “none” in the print window; the template has its own.",
            "Votre navigateur ajoute ses propres marges. Choisissez « aucune » à l’impression ; le gabarit a les siennes.",
        ),
        thanks=("Six to a page again.", "De nouveau six par page."),
        score=5, first=_QUICK,
        after=_QUICK, kind="question", facts=_HOW, slots={"team": _TEAMS}, weight=3,
    ),
    brief(
        ("Web hook stops after a few calls", "Le webhook s’arrête après quelques appels"),
        (
            "We receive five or six new-volunteer calls, then nothing until the next day.",
            "Nous recevons cinq ou six appels « nouveau bénévole », puis plus rien jusqu’au lendemain.",
        ),
        (
            "Your endpoint answers after 31 seconds; we give up at 30 and pause it. Answer at once and do the work afterwards.",
            "Votre point d’accès répond après 31 secondes ; nous abandonnons à 30 et le suspendons. Répondez aussitôt, puis faites "
            "le traitement.",
        ),
        thanks=("Queued on our side now, no loss since.", "Mis en file de notre côté, plus aucune perte depuis."),
        score=4, first=_SHORT,
        after=(60, 500), kind="question", facts={"question": "api"}, weight=1,
    ),
)  # fmt: skip
