"""What lists call things: the states of a ticket, the views, the orders."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, pgettext_lazy

from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.web.templatetags.ui import state_word

_WAITS = {
    "client": pgettext_lazy("ticket state", "waiting for the client"),
    "third party": pgettext_lazy("ticket state", "waiting for a third party"),
    "vendor": pgettext_lazy("ticket state", "waiting for our own house"),
}


def standing(ticket: Ticket) -> str:
    """Where a ticket stands, with whom it waits for."""
    if ticket.state != State.WAITING:
        return state_name(ticket.state)
    return str(_WAITS.get(ticket.waiting_for) or state_name(ticket.state))


_STATES = {
    "open": pgettext_lazy("ticket state", "open"),
    "waiting": pgettext_lazy("ticket state", "waiting"),
    "proposed": pgettext_lazy("ticket state", "solution proposed"),
    "resolved": pgettext_lazy("ticket state", "resolved"),
    "closed": pgettext_lazy("ticket state", "closed"),
    "merged": pgettext_lazy("ticket state", "merged"),
}


def state_name(state: str) -> str:
    """Where a ticket stands, in a word."""
    return str(_STATES[state]) if state in _STATES else state_word(state)


_VIEWS = {
    "attention": pgettext_lazy("view", "To do"),
    "mine": pgettext_lazy("view", "Mine"),
    "unassigned": pgettext_lazy("view", "Unassigned"),
    "open": pgettext_lazy("view", "All open"),
    "waiting": pgettext_lazy("view", "Waiting"),
    "client-spoke": pgettext_lazy("view", "Client wrote last"),
    "named": pgettext_lazy("view", "Mention you"),
    "drafts": pgettext_lazy("view", "With your draft"),
    "risk": pgettext_lazy("view", "At risk"),
    "breached": pgettext_lazy("view", "Breached"),
    "unclassified": pgettext_lazy("view", "To classify"),
    "resolved": pgettext_lazy("view", "Resolved recently"),
    "all": pgettext_lazy("view", "Everything"),
}


def view_name(view: str) -> str:
    """What a built-in view is called."""
    return str(_VIEWS[view])


_SAYS = {
    "attention": gettext_lazy("Open requests that are yours, or nobody’s yet."),
    "mine": gettext_lazy("Everything assigned to you that is not resolved."),
    "unassigned": gettext_lazy("Requests that nobody has taken."),
    "open": gettext_lazy("Every request that is not resolved."),
    "waiting": gettext_lazy("Requests that wait for the client, a third party or an answer to a proposal."),
    "client-spoke": gettext_lazy("Requests in which the client had the last word."),
    "named": gettext_lazy("Open requests in which a note names you."),
    "drafts": gettext_lazy("Requests on which you have begun an answer that has not left."),
    "risk": gettext_lazy("Requests with less than a quarter of their target left, or less than half an hour."),
    "breached": gettext_lazy("Open requests in which a promise was broken."),
    "unclassified": gettext_lazy("Requests whose priority the policy leaves to you: until it is chosen no clock runs."),
    "resolved": gettext_lazy("What was resolved in the last two weeks."),
    "all": gettext_lazy("Every request there ever was."),
}


def view_says(view: str) -> str:
    """What stands in a built-in view, in a sentence; shown where it is empty."""
    return str(_SAYS[view])


_ORDERS = {
    "breach": pgettext_lazy("order", "Next breach"),
    "policy": pgettext_lazy("order", "The policy’s order"),
    "latest": pgettext_lazy("order", "Latest event"),
    "resolved": pgettext_lazy("order", "Resolved last"),
}


def order_name(order: str) -> str:
    """What an order is called."""
    return str(_ORDERS[order])


def count_shown(count: int, many: int) -> str:
    """A count as it is shown: ``999+`` where counting stopped."""
    return f"{many}+" if count > many else str(count)
