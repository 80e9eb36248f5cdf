"""The sentences on what a client has, what is refused and why, and what it costs. `Text` values are ready to read."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.engine.text import Text

SAYINGS: Mapping[str, Text] = {
    # Granted
    "entitlement.granted": Text("“{plan}” includes this request.", "« {plan} » comprend cette demande."),
    "entitlement.kind": Text("“{kind}”: {access}.", "« {kind} » : {access}."),
    "entitlement.channel": Text("By “{channel}”.", "Par « {channel} »."),
    "entitlement.includes": Text(
        "“{plan}” includes everything in {plans@list}.", "« {plan} » comprend tout ce que comprend {plans@list}."
    ),
    "entitlement.addons": Text("Add-ons in force: {addons@list}.", "Options en vigueur : {addons@list}."),
    # Refused
    "entitlement.refused.no-support": Text(
        "“{plan}” does not include answers to requests.", "« {plan} » ne comprend pas de réponse aux demandes."
    ),
    "entitlement.refused.kind": Text(
        "“{kind}” is not part of “{plan}”.", "« {kind} » ne fait pas partie de « {plan} »."
    ),
    "entitlement.refused.channel": Text(
        "“{channel}” is not part of “{plan}”.", "« {channel} » ne fait pas partie de « {plan} »."
    ),
    "entitlement.refused.channel-unknown": Text(
        "The policy has no channel “{channel}”.", "La politique ne prévoit pas le canal « {channel} »."
    ),
    "entitlement.refused.channel-informs": Text(
        "“{channel}” does not open requests.",
        "« {channel} » ne permet pas d’ouvrir une demande.",
    ),
    "entitlement.refused.session": Text(
        "“{channel}” opens only during a session by {channels}.",
        "« {channel} » ne s’ouvre que pendant une séance par {channels}.",
    ),
    "entitlement.refused.requester": Text(
        "Only administrators of the client may open requests.",
        "Seuls les administrateurs du client peuvent ouvrir des demandes.",
    ),
    "entitlement.refused.not-yet": Text(
        "The agreement begins on {day}; nothing is promised before.",
        "L’accord commence le {day} ; rien n’est promis avant.",
    ),
    "entitlement.refused.ended": Text(
        "The agreement ended on {day}; requests are answered again once it is renewed.",
        "L’accord a pris fin le {day} ; les demandes seront de nouveau traitées dès son renouvellement.",
    ),
    "entitlement.refused.addon-needs": Text(
        "“{addon}” needs {plans}; the plan is “{plan}”.",
        "« {addon} » suppose {plans} ; le forfait est « {plan} ».",
    ),
    "entitlement.refused.addon-excludes": Text(
        "“{addon}” and “{other}” exclude each other; keep one.",
        "« {addon} » et « {other} » s’excluent ; gardez l’une des deux options.",
    ),
    # What there is instead
    "entitlement.needs": Text("It needs: {entitlement}.", "Il faut pour cela : {entitlement}."),
    "entitlement.has-channels": Text("Open to you: {channels@list}.", "À votre disposition : {channels@list}."),
    "entitlement.held-by": Text("Included in {plans@list}.", "Compris dans {plans@list}."),
    "entitlement.sold-as": Text("Available as an add-on: {addons@list}.", "Offert en option : {addons@list}."),
    # Quotes
    "quote.given": Text("“{line}”: {amount}, as agreed.", "« {line} » : {amount}, comme convenu."),
    "quote.included": Text("“{line}”: included.", "« {line} » : compris."),
    "quote.fixed": Text("“{line}”: {amount}.", "« {line} » : {amount}."),
    "quote.percent": Text(
        "“{line}”: {percent} of “{base}” ({of}), that is {amount}.",
        "« {line} » : {percent} de « {base} » ({of}), soit {amount}.",
    ),
    "quote.on-quote": Text(
        "“{line}”: on quote; no amount is agreed yet.", "« {line} » : sur devis ; aucun montant convenu."
    ),
    "quote.unknown": Text("“{line}”: the policy states no price.", "« {line} » : la politique n’indique pas de prix."),
    "quote.base-open": Text(
        "“{line}”: {percent} of “{base}”, whose amount is not known.",
        "« {line} » : {percent} de « {base} », dont le montant n’est pas connu.",
    ),
    "quote.currency-differs": Text(
        "“{line}” is priced in {currency}, “{base}” in {other}; nothing is converted.",
        "« {line} » se paie en {currency}, « {base} » en {other} ; rien n’est converti.",
    ),
    # Charges
    "charge.none": Text("Nothing is charged for this request.", "Rien n’est facturé pour cette demande."),
    "charge.free": Text("“{charge}”: free of charge.", "« {charge} » : sans frais."),
    "charge.price": Text("“{charge}”: {price}.", "« {charge} » : {price}."),
    "charge.quote": Text("“{charge}”: priced by a quote.", "« {charge} » : sur devis."),
    "charge.through": Text("Agreed with: {who}.", "À convenir avec : {who}."),
    "charge.locked": Text(
        "Work begins once scope and cost are agreed.", "Le travail commence une fois l’étendue et le coût convenus."
    ),
    "charge.agreed": Text(
        "Scope and cost are agreed; work may begin.", "L’étendue et le coût sont convenus ; le travail peut commencer."
    ),
    "charge.shared": Text("Shared over {over}: {how}; {remainder}.", "Réparti entre {over} : {how} ; {remainder}."),
    "charge.undecided": Text(
        "Not known yet, and it decides what is charged: {facts@list}.",
        "Pas encore connu, et décisif pour la facturation : {facts@list}.",
    ),
    "charge.other": Text("“{charge}” does not apply.", "« {charge} » ne s’applique pas."),
}
