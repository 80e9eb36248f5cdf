"""Every address of the desk × everybody who may ask for it: a view without a line here fails, and so does an open one.

A line says who is let in, and what those get for GET and for POST with next to nothing in it; a dash: there is no such
method. Who is not let in learns the least: to sign in, that there is nothing, or that the role does not reach so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from servanda.desk.tickets.models import Message
from servanda.desk.web.ticket.sides import SIDES

from . import quiet
from .furnished import Furnished, Visitor

pytestmark = pytest.mark.django_db

STAFF = {"agent", "account manager", "another's account manager", "manager", "administrator"}
COMPANY = {"requester", "sees the company", "administers the client"}
CLIENTS = COMPANY | {"another client"}
LEADS = {"manager", "administrator"}
ANSWERING = LEADS | {"agent"}
NOBODY = {"nobody", "closed account"}
KNOWN = STAFF | CLIENTS | {"client elsewhere", "staff elsewhere", "left the staff", "left the client"}

GATES: dict[str, tuple[set[str], set[str]]] = {
    # Who is let in, and who is told that their role does not reach so far. For all others there is nothing.
    "everybody": (NOBODY | KNOWN, set()),
    "known": (KNOWN, set()),
    "staff": (STAFF, set()),
    "answering": (ANSWERING, STAFF),
    "writing-clients": (STAFF - {"agent"}, STAFF),
    "leads": (LEADS, STAFF),
    "only-leads": (LEADS, set()),
    "root": ({"administrator"}, STAFF),
    "clients": (CLIENTS, set()),
    "all-clients": (CLIENTS | {"client elsewhere"}, set()),
    "company": (COMPANY, set()),
    "client-root": ({"administers the client"}, CLIENTS),
    "company-or-staff": (COMPANY | STAFF, set()),
    "no-one": (set(), set()),
}

TABLE = """
address                               who              of        GET      POST

root                                  everybody        -         302      -
theme                                 everybody        -         -        302
favicon                               everybody        -         301      -
robots                                everybody        -         200      -
health                                everybody        -         200      -
openid_connect_login                  everybody        -         404      404
openid_connect_callback               everybody        -         404      404
api:openapi-json                      everybody        -         200      200
api:policies                          everybody        -         200      -
api:policy                            everybody        -         200      -
api:lint                              everybody        -         200      -
api:explain                           everybody        -         422      422
api:explain_query                     everybody        -         422      422
api:is_open                           everybody        -         404      -
api:deadline                          everybody        -         422      -
api:elapsed                           everybody        -         422      -
api:business_days                     everybody        -         422      -
api:windows                           everybody        -         422      -
api:api-root                          everybody        -         404      404
policies                              everybody        -         200      -
policy                                everybody        -         200      -
calculator                            everybody        -         200      -
gallery                               no-one           -         404      -
demo:cast                             no-one           -         404      -
demo:enter                            no-one           -         -        404

account_login                         everybody        -         200/302  200/302
account_logout                        everybody        -         200/302  302
account_inactive                      everybody        -         200      -
invitation                            everybody        -         410      410
mail_link                             everybody        -         200      422
mail_link_sent                        everybody        -         200      -
mail_link_enter                       everybody        -         410      410
account_reset_password                everybody        -         200      200
account_reset_password_done           everybody        -         200      -
account_reset_password_from_key       everybody        -         200      200
account_reset_password_from_key_done  everybody        -         200      -
mfa_authenticate                      everybody        -         302      302
mfa_login_webauthn                    everybody        -         302      302
socialaccount_login_cancelled         everybody        -         200      -
socialaccount_login_error             everybody        -         401      -
account                               known            -         200      422
signature                             staff            -         -        302
account_reauthenticate                known            -         403      403
account_change_password               known            -         302      302
account_set_password                  known            -         200      200
mfa_index                             known            -         200      -
mfa_list_webauthn                     known            -         200      -
mfa_reauthenticate                    known            -         403      403
mfa_reauthenticate_webauthn           known            -         403      403
mfa_activate_totp                     known            -         200      200
mfa_deactivate_totp                   known            -         404      404
mfa_view_recovery_codes               known            -         404      405
mfa_generate_recovery_codes           known            -         200      200
mfa_download_recovery_codes           known            -         404      404
mfa_add_webauthn                      known            -         200      200
mfa_edit_webauthn                     known            -         404      404
mfa_remove_webauthn                   known            -         404      404
usersessions_list                     known            -         200      -
end_other_sessions                    known            -         -        302
end_session                           known            -         -        404

