"""A policy as the API describes it: ids, names and sentences in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from servanda.engine.diagnostics import Finding
from servanda.engine.policy.classify import Fact
from servanda.engine.policy.fields import Item
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Language, Text


def words(text: Text) -> dict[str, str]:
    """A text; where a language is missing the other stands."""
    return {"en": text.of("en"), "fr": text.of("fr")}


def listed(policy: Policy) -> dict[str, Any]:
    """A policy in the list."""
    document = policy.document
    from_ = document.effective.from_
    with override("en"):
        page = reverse("policy", args=[policy.id])
    return {
        "id": policy.id,
        "version": policy.version,
        "in_force_since": from_.isoformat() if from_ else None,
        "title": words(document.title),
        "vendor": words(document.vendor.name),
        "page": page,
    }


def described(policy: Policy) -> dict[str, Any]:
    """Everything that a case may say under a policy."""
    document = policy.document
    return {
        **listed(policy),
        "zone": str(policy.zone),
        "plans": _named(document.plans),
        "addons": _named(document.addons),
        "kinds": _named(document.kinds),
        "channels": _named(document.channels),
        "facts": [_fact(key, fact) for key, fact in document.classify.facts.items()],
        "priorities": _named(document.classify.levels),
        "calendars": [
            {"id": key, "name": words(calendar.name), "text": words(Text()), "zone": calendar.zone}
            for key, calendar in policy.calendars.items()
        ],
    }


def _named(items: Mapping[str, Item]) -> list[dict[str, Any]]:
    return [_item(key, item) for key, item in items.items()]


def _item(key: str, item: Item) -> dict[str, Any]:
    name = item.name or Text(key, key)
    return {"id": key, "name": words(name), "text": words(item.text), "clauses": list(item.cited)}


def _fact(key: str, fact: Fact) -> dict[str, Any]:
    return {**_item(key, fact), "ask": words(fact.ask), "values": _named(fact.values), "default": fact.mildest}


def findings(found: Iterable[Finding], language: Language) -> list[dict[str, Any]]:
    """Findings in their public shape (``CONTRACT``: lint)."""
    return [
        {
            "code": each.code,
            "severity": each.severity.value,
            "file": each.place.file,
            "line": each.place.line,
            "column": each.place.column,
            "clause": each.clause,
            "message": each.message.of(language),
            "example": each.example.of(language),
            "fix": each.fix.of(language),
            "help": f"docs/lint/{each.code}.md",
            "accepted": {"until": each.accepted.until.isoformat(), "why": each.accepted.why.of(language)}
            if each.accepted
            else None,
        }
        for each in found
    ]
