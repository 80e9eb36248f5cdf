"""Which texts, macros and shared views somebody of the staff may read or change."""

from __future__ import annotations

from django.db.models import QuerySet

from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.models import Macro, TextModule, View

READ = Permission.NOTE
"""Who writes notes may use these texts."""


def text_modules(who: Who, vendor_id: int, permission: Permission = READ) -> QuerySet[TextModule]:
    """A vendor's text modules, in the order of their shortcuts."""
    found = TextModule.objects.filter(vendor_id=vendor_id)
    return found if who.may(permission, vendor_id) else found.none()


def macros(who: Who, vendor_id: int, permission: Permission = READ) -> QuerySet[Macro]:
    """A vendor's macros, in their order."""
    found = Macro.objects.filter(vendor_id=vendor_id)
    return found if who.may(permission, vendor_id) else found.none()


def shared_views(who: Who, vendor_id: int, permission: Permission = READ) -> QuerySet[View]:
    """The views that everybody at a vendor sees."""
    found = View.objects.filter(vendor_id=vendor_id, owner=None)
    return found if who.may(permission, vendor_id) else found.none()
