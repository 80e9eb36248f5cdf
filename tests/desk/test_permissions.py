"""What each role may do, cell by cell: the matrix is what the vendor's contract with its staff says, so it is written twice."""

from __future__ import annotations

import pytest

from servanda.desk.accounts.models import User
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import MATRIX, OWN_CLIENTS_ONLY, Permission, Role
from servanda.desk.organisations.who import NOBODY, Who

COLUMNS = (Role.ADMINISTRATOR, Role.MANAGER, Role.AGENT, Role.ACCOUNT_MANAGER)
TABLE = """
    read tickets                                  x x x x
    write internal notes                          x x x x
    answer clients                                x x x -
    reclassify requests                           x x x -
    assign tickets                                x x x -
    link, merge and split tickets                 x x x -
    open tickets for clients                      x x x x
    set due dates, exclude requests               x x - -
    decide on held mail                           x x x -
    see the board                                 x x - -
    read clients and agreements                   x x x x
    change clients and their people               x x - x
    change agreements                             x x - x
    switch clients off and on                     x x - -
    invite staff and change roles                 x - - -
    enter absences of others                      x x - -
    change shared views, macros and text modules  x x - -
    change the vendor's settings                  x - - -
    see and resend mail that left                 x x - -
"""
CELLS = [
    (role, Permission(line[:50].strip()), cell == "x")
    for line in TABLE.strip("\n").splitlines()
    for role, cell in zip(COLUMNS, line[50:].split(), strict=True)
]


def member(role: Role, vendor: int) -> Member:
    return Member(pk=vendor, vendor_id=vendor, role=role)


@pytest.mark.parametrize(("role", "permission", "may"), CELLS)
def test_a_role_may_do_what_the_table_says_at_its_own_vendor_only(
    role: Role, permission: Permission, may: bool
) -> None:
    who = Who(User(name="Somebody"), (member(role, 1),))

    assert who.may(permission, 1) is may
    assert who.may(permission, 2) is False
    assert NOBODY.may(permission, 1) is False


def test_the_table_has_every_role_and_every_permission() -> None:
    assert {(role, permission) for role, permission, _may in CELLS} == {
        (role, permission) for role in Role for permission in Permission
    }
    assert set(MATRIX) == set(Role)


def test_account_managers_reach_their_own_clients_and_others_all() -> None:
    who = Who(User(name="Somebody"), (member(Role.AGENT, 1), member(Role.ACCOUNT_MANAGER, 2)))

    assert {Role.ACCOUNT_MANAGER} == OWN_CLIENTS_ONLY
    assert who.vendors_with(Permission.READ_TICKETS) == (1,)
    assert [each.pk for each in who.members_for_own_clients(Permission.READ_TICKETS)] == [2]
    assert who.vendors_with(Permission.WRITE_CLIENTS) == ()
