"""A small policy with four plans, four add-ons and every kind of grant, for the tests of this room."""

from __future__ import annotations

from functools import cache

from servanda.engine.policy.document import Document
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.shape import Reader
from servanda.engine.source import Table, read_tree

TEXT = """
policy: editions
title: {en: Support by edition, fr: Soutien par édition}
vendor: {name: Editions}
effective: {from: 2026-01-01, tz: Europe/Paris}
languages: {source: en, published: [en, fr]}
calendars:
  office: {tz: Europe/Paris, open: [mon-fri 09:00-18:00]}
default_calendar: office
plans:
  free: {name: {en: Free edition, fr: Édition gratuite}, support: false, clauses: [C1]}
  paying: {name: {en: Paying edition, fr: Édition payante}, includes: free, clauses: [C1]}
  premium:
    name: {en: Premium edition, fr: Édition premium}
    includes: paying
    package: enterprise
    needs: [account manager]
    clauses: [C1]
  partner: {name: {en: Partner, fr: Partenaire}, clauses: [C1]}
addons:
  administration: {needs: [paying, premium], clauses: [C11]}
  extended: {needs: premium, excludes: always, clauses: [Q21]}
  always: {needs: premium, clauses: [Q25]}
  hotline: {clauses: [Q26]}
entitlements:
  online-help: {clauses: [C2]}
  end-user-help: {plans: [paying], clauses: [C4], name: {en: help for users, fr: aide aux utilisateurs}}
  administration: {plans: [premium], addons: [administration], clauses: [C6]}
  custom-code: {quote: [paying], clauses: [C9]}
kinds:
  incident: {name: {en: Incident, fr: Incident}, needs: end-user-help}
  administration: {name: {en: Administration, fr: Administration}, needs: administration, clauses: [C6]}
  custom-code: {needs: custom-code, promises: false}
  remark: {name: {en: Remark, fr: Remarque}}
channels:
  documentation: {name: {en: online help, fr: aide en ligne}, plans: [free, partner], opens_requests: false, clauses: [C2]}
  email: {name: {en: e-mail, fr: courriel}, plans: [paying], clauses: [C3]}
  phone: {name: {en: telephone, fr: téléphone}, addons: [hotline], clauses: [Q26]}
  meeting: {name: {en: meeting, fr: rencontre}, plans: [premium], within: [email, phone], clauses: [B20]}
  chat: {name: {en: chat, fr: clavardage}, clauses: [B20]}
access:
  administrators_only:
    text: {en: Help is for administrators., fr: L’aide est réservée aux administrateurs.}
    clauses: [B9]
classify:
  levels: {normal: {}}
  facts: {priority: {values: {normal: {}}}}
  stated: priority
targets:
  table:
    any: {paying: 2 business days, premium: 1 business day}
"""


@cache
def editions() -> Policy:
    """The policy, read without its calendars, which nothing here asks."""
    node, findings = read_tree(TEXT)
    assert not findings
    assert isinstance(node, Table)
    reader = Reader()
    document: Document | None = reader.read(Document, node)
    assert document is not None, reader.findings
    return Policy(document, {}, places=reader.places, tree=node)
