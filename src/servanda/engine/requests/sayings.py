"""The sentences on one request: its priority, its clocks, what paused, excused or excluded them, who is called."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.engine.entitlements.sayings import SAYINGS as ENTITLEMENT
from servanda.engine.text import Text

METRIC: Mapping[str, Text] = {
    "response": Text("First response", "Prise en charge"),
    "next-response": Text("Next response", "Réponse suivante"),
    "update": Text("Update", "Information de suivi"),
    "resolution": Text("Resolution", "Résolution"),
    "engagement": Text("Engagement", "Mobilisation"),
}
STATE: Mapping[str, Text] = {
    "running": Text("running", "en cours"),
    "paused": Text("paused", "en attente"),
    "met": Text("met", "tenu"),
    "breached": Text("breached", "dépassé"),
    "excused": Text("excused", "excusé"),
    "excluded": Text("excluded", "exclu"),
    "none": Text("no commitment", "sans engagement"),
}
STRENGTH: Mapping[str, Text] = {
    "committed": Text("committed", "engagement ferme"),
    "best effort": Text("best effort", "au mieux"),
    "reasonable efforts": Text("reasonable efforts", "efforts raisonnables"),
    "none": Text("no commitment", "sans engagement"),
}

SAYINGS: Mapping[str, Text] = {
    **ENTITLEMENT,
    "policy.in-force": Text(
        "{policy}, version {version}, in force since {since}.",
        "{policy}, version {version}, en vigueur depuis le {since}.",
    ),
    "policy.undated": Text(
        "{policy}, version {version}: the text bears no date, so it is taken to be in force.",
        "{policy}, version {version} : le texte n’est pas daté, on le tient pour en vigueur.",
    ),
    "policy.measured": Text(
        "All times come from the events of the ticket; other communication does not count.",
        "Tous les délais proviennent des événements du billet ; les autres communications ne comptent pas.",
    ),
    # Classification
    "class.none": Text(
        "Requests under plan {plan} are not classified.", "Les demandes du forfait {plan} ne sont pas classées."
    ),
    "class.matrix": Text(
        "{priority}: {row_fact} {row} × {column_fact} {column}.",
        "{priority} : {row_fact} {row} × {column_fact} {column}.",
    ),
    "class.label": Text(
        "The source calls this row “{label}”, not “{row}”.", "La source nomme cette ligne « {label} » et non « {row} »."
    ),
    "class.rule": Text("{priority}: {conditions}.", "{priority} : {conditions}."),
    "class.otherwise": Text("{priority}: no other rule applies.", "{priority} : aucune autre règle ne s’applique."),
    "class.stated": Text("{priority}: as stated.", "{priority} : comme indiqué."),
    "class.chosen": Text(
        "{priority}: chosen by the agent among {allowed@list}; reason: {reason}.",
        "{priority} : choix de l’agent parmi {allowed@list} ; motif : {reason}.",
    ),
    "class.open": Text(
        "The policy leaves the priority to the agent: {allowed@list}, with a reason.",
        "La politique laisse la priorité à l’agent : {allowed@list}, avec un motif.",
    ),
    "class.refused.choice": Text(
        "The choice of {choice} is refused; the policy allows {allowed@list}.",
        "Le choix de {choice} est refusé ; la politique permet {allowed@list}.",
    ),
    "class.refused.reason": Text(
        "The choice of {choice} is refused: a reason is required.",
        "Le choix de {choice} est refusé : un motif est exigé.",
    ),
    "class.not-applied": Text("Not applied: {priority}, {conditions}.", "Non appliqué : {priority}, {conditions}."),
    "class.value": Text("{fact}: {value}. {sentence}", "{fact} : {value}. {sentence}"),
    "class.value.named": Text("{fact}: {value}.", "{fact} : {value}."),
    "class.default": Text(
        "{fact}: {value}, the mildest answer, since none was given.",
        "{fact} : {value}, la réponse la moins grave, faute d’indication.",
    ),
    # Changes
    "change.reclassified": Text(
        "Reclassified from {before} to {after} on {at@instant}; targets are counted {targets}.",
        "Reclassé de {before} à {after} le {at@instant} ; les délais se comptent {targets}.",
    ),
    "change.reason": Text("Reason: {reason}.", "Motif : {reason}."),
    "change.refused": Text(
        "Reclassification to {after} on {at@instant} refused: the policy asks for one of these reasons: {reasons@list}.",
        "Reclassement à {after} le {at@instant} refusé : la politique exige l’un de ces motifs : {reasons@list}.",
    ),
    "change.plan": Text(
        "The plan changed on {at@instant}; open requests: {targets}.",
        "Le forfait a changé le {at@instant} ; demandes ouvertes : {targets}.",
    ),
    # Clocks
    "clock.due": Text("{metric} due {due@instant}: {promise}.", "{metric} attendue le {due@instant} : {promise}."),
    "clock.none": Text("{metric}: no commitment.", "{metric} : sans engagement."),
    "clock.mean": Text(
        "{metric}: {promise}; no request has a deadline of its own.",
        "{metric} : {promise} ; aucune demande n’a d’échéance propre.",
    ),
    "clock.agreed": Text(
        "{metric}: agreed case by case; no date has been agreed yet.",
        "{metric} : convenue au cas par cas ; aucune date n’est encore convenue.",
    ),
    "clock.agreed-date": Text(
        "{metric} due {due@instant}, as agreed for this request.",
        "{metric} attendue le {due@instant}, comme convenu pour cette demande.",
    ),
    "clock.overridden": Text(
        "{metric} due {due@instant}, set for this request on {at@instant} instead of {promise}: {reason}.",
        "{metric} attendue le {due@instant}, date fixée pour cette demande le {at@instant} au lieu de {promise} : {reason}.",
    ),
    "clock.excluded": Text("{metric}: excluded from the promise.", "{metric} : exclue de l’engagement."),
    "clock.withheld": Text(
        "Not promised here: {promise}, because {conditions}.", "Non promis ici : {promise}, car {conditions}."
    ),
    "clock.calendar": Text("Counted on the calendar “{calendar}”.", "Compté selon le calendrier « {calendar} »."),
    "clock.wall": Text(
        "Counted around the clock, closed hours and holidays included.",
        "Compté jour et nuit, heures de fermeture et jours fériés compris.",
    ),
    "clock.moved": Text(
        "Opened outside hours, on {opened@instant}; counted from {started@instant}.",
        "Ouverte hors des heures, le {opened@instant} ; comptée à partir du {started@instant}.",
    ),
    "clock.closed": Text("Closed: {name}.", "Fermé : {name}."),
    "clock.out-of-hours": Text(
        "Raised outside support hours: {promise}.", "Signalée hors des heures de soutien : {promise}."
    ),
    "clock.instead-of": Text("Not applied: {promise}.", "Non appliqué : {promise}."),
    "clock.other-plan": Text("Not applied: {promise}, {plan} only.", "Non appliqué : {promise}, {plan} seulement."),
    "clock.paused": Text("Paused: {why}; the clock stands still.", "En attente : {why} ; l’horloge est arrêtée."),
    "clock.stopped": Text(
        "Stopped {at@instant} after {spent@duration}: {state}.",
        "Arrêtée le {at@instant} après {spent@duration} : {state}.",
    ),
    "clock.so-far": Text("{spent@duration} spent so far: {state}.", "{spent@duration} écoulées jusqu’ici : {state}."),
    "clock.late-from": Text(
        "Late only after {at@instant}: until then no further support time is spent.",
        "En retard seulement après le {at@instant} : d’ici là, aucun temps de soutien ne s’écoule.",
    ),
    "clock.excused": Text(
        "Breached and excused: the client’s duty was not met ({duty}); counted apart.",
        "Dépassé et excusé : l’obligation du client n’a pas été remplie ({duty}) ; compté à part.",
    ),
    "clock.no-excuse": Text(
        "Not applied: excuse; the client missed no duty that binds this priority.",
        "Non appliqué : excuse ; le client n’a manqué à aucune obligation qui vise cette priorité.",
    ),
    "clock.best-effort": Text(
        "{strength}: reported, never counted as a breach.", "{strength} : rapporté, jamais compté comme dépassement."
    ),
    "duty.missed": Text("Duty not met: {duty}.", "Obligation non remplie : {duty}."),
    # Exclusions
    "exclusion.applies": Text(
        "Taken out of the promise on {at@instant}: {why}.", "Sortie de l’engagement le {at@instant} : {why}."
    ),
    "exclusion.refused": Text(
        "Not excluded: the policy does not name “{why}” as a reason.",
        "Non exclue : la politique ne prévoit pas le motif « {why} ».",
    ),
    # Ladder
    "ladder.call": Text("{who} is told on {at@instant} ({why}).", "{who} : avis le {at@instant} ({why})."),
    "ladder.call-plain": Text("{who} is told on {at@instant}.", "{who} : avis le {at@instant}."),
}

RECOUNT: Mapping[str, Text] = {
    "from original start": Text("from the original start", "depuis le début d’origine"),
    "restart": Text("from the change", "à partir du changement"),
    "keep": Text("as before", "comme auparavant"),
}