queue:home                            known            -         200/302  -
queue:queue                           staff            -         200      -
queue:live                            staff            -         200      -
queue:keep                            staff            -         -        302
queue:change                          only-leads       -         -        302
queue:bulk                            staff            -         -        302
queue:new                             staff            -         200      200
queue:person                          staff            hospital  -        422
queue:search                          staff            -         200      -
queue:go                              staff            -         200      -
queue:why                             staff            hospital  200      -
ticket:ticket                         staff            hospital  200      -
ticket:clocks                         staff            hospital  200      -
ticket:ribbons                        staff            hospital  200      -
ticket:why                            staff            hospital  200      -
ticket:note                           staff            hospital  200      -
ticket:compose                        staff            hospital  -        302
ticket:draft                          staff            hospital  -        200
ticket:undo                           staff            hospital  -        302
ticket:leave-now                      answering        hospital  -        302
ticket:held                           staff            hospital  204      -
ticket:presence                       staff            hospital  -        200
ticket:side                           staff            hospital  200      302
board:board                           leads            -         200      -
clients:clients                       staff            -         200      -
clients:new                           leads            -         200      200/422
clients:client                        staff            hospital  200      -
clients:change                        writing-clients  hospital  200      200/422
clients:switch                        leads            hospital  200      422
clients:environments                  writing-clients  hospital  200      200/422
clients:person_new                    writing-clients  hospital  200      200/422
clients:person                        writing-clients  hospital  200      200/422
clients:invite                        writing-clients  hospital  -        302
clients:revoke                        writing-clients  hospital  -        302
clients:merge                         writing-clients  hospital  200      200/422
clients:agreement_new                 writing-clients  hospital  200      200/422
clients:agreement                     staff            hospital  200      -
clients:agreement_change              writing-clients  hospital  200      200/422
mail:arrivals                         answering        -         200      -
mail:arrival                          answering        -         200      -
mail:accept                           answering        -         -        422
mail:discard                          answering        -         -        422
mail:retry                            answering        -         -        302
mail:raw                              answering        -         200      -
mail:deliveries                       leads            -         200      -
mail:delivery                         leads            -         200      -
mail:resend                           leads            -         -        302
staff:staff                           staff            -         200      -
staff:invite                          root             -         -        422
staff:resend                          root             -         -        302
staff:revoke                          root             -         -        302
staff:member                          root             -         200      422
staff:second_step                     root             -         -        302
staff:absence                         staff            -         -        422
staff:end_absence                     only-leads       -         -        302
staff:settings                        root             -         200      200/422
staff:texts                           staff            -         200      -
staff:module_new                      leads            -         200      200/422
staff:module                          leads            -         200      200/422
staff:module_remove                   leads            -         -        302
staff:macro_new                       leads            -         200      200/422
staff:macro                           leads            -         200      200/422
staff:macro_up                        leads            -         -        302
staff:macro_remove                    leads            -         -        302
staff:view                            leads            -         200      200/422
staff:view_remove                     leads            -         -        302

