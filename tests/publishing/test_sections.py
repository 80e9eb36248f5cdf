"""How single parts of a policy read when they are published."""

from __future__ import annotations

import pytest

from servanda.engine.policy.reader import read_policy
from servanda.engine.text import Language
from servanda.publishing.markdown import write_markdown
from servanda.publishing.pages import page_of

SMALL = """
policy: small
title: {en: Small, fr: Petite}
vendor: {name: Small, site: https://small.example}
effective: {from: 2026-01-01, to: 2027-01-01, tz: America/Toronto}
languages: {source: en, published: [en]}
calendars: {office: {tz: America/Toronto, open: [mon-fri 09:00-17:00]}}
default_calendar: office
plans: {basic: {}}
kinds: {incident: {}}
classify: {levels: {P1: {}}, facts: {priority: {values: {P1: {}}}}, stated: priority, clause: P9}
targets: {table: {P1: {all: 1 business day}}}
"""


def _published(rest: str, language: Language) -> str:
    policy = read_policy(SMALL + rest, tables={}).policy
    assert policy is not None
    return write_markdown(page_of(policy, language)).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rest", "en", "fr"),
    [
        ("", "1 January 2026, until 1 January 2027 (not included)", "1er janvier 2026, jusqu’au 1er janvier 2027 (exclu)"),
        ("", "- **Site**: https://small.example", "- **Site** : https://small.example"),
        ("", "*(P9)*", "*(P9)*"),
        ("clocks: {response: {stops_on: [response]}}", "Until the moment when a person answers for the first time.", "Jusqu’au moment où une personne répond pour la première fois."),
        ("charges: {visit: {kinds: [incident], price: 120.50, currency: CAD}}", "**visit**\n\n- Price: CA$120.50.", "**visit**\n\n- Prix : 120,50 $CA."),
        ("uptime: [{service: site, target: 99.9, tz: UTC, denominator: calendar month, credits: none}]", "No credit is agreed for a month below the target.", "Aucun crédit n’est convenu"),
        ("uptime: [{service: site, target: 99.9, tz: UTC, denominator: calendar month}]", "The policy does not say what follows", "La politique ne dit pas ce qui suit"),
        ("pauses: [{waiting_for: client, clocks: [response, update]}]", "These clocks pause: first response and update.\n\n- While waiting for the client.", "- En attente de : le client."),
        ("pauses: [{begins: [waiting], ends: [working]}]", "- Begins when waiting begins.\n- Ends when work goes on.", "- Commence quand l’attente commence.\n- Prend fin quand le travail reprend."),
        ("session_limit: {minutes: 15}\nchannels: {chat: {}}", "A session may last 15 minutes.\n\n- On every channel.", "Une séance peut durer 15 minutes.\n\n- Par tous les canaux."),
        ("prices: {basic: {percent: 2.5, of: annual subscription, per: year}}", "2.5 % of the annual subscription per year", "2,5 % de l’abonnement annuel par an"),
        ("addons: {night: {annex: {en: Annex C., fr: Annexe C.}, annex_missing: yes}}", "- Annex C.\n- The annex that describes it is missing.", "- Annexe C.\n- L’annexe qui la décrit est absente."),
        ("exclusions: {strike: {name: {en: Strike, fr: Grève}, from: [uptime], open_list: yes}}", "**Excluded: Strike**\n\n- The list is open", "**Exclu : Grève**\n\n- La liste est ouverte"),
        ("governance: {last_review: 2026-01-01}", "**Review**: Last reviewed on 1 January 2026.", "**Révision** : Dernière révision : 1er janvier 2026."),
        ("terms: {business_days: end of day, business_day_term: ouvré}", "- Business days end when the last of them closes.", "- Les jours ouvrés prennent fin à la fermeture du dernier d’entre eux."),
    ],
)  # fmt: skip
def test_a_part_reads_well_in_both_languages(rest: str, en: str, fr: str) -> None:
    assert en in _published(rest, "en")
    assert fr in _published(rest, "fr")
