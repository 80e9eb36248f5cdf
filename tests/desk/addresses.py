"""The addresses of all pages, in both languages."""

from __future__ import annotations

POLICIES = ("aidi", "better-impact", "cirrus-shield", "kiwi-stage-plus", "qiscus")
LANGUAGES = ("en", "fr")

QUESTIONS = {
    "aidi": "plan=standard&fact.production=up&fact.feature=major&fact.degradation=significant&fact.clients=one",
    "better-impact": "plan=member&fact.question=best-practice",
    "cirrus-shield": "plan=premium&fact.unreachable=yes",
    "kiwi-stage-plus": "plan=BASIC&kind=incident&fact.impact=extended&fact.urgency=critical",
    "qiscus": "plan=premium&addon=resolution&fact.priority=high",
}
WHEN = "opened=2026-06-23T16:30-04:00&zone=Europe/Paris"
HISTORY = (
    "&event=response&event_at=2026-06-25T09:20-04:00&event=waiting:client&event_at=2026-06-25T10:00-04:00"
    "&at=2026-06-25T12:00-04:00"
)


def pages() -> list[str]:
    """Every page once in each language: the index, five policies, five calculators empty and answered, the gallery."""
    paths = ["", "_ui/"]
    for policy in POLICIES:
        paths += [
            f"policies/{policy}/",
            f"policies/{policy}/calculator/",
            f"policies/{policy}/calculator/?{QUESTIONS[policy]}&{WHEN}{HISTORY}",
        ]
    return [f"/{language}/{path}" for language in LANGUAGES for path in paths]