portal:home                           all-clients      -         302      -
portal:requests                       clients          -         200      -
portal:new                            clients          -         200      200
portal:request                        company          -         200      400
portal:hours                          clients          -         200      -
portal:agreement                      clients          -         200      -
portal:policy-file                    clients          -         200      -
portal:people                         client-root      -         200      -
portal:invite                         client-root      -         302      422
portal:person                         client-root      -         200      302
portal:resend                         client-root      -         -        302
portal:revoke                         client-root      -         -        302
file                                  company-or-staff hospital  200      -
"""
LINES = {line.split()[0]: line.split()[1:] for line in TABLE.splitlines()[2:] if line}

SIDE_GATES = {
    "follow unfollow tags seen": ANSWERING | {"account manager"},
    "wait resume accept reject close reopen contact session end-session identity": ANSWERING,
    "reclassify kind duty-missed duty-met engage needs-data needs-no-data correction released": ANSWERING,
    "assign link unlink merge split incident leave-incident answer-incident end-incident": ANSWERING,
    "undo-incident-answer send-incident-answer": ANSWERING,
    "exclude override agree-date": LEADS,
}


def patterns(resolver: URLResolver, spaces: tuple[str, ...] = (), known: frozenset[str] = frozenset()) -> Iterator[Any]:
    """Name with its namespaces → the parameters of its address."""
    for each in resolver.url_patterns:
        taken = known | set(each.pattern.regex.groupindex)
        if isinstance(each, URLPattern):
            yield ":".join((*spaces, str(each.name))), taken
        else:
            yield from patterns(each, (*spaces, each.namespace) if each.namespace else spaces, taken)


PATTERNS: dict[str, frozenset[str]] = dict(patterns(get_resolver("servanda.desk.urls")))


def address(there: Furnished, name: str) -> str:
    """The address of something of the hospital's."""
    kiwi, hospital = there.kiwi, there.world.hospital
    invited = there.person_invitation.person
    numbers = {"queue:change": kiwi.view.pk, "file": kiwi.files["public"].pk}
    keys = {
        "clients": hospital.pk,
        "mail": there.arrival.pk,
        "mail:delivery": there.delivery.pk,
        "mail:resend": there.delivery.pk,
        "staff:resend": there.staff_invitation.pk,
        "staff:revoke": there.staff_invitation.pk,
        "staff:second_step": there.world.agent.pk,
        "staff:member": there.world.agent.pk,
        "staff:end_absence": there.absence.pk,
        "staff:module": kiwi.module.pk,
        "staff:module_remove": kiwi.module.pk,
        "staff:macro": kiwi.macro.pk,
        "staff:macro_up": kiwi.macro.pk,
        "staff:macro_remove": kiwi.macro.pk,
        "staff:view": kiwi.view.pk,
        "staff:view_remove": kiwi.view.pk,
        "portal:person": there.world.bob.pk,
        "portal": there.person_invitation.pk,
    }
    values = {
        "slug": kiwi.vendor.slug,
        "vendor": kiwi.vendor.slug,
        "number": numbers.get(name, kiwi.ticket.number),
        "message": Message.objects.get(ticket=kiwi.ticket, kind="internal").pk,
        "person": (invited if name in ("clients:invite", "clients:revoke") else there.world.bob).pk,
        "agreement": hospital.agreements.get().pk,
        "pk": keys.get(name, keys.get(name.partition(":")[0], 1)),
        "policy_id": "kiwi-stage-plus",
        "side": "tags",
        "ending": "md",
        "uidb36": "1",
    }
    return reverse(name, kwargs={each: values.get(each, "none") for each in PATTERNS[name]})


def expected(role: str, gate: str, of: str, cell: str) -> set[str]:
    """What a line promises to a role: one or two statuses, of which each will do."""
    let_in, forbidden = GATES[gate]
    if role in NOBODY and role not in let_in and gate != "no-one":
        return {"sign in"}
    if role in forbidden - let_in:
        return {"403", "404"} if role == "another's account manager" and of == "hospital" else {"403"}
    if role not in let_in or (role == "another's account manager" and of == "hospital"):
        return {cell} if gate == "no-one" else {"404"}
    return set(cell.split("/"))


def answered(answer: HttpResponse) -> str:
    """The status; `sign in` where that page is what comes next."""
    leads_to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/en/account/sign-in/?next=")
    return "sign in" if leads_to_sign_in else str(answer.status_code)


def test_every_address_has_its_line() -> None:
    assert sorted(LINES) == sorted(PATTERNS)
    assert {line[0] for line in LINES.values()} == set(GATES)


@pytest.mark.parametrize("role", sorted(NOBODY | KNOWN))
def test_every_address_answers_a_role_as_its_line_says(there: Furnished, settings: Any, role: str) -> None:
    """What everybody gets is asked by three, what no method exists for by one: neither looks at who asks."""
    settings.ROOT_URLCONF = quiet.__name__
    visitor, wrong = Visitor(there, role), []
    for name, (gate, of, *cells) in LINES.items():
        if gate == "everybody" and role not in ("nobody", "requester", "agent"):
            continue
        for method, cell in zip(("GET", "POST"), cells, strict=True):
            if cell == "-" and role != "agent":
                continue
            wanted = {"405"} if cell == "-" else expected(role, gate, of, cell)
            got = answered(visitor.asks(method, address(there, name)))
            if got not in wanted:
                wrong.append(f"{method} {name}: {got}, not {'/'.join(sorted(wanted))}")

    assert wrong == []


@pytest.mark.parametrize("role", ["agent", "account manager", "manager"])
def test_every_side_action_is_for_those_whose_role_has_it(there: Furnished, settings: Any, role: str) -> None:
    settings.ROOT_URLCONF = quiet.__name__
    gates = {name: let_in for names, let_in in SIDE_GATES.items() for name in names.split()}
    assert sorted(gates) == sorted(SIDES)
    visitor, page = Visitor(there, role), address(there, "ticket:ticket")

    got = {name: visitor.asks("GET", f"{page}do/{name}/").status_code for name in gates}

    assert got == {name: 200 if role in let_in else 403 for name, let_in in gates.items()}
