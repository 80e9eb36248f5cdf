"""The last sections: definitions and statements, governance, what is assumed, and what the lint found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from servanda.desk.web.formats import language, long_date
from servanda.desk.web.pages.blocks import Block, Heading, Line, Section
from servanda.desk.web.pages.scribe import Scribe
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.document import Assumption, Governance, Statement


def statements(scribe: Scribe) -> Section | None:
    """Definitions first, then sentences that are no rule of time or money."""
    found = scribe.document.statements
    definitions = [each for each in found if each.kind == "definition"]
    others = [each for each in found if each.kind not in {"definition", "gap"}]
    if not definitions and not others:
        return None
    blocks: list[Block] = []
    if definitions:
        blocks.append(Heading(gettext("Definitions")))
        blocks += [scribe.line(each, name=scribe.say(each.term) or scribe.say(each.name)) for each in definitions]
    if others:
        blocks.append(Heading(gettext("Statements")))
        blocks += [_statement(scribe, each) for each in others]
    return Section("statements", gettext("Definitions and statements"), tuple(blocks))


def _statement(scribe: Scribe, each: Statement) -> Line:
    points = []
    if each.kind == "statement":
        points.append(gettext("No obligation follows from it."))
    if each.kind == "link" and not each.target:
        points.append(gettext("The source cites it without saying where it is."))
    if each.kind == "note" and not each.anchored:
        points.append(gettext("A note whose mark stands nowhere in the source."))
    return scribe.line(each, points=points)


def governance(scribe: Scribe) -> Section:
    """Since when it is in force, in which languages, how it changes."""
    blocks: list[Block] = [_in_force(scribe), _languages(scribe)]
    if scribe.document.governance:
        blocks += _rules(scribe, scribe.document.governance)
    return Section("governance", gettext("Version and changes"), tuple(blocks))


def since(scribe: Scribe) -> str:
    """``In force since 8 December 2023``, or that the source has no date."""
    effective = scribe.document.effective
    if effective.from_ is None:
        return gettext("In force since a date that the source does not state")
    return gettext("In force since %(date)s") % {"date": long_date(effective.from_)}


def _in_force(scribe: Scribe) -> Line:
    effective = scribe.document.effective
    until = gettext("Until %(date)s.") % {"date": long_date(effective.to)} if effective.to else ""
    version = gettext("Version %(version)s.") % {"version": scribe.document.version}
    said = scribe.say(effective.text) or since(scribe) + "."
    return scribe.line(
        effective, name=gettext("In force"), text=said, points=[each for each in (version, until) if each]
    )


def _languages(scribe: Scribe) -> Line:
    names = {"en": gettext("English"), "fr": gettext("French")}
    languages = scribe.document.languages
    points = []
    for missing in names:
        if missing not in languages.published:
            points.append(
                gettext("The vendor does not publish it in %(language)s: that text is ours.")
                % {"language": names[missing]}
            )
    said = gettext("The text that counts is in %(language)s.") % {"language": names[languages.source]}
    margin = replace(scribe.margin(languages), source="")  # here `source` is the language, not a wording
    return Line(said, gettext("Language"), tuple(points), margin)


def _rules(scribe: Scribe, rules: Governance) -> Iterator[Line]:
    if rules.text:
        yield scribe.line(rules)
    if rules.review_every or rules.review:
        span = scribe.span(rules.review_every) if rules.review_every else ""
        said = gettext("Reviewed every %(span)s.") % {"span": span} if span else ""
        yield scribe.line(rules.review or rules, name=gettext("Review"), text=_text(scribe, rules.review) or said)
    if rules.announce or rules.announcing:
        span = scribe.span(rules.announce) if rules.announce else ""
        said = gettext("Changes are announced at least %(span)s before they take effect.") % {"span": span}
        yield scribe.line(
            rules.announcing or rules, name=gettext("Announcement"), text=_text(scribe, rules.announcing) or said
        )
    if rules.precedence:
        yield scribe.line(rules.precedence, name=scribe.say(rules.precedence.name) or gettext("Precedence"))


def _text(scribe: Scribe, item: object) -> str:
    text = getattr(item, "text", None)
    return scribe.say(text) if text else ""


def assumptions(scribe: Scribe) -> Section | None:
    """What the source leaves open, how it is read here, and how else it might be."""
    found = [_assumption(scribe, each) for each in scribe.document.assumptions]
    gaps = [scribe.line(each) for each in scribe.document.statements if each.kind == "gap"]
    if not found and not gaps:
        return None
    said = gettext("The published text leaves these points open. Until the vendor decides, they are read as follows.")
    return Section("assumptions", gettext("What is assumed"), (Line(said), *found, *gaps))


def _assumption(scribe: Scribe, each: Assumption) -> Line:
    points = [gettext("Other reading: %(text)s") % {"text": scribe.say(other)} for other in each.alternatives]
    margin = replace(scribe.margin(each), ruling="")
    return Line(scribe.say(each.read_as), scribe.say(each.about), tuple(points), margin, anchor=each.ruling or "")


@dataclass(frozen=True, slots=True)
class Found:
    """One finding as its manager reads it."""

    code: str
    severity: str
    state: str
    message: str
    example: str
    fix: str
    where: str
    clause: str
    accepted: str


def findings(found: Iterable[Finding]) -> tuple[Found, ...]:
    """Findings with the gravest first; accepted ones last."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    ordered = sorted(found, key=lambda each: (each.accepted is not None, order[each.severity], each.code, each.place))
    return tuple(_found(each) for each in ordered)


def _found(each: Finding) -> Found:
    words = {
        Severity.ERROR: (gettext("blocks publishing"), "breached"),
        Severity.WARNING: (gettext("needs a fix or a decision"), "degraded"),
        Severity.INFO: (gettext("for information"), "none"),
    }
    severity, state = words[each.severity]
    accepted = ""
    if each.accepted:
        accepted = gettext("Accepted until %(date)s: %(why)s") % {
            "date": long_date(each.accepted.until),
            "why": each.accepted.why.of(language()),
        }
    return Found(
        code=each.code,
        severity=severity,
        state="excused" if accepted else state,
        message=each.message.of(language()),
        example=each.example.of(language()),
        fix=each.fix.of(language()),
        where=gettext("line %(line)s") % {"line": each.place.line},
        clause=each.clause or "",
        accepted=accepted,
    )
