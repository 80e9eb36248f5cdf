"""The names of everything that can happen to a ticket: what the engine judges by, and what only the desk knows."""

from __future__ import annotations

from servanda.engine.policy.clocks import EVENTS

OPENED = "opened"
ASSIGNED = "assigned"
KIND_CORRECTED = "kind-corrected"
LINKED, UNLINKED = "linked", "unlinked"
MERGED, MERGED_IN = "merged", "merged-in"
SPLIT, SPLIT_OFF = "split", "split-off"
INCIDENT_JOINED, INCIDENT_LEFT, INCIDENT_ENDED = "incident-joined", "incident-left", "incident-ended"
CORRECTION_PLANNED, CORRECTION_RELEASED = "correction-planned", "correction-released"
SATISFACTION = "satisfaction"
DATA_NEEDED, DATA_NOT_NEEDED = "data-needed", "data-not-needed"
IDENTITY_CHECKED = "identity-checked"
TAGGED = "tagged"
CLOSED = "closed"
MAIL_RETURNED = "mail-returned"
SESSION_STARTED, SESSION_ENDED = "session-started", "session-ended"

JUDGED = frozenset(EVENTS)
"""What moves clocks, or may."""
OF_THE_DESK = frozenset(
    {
        OPENED,
        ASSIGNED,
        KIND_CORRECTED,
        LINKED,
        UNLINKED,
        MERGED,
        MERGED_IN,
        SPLIT,
        SPLIT_OFF,
        INCIDENT_JOINED,
        INCIDENT_LEFT,
        INCIDENT_ENDED,
        CORRECTION_PLANNED,
        CORRECTION_RELEASED,
        SATISFACTION,
        DATA_NEEDED,
        DATA_NOT_NEEDED,
        IDENTITY_CHECKED,
        TAGGED,
        CLOSED,
        MAIL_RETURNED,
        SESSION_STARTED,
        SESSION_ENDED,
    }
)
"""What moves no clock."""
KNOWN = JUDGED | OF_THE_DESK
