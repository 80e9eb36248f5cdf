"""Words of published policies that no policy brings along."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.engine.text import Text

ASSUMED: Mapping[str, Text] = {
    "audience": Text("for whom it is", "à qui cela s’adresse"),
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
    "hit_policy": Text("which line decides where several fit", "la ligne qui décide quand plusieurs conviennent"),
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
    "automatic-reply": Text("an automatic reply goes out", "une réponse automatique part"),
    "response": Text("a person answers for the first time", "une personne répond pour la première fois"),
    "update": Text("an update is given", "un suivi est donné"),
    "waiting": Text("waiting begins", "l’attente commence"),
    "working": Text("work goes on", "le travail reprend"),
    "reclassified": Text("the priority changes", "la priorité change"),
    "duty-missed": Text("a duty is not met", "une obligation n’est pas remplie"),
    "duty-met": Text("a duty is met again", "une obligation est de nouveau remplie"),
    "solution-proposed": Text("a solution is proposed", "une solution est proposée"),
    "solution-accepted": Text("the solution is accepted", "la solution est acceptée"),
    "solution-rejected": Text("the solution is rejected", "la solution est refusée"),
    "resolved": Text("the request is resolved", "la demande est résolue"),
    "reopened": Text("the request is reopened", "la demande est rouverte"),
    "client-message": Text("the client writes", "le client écrit"),
    "internal-note": Text("an internal note is written", "une note interne est écrite"),
    "plan-changed": Text("the plan changes", "le forfait change"),
    "excluded": Text("the request is excluded", "la demande est exclue"),
    "date-agreed": Text("a date is agreed", "une date est convenue"),
    "engaged": Text("the specialists take part", "les spécialistes interviennent"),
    "due-date-overridden": Text("another due date is set", "une autre échéance est fixée"),
}
"""Something that happens to a request, as a clause: ``… until a person answers for the first time``."""

LANGUAGES: Mapping[str, Text] = {"en": Text("English", "anglais"), "fr": Text("French", "français")}

PERIODS: Mapping[str, Text] = {
    "": Text(),
    "year": Text("per year", "par an"),
    "month": Text("per month", "par mois"),
    "once": Text("once", "une fois"),
}

WAITED_FOR: Mapping[str, Text] = {
    "client": Text("the client", "le client"),
    "vendor": Text("the vendor", "le fournisseur"),
    "third party": Text("a third party", "un tiers"),
}

IDENTITY: Mapping[str, Text] = {
    "none": Text(),
    "caller known": Text("The requester must be known.", "Le demandeur doit être connu."),
    "strong": Text(
        "The requester must be identified beyond doubt.", "Le demandeur doit être identifié avec certitude."
    ),
}

MISSING_DUTY: Mapping[str, Text] = {
    "excuse": Text(
        "Where it is not met, a missed target is excused and counted apart.",
        "À défaut, un dépassement est excusé et compté à part.",
    ),
    "pause": Text("Where it is not met, the clocks pause.", "À défaut, les délais sont suspendus."),
    "nothing": Text(),
}

RECOUNTS: Mapping[str, Text] = {
    "from original start": Text(
        "The new targets count from the original start; the time spent counts.",
        "Les nouveaux délais courent depuis le début ; le temps écoulé compte.",
    ),
    "restart": Text(
        "The new targets start again at the change.", "Les nouveaux délais repartent au moment du changement."
    ),
    "keep": Text("The old targets stay.", "Les anciens délais demeurent."),
}

LATE: Mapping[str, Text] = {
    "support time": Text(
        "Late means that the support time spent is greater than the target.",
        "En retard : le temps de soutien écoulé dépasse le délai promis.",
    ),
    "clock time": Text(
        "Late means that the clock has passed the due instant.", "En retard : l’heure de l’échéance est passée."
    ),
}

BUSINESS_DAYS: Mapping[str, Text] = {
    "same time": Text(
        "Business days end at the same time of day, on the last of them.",
        "Les jours {term} prennent fin à la même heure, le dernier d’entre eux.",
    ),
    "end of day": Text(
        "Business days end when the last of them closes.",
        "Les jours {term} prennent fin à la fermeture du dernier d’entre eux.",
    ),
    "full days": Text(
        "Business days are whole days of support time.",
        "Les jours {term} sont des journées entières de temps de soutien.",
    ),
}
"""``{term}`` is the French word that the policy uses: ouvrables or ouvrés."""

REOPENED: Mapping[str, Text] = {
    "resume": Text(
        "A reopened request goes on where its clock stopped.",
        "Une demande rouverte reprend là où son temps s’était arrêté.",
    ),
    "restart": Text("A reopened request starts its clock again.", "Une demande rouverte repart de zéro."),
    "count": Text(
        "A reopened request counts the time between as well.",
        "Une demande rouverte compte aussi le temps écoulé entre-temps.",
    ),
}

PLAN_CHANGES: Mapping[str, Text] = {
    "keep": Text(
        "Open requests keep the plan under which they were opened.",
        "Les demandes ouvertes gardent le forfait sous lequel elles ont été ouvertes.",
    ),
    "from original start": Text(
        "A change of plan moves open requests, from their original start.",
        "Un changement de forfait s’applique aux demandes ouvertes, depuis leur début.",
    ),
    "restart": Text(
        "A change of plan starts the clocks of open requests again.",
        "Un changement de forfait relance à zéro le temps des demandes ouvertes.",
    ),
}

STEP_CONDITIONS: Mapping[str, Text] = {
    "": Text(),
    "no response": Text("nobody has answered", "personne n’a répondu"),
    "no resolution": Text("it is not resolved", "ce n’est pas résolu"),
    "breached": Text("the target is breached", "le délai est dépassé"),
}

ENVIRONMENTS: Mapping[str, Text] = {
    "production": Text("the production environment", "l’environnement de production"),
    "staging": Text("the staging environment", "l’environnement de préproduction"),
    "development": Text("the development environment", "l’environnement de développement"),
    "training": Text("the training environment", "l’environnement de formation"),
}

DENOMINATORS: Mapping[str, Text] = {
    "service time": Text(
        "Service time less downtime, divided by service time.",
        "Le temps de service moins le temps d’arrêt, divisé par le temps de service.",
    ),
    "calendar month": Text(
        "The month less downtime, divided by the month.", "Le mois moins le temps d’arrêt, divisé par le mois."
    ),
    "net of exclusions": Text(
        "The month less exclusions and downtime, divided by the month less exclusions.",
        "Le mois moins les exclusions et le temps d’arrêt, divisé par le mois moins les exclusions.",
    ),
    "net of maintenance": Text(
        "The month less maintenance and downtime, divided by the month less maintenance.",
        "Le mois moins l’entretien et le temps d’arrêt, divisé par le mois moins l’entretien.",
    ),
}

NOTICE_PARTS: Mapping[str, Text] = {
    "time": Text("the time", "l’heure"),
    "date": Text("the date", "la date"),
    "impact": Text("the impact", "l’effet"),
    "duration": Text("the duration", "la durée"),
}

CREDIT_BASES: Mapping[str, Text] = {
    "annual fee / 12": Text("Of one twelfth of the annual fee.", "D’un douzième des frais annuels."),
    "annual fee by days of year": Text(
        "Of the annual fee, by the days of the month in the year.",
        "Des frais annuels, au prorata des jours du mois dans l’année.",
    ),
    "annual fee by days of 365": Text(
        "Of the annual fee, by the days of the month in 365.",
        "Des frais annuels, au prorata des jours du mois sur 365.",
    ),
}

CREDIT_STEPS: Mapping[str, Text] = {
    "lowest step reached": Text(
        "Only the lowest step reached applies.", "Seul le palier le plus bas atteint s’applique."
    ),
    "sum of steps": Text("The steps add up.", "Les paliers s’additionnent."),
}

CREDIT_ISSUE: Mapping[str, Text] = {
    "without claim": Text("It is issued without a claim.", "Il est émis sans réclamation."),
    "on claim": Text("It is issued on claim.", "Il est émis sur réclamation."),
}

LEFT_OVER: Mapping[str, Text] = {
    "first": Text(
        "what is left over goes to the first payers in order", "le reste va aux premiers payeurs, dans l’ordre"
    ),
    "last": Text("what is left over goes to the last payers", "le reste va aux derniers payeurs"),
    "largest": Text("what is left over goes to the largest payers", "le reste va aux plus gros payeurs"),
}
"""Who gets the cents that a division leaves over."""
