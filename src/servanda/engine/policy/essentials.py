"""What a policy cannot do without: plans, request kinds, priorities, answers to its questions, and zones that exist."""

from __future__ import annotations

from collections.abc import Iterator, Sized

from servanda.engine.calendars.zones import is_zone, meant_zone
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check_essentials(policy: Policy) -> list[Finding]:
    """SV-S01 for every section that must not be empty, SV-C02 for every zone outside the calendars that is none."""
    empty = [_empty(policy, path) for path, section in _sections(policy) if not section]
    unknown = [_unknown(policy, path, zone) for path, zone in _zones(policy) if not is_zone(zone)]
    return empty + unknown


def _sections(policy: Policy) -> Iterator[tuple[str, Sized]]:
    document = policy.document
    yield "plans", document.plans
    yield "kinds", document.kinds
    yield "classify/levels", document.classify.levels
    for name, fact in document.classify.facts.items():
        yield f"classify/facts/{name}/values", fact.values


def _zones(policy: Policy) -> Iterator[tuple[str, str]]:
    yield "effective/tz", policy.document.effective.tz
    for number, uptime in enumerate(policy.document.uptime, 1):
        yield f"uptime/{number}/tz", uptime.tz
        for window, standing in enumerate(uptime.standing, 1):
            yield f"uptime/{number}/standing/{window}/tz", standing.tz


def _empty(policy: Policy, path: str) -> Finding:
    return Finding(
        "SV-S01",
        Severity.ERROR,
        policy.place(path),
        Text(f"{path} is empty.", f"{path} est vide."),
        fix=Text("Name at least one.", "Nommez-en au moins un."),
        at=path,
    )


def _unknown(policy: Policy, path: str, zone: str) -> Finding:
    meant = meant_zone(zone)
    return Finding(
        "SV-C02",
        Severity.ERROR,
        policy.place(path),
        Text(
            f"'{zone}' is not an IANA time zone such as America/Toronto.",
            f"« {zone} » n’est pas un fuseau IANA tel que America/Toronto.",
        ),
        wording=zone,
        fix=Text(
            f"Did you mean {meant}?" if meant else "Write the zone of the IANA list, a continent and a city.",
            f"Vouliez-vous dire {meant} ?"
            if meant
            else "Écrivez le fuseau de la liste IANA, un continent et une ville.",
        ),
        at=path,
    )
