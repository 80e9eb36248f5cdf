"""The sentences of the account of a month. Instants and durations are microseconds, `Text` values are ready to read."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.engine.text import Text

SAYINGS: Mapping[str, Text] = {
    # The month
    "uptime.month": Text("Month: {month} ({zone}), {length}.", "Mois : {month} ({zone}), {length}."),
    "uptime.month.shorter": Text(
        "The clocks change: the month is {by} shorter than {days} days of 24 hours.",
        "Changement d’heure : le mois dure {by} de moins que {days} jours de 24 heures.",
    ),
    "uptime.month.longer": Text(
        "The clocks change: the month is {by} longer than {days} days of 24 hours.",
        "Changement d’heure : le mois dure {by} de plus que {days} jours de 24 heures.",
    ),
    "uptime.month.since": Text(
        "Cut to the agreement, which begins {at@instant}.", "Réduit à l’accord, qui commence le {at@instant}."
    ),
    "uptime.month.until": Text(
        "Cut to the agreement, which ends {at@instant}.", "Réduit à l’accord, qui finit le {at@instant}."
    ),
    "uptime.month.provisional": Text(
        "The month is not over: everything is counted up to {at@instant}, and is provisional.",
        "Le mois n’est pas fini : tout est compté jusqu’au {at@instant}, à titre provisoire.",
    ),
    "uptime.month.no-plan": Text(
        "The facts name no plan: these are the terms of the policy as a whole.",
        "Les faits ne nomment aucun forfait : ce sont les conditions de la politique dans son ensemble.",
    ),
    # Service time
    "uptime.service.always": Text(
        "Every hour of the month counts: {length}.", "Toutes les heures du mois comptent : {length}."
    ),
    "uptime.service.hours": Text(
        "Service hours of the month: {length}. Downtime outside them does not count.",
        "Heures de service du mois : {length}. Une panne en dehors ne compte pas.",
    ),
    "uptime.service.outside-counts": Text(
        "Service hours of the month: {length}. Downtime outside them counts all the same.",
        "Heures de service du mois : {length}. Une panne en dehors compte malgré tout.",
    ),
    # Outages
    "uptime.outages.none": Text("No outage is recorded.", "Aucune panne n’est consignée."),
    "uptime.outages.elsewhere": Text(
        "No outage of the {count} recorded lies in this month.",
        "Aucune des pannes consignées ({count}) ne tombe dans ce mois.",
    ),
    "uptime.outages.one": Text("One outage: {length} count.", "Une panne : {length} comptent."),
    "uptime.outages": Text(
        "{count} outages; merged, {length} count.", "{count} pannes ; une fois réunies, {length} comptent."
    ),
    "uptime.outages.assumed": Text(
        "What an outage does not say is taken as usual: {fields@list}.",
        "Ce qu’une panne ne précise pas prend sa valeur habituelle : {fields@list}.",
    ),
    "uptime.outages.too-short": Text(
        "{length} are dropped: an outage counts from {least}.",
        "{length} ne comptent pas : une panne compte à partir de {least}.",
    ),
    "uptime.outages.outside-hours": Text(
        "{length} of them lie outside service hours and do not count.",
        "{length} tombent hors des heures de service et ne comptent pas.",
    ),
    "uptime.outage.counts": Text(
        "Outage{id}, {start@instant} – {end@instant} ({severity}): counts.",
        "Panne{id}, {start@instant} – {end@instant} ({severity}) : elle compte.",
    ),
    "uptime.outage.ignored": Text(
        "Outage{id}, {start@instant} – {end@instant} ({severity}): does not count.",
        "Panne{id}, {start@instant} – {end@instant} ({severity}) : elle ne compte pas.",
    ),
    "uptime.outage.void": Text("It was voided: a false alarm.", "Elle a été annulée : fausse alerte."),
    "uptime.outage.severities": Text(
        "Its severity, {name}, is not one that counts.", "Sa gravité ({name}) n’est pas de celles qui comptent."
    ),
    "uptime.outage.environments": Text(
        "The promise does not cover the environment “{name}”.",
        "La promesse ne couvre pas l’environnement « {name} ».",
    ),
    "uptime.outage.components": Text(
        "The promise does not cover the component “{name}”.", "La promesse ne couvre pas le composant « {name} »."
    ),
    "uptime.outage.others-reach-it": Text(
        "One client is cut off while others reach the service: it is not down.",
        "Un seul client est coupé et d’autres accèdent au service : il n’est pas hors service.",
    ),
    "uptime.outage.no-client": Text(
        "It concerns the client {client}, and this figure is for no client in particular.",
        "Elle concerne le client {client}, et ce chiffre n’est celui d’aucun client en particulier.",
    ),
    "uptime.outage.other-client": Text(
        "It concerns the client {client} only.", "Elle ne concerne que le client {client}."
    ),
    "uptime.outage.cause-unlisted": Text(
        "Its cause, {cause}, is not one that the agreement excludes.",
        "Sa cause ({cause}) n’est pas de celles que l’accord exclut.",
    ),
    "uptime.outage.cause-alone": Text(
        "Its cause, {cause}, is one that the agreement excludes, but a cause excludes nothing by itself: "
        "an approved exclusion does, for its window.",
        "Sa cause ({cause}) est de celles que l’accord exclut, mais une cause n’exclut rien par elle-même : "
        "seule une exclusion approuvée le fait, pour sa fenêtre.",
    ),
    # Exclusions
    "uptime.exclusions.none": Text("No exclusion is recorded.", "Aucune exclusion n’est consignée."),
    "uptime.exclusions.elsewhere": Text(
        "No exclusion of the {count} recorded lies in this month.",
        "Aucune des exclusions consignées ({count}) ne tombe dans ce mois.",
    ),
    "uptime.exclusions": Text(
        "Excluded time, each second once: {length}, of which {outage} of outage.",
        "Temps exclu, chaque seconde une fois : {length}, dont {outage} de panne.",
    ),
    "uptime.exclusions.standing": Text("{label}: {length}.", "{label} : {length}."),
    "uptime.exclusions.booked": Text(
        "Outage excluded as {label}: {length}.", "Part exclue des pannes, {label} : {length}."
    ),
    "uptime.exclusion.applies": Text(
        "Exclusion{id}, {start@instant} – {end@instant}, {category}: approved and listed, it applies.",
        "Exclusion{id}, {start@instant} – {end@instant}, {category} : approuvée et prévue, elle s’applique.",
    ),
    "uptime.exclusion.refused": Text(
        "Exclusion{id}, {start@instant} – {end@instant}, {category}: does not apply.",
        "Exclusion{id}, {start@instant} – {end@instant}, {category} : elle ne s’applique pas.",
    ),
    "uptime.exclusion.claimed": Text(
        "It is claimed; nobody has approved it.", "Elle est demandée ; personne ne l’a approuvée."
    ),
    "uptime.exclusion.rejected": Text("It was rejected.", "Elle a été rejetée."),
    "uptime.exclusion.unlisted": Text(
        "The agreement does not list the category {category}.", "L’accord ne prévoit pas la catégorie {category}."
    ),
    "uptime.exclusion.other-client": Text(
        "It was granted for the client {client} only.", "Elle ne vaut que pour le client {client}."
    ),
    "uptime.exclusion.no-evidence": Text(
        "It comes without evidence, which the agreement requires.",
        "Elle vient sans justificatif, que l’accord exige.",
    ),
    "uptime.exclusion.evidence": Text("Evidence: {evidence}.", "Justificatif : {evidence}."),
    "uptime.exclusion.open-list": Text(
        "The agreement’s list is open: other causes outside the vendor’s control are excluded too.",
        "La liste de l’accord est ouverte : d’autres causes indépendantes du fournisseur sont exclues aussi.",
    ),
    # Maintenance and its notice
    "uptime.maintenance.excluded": Text(
        "Announced maintenance{id}, {start@instant} – {end@instant}: excluded.",
        "Maintenance annoncée{id}, {start@instant} – {end@instant} : exclue.",
    ),
    "uptime.maintenance.counts": Text(
        "Announced maintenance{id}, {start@instant} – {end@instant}: not excluded; an outage in it counts.",
        "Maintenance annoncée{id}, {start@instant} – {end@instant} : non exclue ; une panne y compte.",
    ),
    "uptime.maintenance.no-rule": Text(
        "The agreement excludes no maintenance.", "L’accord n’exclut aucune maintenance."
    ),
    "uptime.maintenance.cancelled": Text("It was cancelled.", "Elle a été annulée."),
    "uptime.maintenance.kind": Text(
        "The agreement excludes {kinds@list}; this is {kind}.", "L’accord exclut : {kinds@list} ; ici : {kind}."
    ),
    "uptime.maintenance.kind-unsaid": Text(
        "Its kind is not recorded; taken to be one that the agreement excludes ({kinds@list}).",
        "Son type n’est pas consigné ; il est supposé de ceux que l’accord exclut ({kinds@list}).",
    ),
    "uptime.notice.long-enough": Text(
        "Notice {came} {at@instant}, {notice@duration} before the start; at least {needed@duration} are required.",
        "Préavis {came} le {at@instant}, {notice@duration} avant le début ; il en faut au moins {needed@duration}.",
    ),
    "uptime.notice.before": Text(
        "Notice {came} {at@instant}, {notice@duration} before the start; no minimum is agreed.",
        "Préavis {came} le {at@instant}, {notice@duration} avant le début ; aucun minimum n’est convenu.",
    ),
    "uptime.notice.too-short": Text(
        "Notice {came} {at@instant}, only {notice@duration} before the start: at least {needed@duration} are "
        "required, {missing@duration} more.",
        "Préavis {came} le {at@instant}, {notice@duration} seulement avant le début : il en faut au moins "
        "{needed@duration}, il manque {missing@duration}.",
    ),
    "uptime.notice.not-before": Text(
        "Notice {came} {at@instant}: not before the start.", "Préavis {came} le {at@instant} : pas avant le début."
    ),
    "uptime.notice.never": Text("No notice was received.", "Aucun préavis n’a été reçu."),
    "uptime.notice.receipt-assumed": Text(
        "No receipt is recorded; the notice is taken as received when it was announced.",
        "Aucune réception n’est consignée ; le préavis est réputé reçu quand il a été annoncé.",
    ),
    "uptime.notice.lacks": Text(
        "The notice does not state {statements@list}, as it must.",
        "Le préavis n’indique pas {statements@list}, comme il le doit.",
    ),
    "uptime.notice.states": Text(
        "The notice states {statements@list}, as it must.", "Le préavis indique {statements@list}, comme il le doit."
    ),
    # Unknown time
    "uptime.unknown.none": Text(
        "Monitoring has no gap: coverage is 100 %.", "La surveillance est sans trou : couverture de 100 %."
    ),
    "uptime.unknown.up": Text(
        "No monitoring for {length}, which is not downtime; coverage is {coverage}.",
        "Aucune surveillance pendant {length}, qui ne comptent pas comme panne ; couverture de {coverage}.",
    ),
    "uptime.unknown.down": Text(
        "No monitoring for {length}, which counts as downtime here; coverage is {coverage}.",
        "Aucune surveillance pendant {length}, qui comptent ici comme panne ; couverture de {coverage}.",
    ),
    "uptime.unknown.exclude": Text(
        "No monitoring for {length}, which leaves the base; coverage is {coverage}.",
        "Aucune surveillance pendant {length}, qui sortent de la base ; couverture de {coverage}.",
    ),
    # The arithmetic
    "uptime.downtime": Text(
        "Downtime: outages {outages} less what is excluded of them {excluded} = {downtime}.",
        "Indisponibilité : pannes {outages} moins la part exclue {excluded} = {downtime}.",
    ),
    "uptime.downtime.with-unknown": Text(
        "Downtime: outages {outages} less what is excluded of them {excluded}, plus unknown time {unknown} = "
        "{downtime}.",
        "Indisponibilité : pannes {outages} moins la part exclue {excluded}, plus le temps inconnu {unknown} = "
        "{downtime}.",
    ),
    "uptime.base.service-time": Text("Base: service time, {length}.", "Base : temps de service, {length}."),
    "uptime.base.calendar-month": Text("Base: the calendar month, {length}.", "Base : le mois civil, {length}."),
    "uptime.base.net-of-exclusions": Text(
        "Base: service time {whole} less excluded time {excluded} = {length}.",
        "Base : temps de service {whole} moins temps exclu {excluded} = {length}.",
    ),
    "uptime.base.net-of-maintenance": Text(
        "Base: service time {whole} less excluded maintenance {excluded} = {length}.",
        "Base : temps de service {whole} moins maintenance exclue {excluded} = {length}.",
    ),
    "uptime.base.without-unknown": Text(
        "Unknown time has left it: {length}.", "Le temps inconnu en est sorti : {length}."
    ),
    "uptime.fraction": Text(
        "Uptime: ({base} − {downtime}) / {base} = {numerator}/{denominator} = {percent}, truncated.",
        "Disponibilité : ({base} − {downtime}) / {base} = {numerator}/{denominator} = {percent}, tronqué.",
    ),
    "uptime.not-applicable": Text(
        "Not applicable: the base is 0 s, so there is no percentage.",
        "Sans objet : la base est de 0 s, il n’y a donc pas de pourcentage.",
    ),
    # The target
    "uptime.target.none": Text("No uptime is promised.", "Aucune disponibilité n’est promise."),
    "uptime.target.not-applicable": Text(
        "At least {percent} is promised, and there is nothing to hold against it.",
        "Au moins {percent} sont promis, et il n’y a rien à y comparer.",
    ),
    "uptime.target.at-least.met": Text(
        "At least {percent} is promised: up to {borne} of downtime. Met, {left} to spare.",
        "Au moins {percent} sont promis : jusqu’à {borne} d’indisponibilité. Objectif tenu, il reste {left}.",
    ),
    "uptime.target.at-least.missed": Text(
        "At least {percent} is promised: up to {borne} of downtime. Missed by {left}.",
        "Au moins {percent} sont promis : jusqu’à {borne} d’indisponibilité. Objectif manqué de {left}.",
    ),
    "uptime.target.above.met": Text(
        "More than {percent} is promised: up to {borne} of downtime. Met, {left} to spare.",
        "Plus de {percent} sont promis : jusqu’à {borne} d’indisponibilité. Objectif tenu, il reste {left}.",
    ),
    "uptime.target.above.missed": Text(
        "More than {percent} is promised: up to {borne} of downtime. Missed by {left}.",
        "Plus de {percent} sont promis : jusqu’à {borne} d’indisponibilité. Objectif manqué de {left}.",
    ),
    "uptime.target.breach": Text("The promise is committed: a breach.", "La promesse est ferme : c’est un manquement."),
    "uptime.target.no-breach": Text(
        "The promise is not firm ({strength}): missed, but no breach.",
        "La promesse n’est pas ferme ({strength}) : objectif manqué, sans manquement.",
    ),
    "uptime.target.provisional": Text(
        "The month is not over: no breach yet.", "Le mois n’est pas fini : pas encore de manquement."
    ),
    # The credit
    "uptime.credit": Text("Credit: {percent}, {amount}.", "Crédit : {percent}, soit {amount}."),
    "uptime.credit.percent": Text("Credit: {percent} of a month’s fee.", "Crédit : {percent} d’un mois de frais."),
    "uptime.credit.nothing": Text("Credit: none, no step was reached.", "Aucun crédit : aucun palier n’est atteint."),
    "uptime.credit.none-agreed": Text("No credit is agreed.", "Aucun crédit n’est convenu."),
    "uptime.credit.not-applicable": Text(
        "No credit: there is no uptime to hold against the steps.",
        "Pas de crédit : aucune disponibilité à comparer aux paliers.",
    ),
    "uptime.credit.provisional": Text(
        "No credit yet: the month is not over.", "Pas encore de crédit : le mois n’est pas fini."
    ),
    "uptime.credit.capped": Text("Limited to {cap}.", "Limité à {cap}."),
    "uptime.credit.no-fee": Text(
        "No annual fee is given, so there is no amount.", "Les frais annuels ne sont pas indiqués : pas de montant."
    ),
    "uptime.credit.no-currency": Text(
        "No currency is given; the amount is rounded to two decimals.",
        "Aucune monnaie n’est indiquée ; le montant est arrondi à deux décimales.",
    ),
    "uptime.credit.arithmetic": Text(
        "{annual} a year × {part} × {percent} = {exact}, rounded once, half up: {amount}.",
        "{annual} par an × {part} × {percent} = {exact}, arrondi une fois, au plus proche : {amount}.",
    ),
    "uptime.credit.scaled-by-downtime": Text(
        "Times the share of the base that was down, {numerator}/{denominator}.",
        "Multiplié par la part de la base hors service, {numerator}/{denominator}.",
    ),
    "uptime.credit.scaled-by-shortfall": Text(
        "Times the part of the target that was missed, {numerator}/{denominator}.",
        "Multiplié par la part manquée de l’objectif, {numerator}/{denominator}.",
    ),
    "uptime.credit.without-claim": Text("It is issued without a claim.", "Il est émis sans qu’il faille le réclamer."),
    "uptime.credit.on-claim": Text("The client must claim it.", "Le client doit le réclamer."),
    "uptime.credit.payment": Text("Payment: {payment}.", "Versement : {payment}."),
    "uptime.step.below.reached": Text(
        "Below {below}: {credit}. Reached: more than {borne} of downtime.",
        "Sous {below} : {credit}. Atteint : plus de {borne} d’indisponibilité.",
    ),
    "uptime.step.below.deeper": Text(
        "Below {below}: {credit}. Reached, but a deeper step pays and steps do not add up.",
        "Sous {below} : {credit}. Atteint, mais un palier plus bas s’applique et ils ne s’additionnent pas.",
    ),
    "uptime.step.below.not-reached": Text(
        "Below {below}: {credit}. Not reached: up to {borne} of downtime, {left} left.",
        "Sous {below} : {credit}. Non atteint : jusqu’à {borne} d’indisponibilité, il reste {left}.",
    ),
    "uptime.step.at-or-below.reached": Text(
        "{below} or below: {credit}. Reached: more than {borne} of downtime.",
        "{below} ou moins : {credit}. Atteint : plus de {borne} d’indisponibilité.",
    ),
    "uptime.step.at-or-below.deeper": Text(
        "{below} or below: {credit}. Reached, but a deeper step pays and steps do not add up.",
        "{below} ou moins : {credit}. Atteint, mais un palier plus bas s’applique et ils ne s’additionnent pas.",
    ),
    "uptime.step.at-or-below.not-reached": Text(
        "{below} or below: {credit}. Not reached: up to {borne} of downtime, {left} left.",
        "{below} ou moins : {credit}. Non atteint : jusqu’à {borne} d’indisponibilité, il reste {left}.",
    ),
}
