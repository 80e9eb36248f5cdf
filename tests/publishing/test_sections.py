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
        ("clocks: {response: {stops_on: [response]}}", "Stops with the first answer by a person.", "S’arrête avec : la première réponse d’une personne."),
        ("charges: {visit: {kinds: [incident], price: 120.50, currency: CAD}}", "- **visit**: 120.50 CAD.", "- **visit** : 120,50 CAD."),
        ("uptime: [{service: site, target: 99.9, tz: UTC, denominator: calendar month, credits: none}]", "No credits are given.", "Aucun crédit n’est accordé."),
        ("uptime: [{service: site, target: 99.9, tz: UTC, denominator: calendar month}]", "> The source does not say what follows", "> La source ne dit pas ce qui suit"),
        ("pauses: [{waiting_for: the client}]", "While waiting for the client, clocks pause.", "En attente de : the client, les délais sont suspendus."),
        ("pauses: [{begins: [waiting], ends: [working]}]", "From waiting begins to work goes on, clocks pause.", "Suspension des délais, entre : le début d’une attente ; et : la reprise du travail."),
        ("session_limit: {minutes: 15}\nchannels: {chat: {}}", "A session may be limited to 15 minutes, on every channel.", "Une séance peut être limitée à 15 minutes, quel que soit le canal."),
        ("prices: {basic: {percent: 2.5, of: annual subscription, per: year}}", "2.5 % of the annual subscription per year", "2,5 % de l’abonnement annuel par an"),
        ("addons: {night: {annex: {en: Annex C., fr: Annexe C.}, annex_missing: yes}}", "Annex C. The annex that describes it is missing.", "Annexe C. L’annexe qui la décrit est absente."),
    ],
)  # fmt: skip
def test_a_part_reads_well_in_both_languages(rest: str, en: str, fr: str) -> None:
    assert en in _published(rest, "en")
    assert fr in _published(rest, "fr")
