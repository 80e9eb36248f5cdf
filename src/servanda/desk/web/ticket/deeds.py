"""Every side action, in the order in which the page lists them."""

from __future__ import annotations

from servanda.desk.web.ticket.arranged import ARRANGED
from servanda.desk.web.ticket.classes import CLASSES
from servanda.desk.web.ticket.ends import ENDS
from servanda.desk.web.ticket.incidents import INCIDENTS
from servanda.desk.web.ticket.judged import JUDGED
from servanda.desk.web.ticket.noted import NOTED
from servanda.desk.web.ticket.side import Side
from servanda.desk.web.ticket.working import WORKING

DEEDS: tuple[Side, ...] = (*WORKING, *CLASSES, *ENDS, *NOTED, *JUDGED, *ARRANGED, *INCIDENTS)
