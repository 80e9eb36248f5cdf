"""Words of published policies that no policy brings along."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.engine.text import Text

ASSUMED: Mapping[str, Text] = {
    "audience": Text("for whom it is", "à qui elle s’adresse"),
    "base": Text("the base of the percentage", "l’assiette du pourcentage"),
    "business day": Text("the business day", "le jour ouvrable"),
    "category": Text("the category", "la catégorie"),
    "channel": Text("the channel", "le canal"),
    "clock": Text("the clock", "le décompte"),
    "counting": Text("how it is counted", "la façon de compter"),
    "currency": Text("the currency", "la devise"),
    "days": Text("the days", "les jours"),
    "denominator": Text("the denominator", "le dénominateur"),
    "evening": Text("which evening", "quel soir"),
    "from": Text("the date", "la date"),
    "holidays": Text("the holidays", "les jours fériés"),
    "hit_policy": Text("which rule wins", "la règle qui l’emporte"),
    "hours": Text("the hours", "les heures"),
    "identity": Text("the check of identity", "le contrôle d’identité"),
    "kind": Text("the kind of request", "le type de demande"),
    "length of d": Text("the length of “d”", "la durée de « d »"),
    "levels": Text("the levels", "les niveaux"),
    "metric": Text("what is measured", "ce qui est mesuré"),
    "name": Text("the name", "le nom"),
    "order": Text("the order", "l’ordre"),
    "other causes": Text("other causes", "les autres causes"),
    "pause": Text("the pause", "la pause"),
    "payment": Text("the payment", "le paiement"),
    "per": Text("the period", "la période"),
    "period": Text("the period", "la période"),
    "permanent": Text("whether it is for good", "le caractère permanent"),
    "plan_change": Text("what a change of plan does", "l’effet d’un changement de forfait"),
    "plans": Text("which plans have it", "les forfaits visés"),
    "population": Text("which requests count", "les demandes comptées"),
    "priorities": Text("which priorities", "les priorités visées"),
    "priority": Text("the priority", "la priorité"),
    "quote": Text("the quote", "le devis"),
    "resolution": Text("the resolution", "la résolution"),
    "rule": Text("the rule", "la règle"),
    "scale": Text("the scale", "la modulation"),
    "tz": Text("the time zone", "le fuseau horaire"),
    "what counts": Text("what counts", "ce qui compte"),
    "wording": Text("the wording", "la formulation"),
}
"""A word of `assumed:` → what it means to a reader; words without a meaning here stand as they are."""

EVENTS: Mapping[str, Text] = {
    "automatic-reply": Text("an automatic reply", "une réponse automatique"),
    "response": Text("the first answer by a person", "la première réponse d’une personne"),
    "update": Text("an update", "un suivi"),
    "waiting": Text("waiting begins", "le début d’une attente"),
    "working": Text("work goes on", "la reprise du travail"),
    "reclassified": Text("a new priority", "une nouvelle priorité"),
    "duty-missed": Text("a duty not met", "une obligation non remplie"),
    "duty-met": Text("a duty met again", "une obligation de nouveau remplie"),
    "solution-proposed": Text("a solution is proposed", "une solution est proposée"),
    "solution-accepted": Text("the solution is accepted", "la solution est acceptée"),
    "solution-rejected": Text("the solution is rejected", "la solution est refusée"),
    "resolved": Text("the resolution", "la résolution"),
    "reopened": Text("the request is reopened", "la demande est rouverte"),
    "client-message": Text("a message from the client", "un message du client"),
    "internal-note": Text("an internal note", "une note interne"),
    "plan-changed": Text("a change of plan", "un changement de forfait"),
    "excluded": Text("an exclusion", "une exclusion"),
    "date-agreed": Text("a date is agreed", "une date est convenue"),
    "engaged": Text("the specialists take part", "les spécialistes interviennent"),
    "due-date-overridden": Text("another due date is set", "une autre échéance est fixée"),
}

DENOMINATORS: Mapping[str, Text] = {
    "service time": Text("service time of the month", "le temps de service du mois"),
    "calendar month": Text("the whole calendar month", "le mois civil entier"),
    "net of exclusions": Text("the month without what is excluded", "le mois, déduction faite des exclusions"),
    "net of maintenance": Text("the month without maintenance", "le mois, déduction faite de la maintenance"),
}

PERIODS: Mapping[str, Text] = {
    "": Text(),
    "year": Text(" per year", " par an"),
    "month": Text(" per month", " par mois"),
    "once": Text(", once", ", une seule fois"),
}

IDENTITY: Mapping[str, Text] = {
    "none": Text(),
    "caller known": Text("The requester must be known.", "Le demandeur doit être connu."),
    "strong": Text(
        "The requester’s identity is checked strictly.", "L’identité du demandeur est vérifiée rigoureusement."
    ),
}

MISSING_DUTY: Mapping[str, Text] = {
    "excuse": Text(
        "Where it is not met, a missed target is excused.", "Si elle n’est pas remplie, un délai dépassé est excusé."
    ),
    "pause": Text("While it is not met, clocks pause.", "Tant qu’elle n’est pas remplie, les délais sont suspendus."),
    "nothing": Text(),
}

RECOUNTS: Mapping[str, Text] = {
    "from original start": Text(
        "The new targets count from the original start.", "Les nouveaux délais courent depuis l’ouverture initiale."
    ),
    "restart": Text("The new targets start again.", "Les nouveaux délais repartent de zéro."),
    "keep": Text("The old targets stay.", "Les anciens délais demeurent."),
}

LATE: Mapping[str, Text] = {
    "support time": Text(
        "A request is late once the support time spent exceeds its target.",
        "Une demande est en retard dès que le temps de soutien écoulé dépasse le délai promis.",
    ),
    "clock time": Text(
        "A request is late as soon as its due instant has passed.",
        "Une demande est en retard dès que l’instant de l’échéance est passé.",
    ),
}

BUSINESS_DAYS: Mapping[str, Text] = {
    "same time": Text(
        "A target in business days ends at the same time of day as it began, that many business days later.",
        "Un délai en jours prend fin à l’heure à laquelle il a commencé, autant de jours de soutien plus tard.",
    ),
    "end of day": Text(
        "A target in business days ends at closing time of its last business day.",
        "Un délai en jours prend fin à la fermeture de son dernier jour de soutien.",
    ),
    "full days": Text(
        "A target in business days is the open time of that many whole days.",
        "Un délai en jours vaut les heures d’ouverture d’autant de jours entiers.",
    ),
}

STEP_CONDITIONS: Mapping[str, Text] = {
    "": Text(),
    "no response": Text("if nobody has answered", "si personne n’a répondu"),
    "no resolution": Text("if it is not resolved", "si rien n’est résolu"),
    "breached": Text("if the target is missed", "si le délai est dépassé"),
}

STATEMENTS: Mapping[str, Text] = {
    "definition": Text("Definitions", "Définitions"),
    "obligation": Text("Obligations", "Obligations"),
    "statement": Text("Statements without a rule", "Énoncés sans règle"),
    "note": Text("Notes", "Notes"),
    "gap": Text("What the source leaves open", "Ce que la source laisse ouvert"),
    "link": Text("Other documents", "Autres documents"),
}
