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
        "hours": gettext("hours"),
        "tz": gettext("time zone"),
        "holidays": gettext("holidays"),
        "plans": gettext("which plans have it"),
        "channel": gettext("the channel"),
        "length of d": gettext("the length of a day"),
        "what counts": gettext("what counts"),
        "currency": gettext("the currency"),
        "base": gettext("the base of the percentage"),
        "per": gettext("the period"),
        "other causes": gettext("other causes"),
    }.get(word, word)


def event_word(event: str) -> str:
    """Something that happens to a request."""
    return {
        "automatic-reply": gettext("an automatic reply"),
        "response": gettext("the first answer by a person"),
        "update": gettext("an update"),
        "waiting": gettext("waiting begins"),
        "working": gettext("work goes on"),
        "reclassified": gettext("a new classification"),
        "duty-missed": gettext("a duty is not met"),
        "duty-met": gettext("a duty is met again"),
        "solution-proposed": gettext("a solution is proposed"),
        "solution-accepted": gettext("the solution is accepted"),
        "solution-rejected": gettext("the solution is rejected"),
        "resolved": gettext("the request is resolved"),
        "reopened": gettext("the request is reopened"),
        "client-message": gettext("the client writes"),
        "internal-note": gettext("an internal note"),
        "plan-changed": gettext("the plan changes"),
        "excluded": gettext("the request is excluded"),
        "date-agreed": gettext("a date is agreed"),
        "engaged": gettext("the specialists take part"),
        "due-date-overridden": gettext("another due date is set"),
    }.get(event, event)
