"""What lists call things: the states of a ticket, the views, the orders."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.web.templatetags.ui import state_word


def standing(ticket: Ticket) -> str:
    """Where a ticket stands, with whom it waits for."""
    if ticket.state != State.WAITING:
        return state_name(ticket.state)
    return {
        "client": pgettext("ticket state", "waiting for the client"),
        "third party": pgettext("ticket state", "waiting for a third party"),
        "vendor": pgettext("ticket state", "waiting for our own house"),
    }.get(ticket.waiting_for, state_name(ticket.state))


def state_name(state: str) -> str:
    """Where a ticket stands, in a word."""
    return {
        "open": state_word("open"),
        "waiting": pgettext("ticket state", "waiting"),
        "proposed": pgettext("ticket state", "solution proposed"),
        "resolved": pgettext("ticket state", "resolved"),
        "closed": pgettext("ticket state", "closed"),
        "merged": pgettext("ticket state", "merged"),
    }.get(state, state)


def view_name(view: str) -> str:
    """What a built-in view is called."""
    return {
        "attention": pgettext("view", "To do"),
        "mine": pgettext("view", "Mine"),
        "unassigned": pgettext("view", "Unassigned"),
        "open": pgettext("view", "All open"),
        "waiting": pgettext("view", "Waiting"),
        "client-spoke": pgettext("view", "Client wrote last"),
        "risk": pgettext("view", "At risk"),
        "breached": pgettext("view", "Breached"),
        "unclassified": pgettext("view", "To classify"),
        "resolved": pgettext("view", "Resolved recently"),
        "all": pgettext("view", "Everything"),
    }[view]


def view_says(view: str) -> str:
    """What stands in a built-in view, in a sentence; shown where it is empty."""
    return {
        "attention": gettext("Open requests that are yours, or nobody’s yet."),
        "mine": gettext("Everything assigned to you that is not resolved."),
        "unassigned": gettext("Requests that nobody has taken."),
        "open": gettext("Every request that is not resolved."),
        "waiting": gettext("Requests that wait for the client, a third party or an answer to a proposal."),
        "client-spoke": gettext("Requests in which the client had the last word."),
        "risk": gettext("Requests with less than a quarter of their target left, or less than half an hour."),
        "breached": gettext("Open requests in which a promise was broken."),
        "unclassified": gettext("Requests whose priority the policy leaves to you: until it is chosen no clock runs."),
        "resolved": gettext("What was resolved in the last two weeks."),
        "all": gettext("Every request there ever was."),
    }[view]


def order_name(order: str) -> str:
    """What an order is called."""
    return {
        "breach": pgettext("order", "Next breach"),
        "policy": pgettext("order", "The policy’s order"),
        "latest": pgettext("order", "Latest event"),
        "resolved": pgettext("order", "Resolved last"),
    }[order]


def count_shown(count: int, many: int) -> str:
    """A count as it is shown: ``999+`` where counting stopped."""
    return f"{many}+" if count > many else str(count)
