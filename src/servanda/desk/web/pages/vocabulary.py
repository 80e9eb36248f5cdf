"""The words of the trade, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext


def metric_word(metric: str) -> str:
    """The name of a clock."""
    return {
        "response": gettext("First response"),
        "next-response": gettext("Next response"),
        "update": gettext("Update"),
        "resolution": gettext("Resolution"),
        "engagement": gettext("Engagement"),
    }[metric]


def strength_word(strength: str) -> str:
    """How firmly something is promised."""
    return {
        "committed": pgettext("strength of a promise", "committed"),
        "best effort": pgettext("strength of a promise", "best effort"),
        "reasonable efforts": pgettext("strength of a promise", "reasonable efforts"),
        "none": pgettext("strength of a promise", "no commitment"),
    }.get(strength, strength)


def environment_word(environment: str) -> str:
    """Where a service runs."""
    return {
        "production": gettext("the production environment"),
        "staging": gettext("the staging environment"),
        "development": gettext("the development environment"),
        "training": gettext("the training environment"),
    }.get(environment, environment)


def period_word(per: str) -> str:
    """What a price is paid for."""
    return {
        "year": gettext("per year"),
        "month": gettext("per month"),
        "once": gettext("once"),
    }.get(per, "")


def assumed_word(word: str) -> str:
    """What was assumed, in a word."""
    return {
        "audience": gettext("for whom it is"),
        "base": gettext("the base of the percentage"),
        "business day": gettext("the business day"),
        "category": gettext("the category"),
        "channel": gettext("the channel"),
        "clock": gettext("the clock"),
        "counting": gettext("the counting"),
        "currency": gettext("the currency"),
        "days": gettext("the days"),
        "denominator": gettext("the denominator"),
        "evening": gettext("which evening"),
        "from": gettext("the date"),
        "hit_policy": gettext("which line decides where several fit"),
        "holidays": gettext("holidays"),
        "hours": gettext("hours"),
        "identity": gettext("the check of identity"),
        "kind": gettext("the kind of request"),
        "length of d": gettext("the length of a day"),
        "levels": gettext("the levels"),
        "metric": gettext("what is measured"),
        "name": gettext("the name"),
        "order": gettext("the order"),
        "other causes": gettext("other causes"),
        "pause": gettext("the pause"),
        "payment": gettext("the payment"),
        "per": gettext("the period"),
        "period": gettext("the period"),
        "permanent": gettext("whether it is for good"),
        "plan_change": gettext("what a change of plan does"),
        "plans": gettext("which plans have it"),
        "population": gettext("which requests are counted"),
        "priorities": gettext("which priorities"),
        "priority": gettext("the priority"),
        "quote": gettext("the quote"),
        "resolution": gettext("the resolution"),
        "rule": gettext("the rule"),
        "scale": gettext("the scale"),
        "tz": gettext("time zone"),
        "what counts": gettext("what counts"),
        "wording": gettext("the wording"),
    }.get(word, word)


def event_word(event: str) -> str:
    """Something that happens to a request, as a clause: ``… until a person answers first``."""
    return {
        "automatic-reply": gettext("an automatic reply goes out"),
        "response": gettext("a person answers for the first time"),
        "update": gettext("an update is given"),
        "waiting": gettext("waiting begins"),
        "working": gettext("work goes on"),
        "reclassified": gettext("the priority changes"),
        "duty-missed": gettext("a duty is not met"),
        "duty-met": gettext("a duty is met again"),
        "solution-proposed": gettext("a solution is proposed"),
        "solution-accepted": gettext("the solution is accepted"),
        "solution-rejected": gettext("the solution is rejected"),
        "resolved": gettext("the request is resolved"),
        "reopened": gettext("the request is reopened"),
        "client-message": gettext("the client writes"),
        "internal-note": gettext("an internal note is written"),
        "plan-changed": gettext("the plan changes"),
        "excluded": gettext("the request is excluded"),
        "date-agreed": gettext("a date is agreed"),
        "engaged": gettext("the specialists take part"),
        "due-date-overridden": gettext("another due date is set"),
    }.get(event, event)
