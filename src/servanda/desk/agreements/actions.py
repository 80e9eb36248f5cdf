"""Every write about agreements: nothing is half kept, and each change stays on record."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from servanda.desk.agreements.models import Agreement, AgreementChange, BoughtAddon, PolicyVersion
from servanda.desk.agreements.terms import Found, Terms, problems_of, row_of, terms_of
from servanda.desk.agreements.versions import version_at
from servanda.desk.organisations.models import Member, Organisation
from servanda.desk.organisations.refusals import refuse_all
from servanda.engine.policy.hours_text import write_day
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import NotInForceError
from servanda.engine.text import Text


@transaction.atomic
def enter_agreement(*, client: Organisation, terms: Terms, by: Member, at: int) -> Agreement:
    """Enter an agreement with a client.

    Raises SheetRefusedError with everything that is wrong, NoPolicyError where no version of the policy is kept.
    """
    agreement = Agreement(organisation=client)
    _check(agreement, terms, by, at)
    _write(agreement, terms)
    AgreementChange.objects.create(agreement=agreement, at=at, by=by, before={}, after=row_of(terms))
    return agreement


@transaction.atomic
def change_agreement(*, agreement: Agreement, terms: Terms, by: Member, at: int) -> AgreementChange | None:
    """Change the terms of an agreement; None where they are those that it has. Raises as `enter_agreement` does.

    Open requests learn of it from `servanda.desk.tickets.actions.agreed`.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _check(locked, terms, by, at)
    before, after = row_of(terms_of(locked)), row_of(terms)
    if before == after:
        return None
    _write(agreement, terms)
    return AgreementChange.objects.create(agreement=agreement, at=at, by=by, before=before, after=after)


def judging_policy(policy: str, terms: Terms, at: int) -> Policy:
    """The version by which terms are checked: the pinned one, else the one in force at their first day or now."""
    try:
        return version_at(policy, opened=at, pinned=terms.pinned or None)[1]
    except PolicyVersion.DoesNotExist:
        return version_at(policy, opened=at)[1]


def _check(agreement: Agreement, terms: Terms, by: Member, at: int) -> None:
    client = agreement.organisation
    Organisation.objects.select_for_update().get(pk=client.pk)
    vendor = client.vendor
    found = list(_wrong_places(agreement, terms))
    try:
        found += list(problems_of(terms, judging_policy(vendor.policy, terms, at)))
    except NotInForceError as error:
        found.append(("pinned", error.text))
    refuse_all(*found)


def _wrong_places(agreement: Agreement, terms: Terms) -> Found:
    """What does not fit to other rows: another agreement, another vendor's policy or staff."""
    vendor = agreement.organisation.vendor
    for other in _overlapping(agreement, terms):
        yield "since", _overlap(other)
    if terms.pinned and not PolicyVersion.objects.filter(pk=terms.pinned, policy=vendor.policy).exists():
        yield (
            "pinned",
            Text(
                "This version of the policy is not kept here.", "Cette version de la politique n’est pas conservée ici."
            ),
        )
    keeper = terms.account_manager
    if keeper is not None and (keeper.vendor_id != vendor.pk or not keeper.active):
        yield (
            "account_manager",
            Text(
                f"{keeper} does not work for {vendor} any more. Choose somebody who does.",
                f"{keeper} ne travaille plus pour {vendor}. Choisissez quelqu’un qui y travaille.",
            ),
        )


def _overlapping(agreement: Agreement, terms: Terms) -> Iterator[Agreement]:
    for other in Agreement.objects.filter(organisation_id=agreement.organisation_id).exclude(pk=agreement.pk):
        begins_before_end = terms.until is None or other.since < terms.until
        ends_after_begin = other.until is None or terms.since < other.until
        if begins_before_end and ends_after_begin:
            yield other


def _overlap(other: Agreement) -> Text:
    since = write_day(other.since)
    if other.until is None:
        return Text(
            f"These days overlap with the agreement that began on {since.en}. End that one first.",
            f"Ces jours chevauchent l’entente commencée le {since.fr}. Mettez d’abord fin à celle-ci.",
        )
    until = write_day(other.until)
    return Text(
        f"These days overlap with the agreement of {since.en} to {until.en} (not included). Begin then or later.",
        f"Ces jours chevauchent l’entente du {since.fr} au {until.fr} (exclu). Commencez ce jour-là ou plus tard.",
    )


def _write(agreement: Agreement, terms: Terms) -> None:
    for name in ("plan", "since", "until", "fee", "currency", "account_manager", "phase", "notes"):
        setattr(agreement, name, getattr(terms, name))
    agreement.pinned_id = terms.pinned or None
    agreement.data_countries = list(terms.data_countries)
    agreement.outside_hours_contact = terms.outside_hours_contact
    agreement.save()
    agreement.addons.exclude(addon__in=terms.addons).delete()
    for name, since in terms.addons.items():
        BoughtAddon.objects.update_or_create(agreement=agreement, addon=name, defaults={"since": since})
