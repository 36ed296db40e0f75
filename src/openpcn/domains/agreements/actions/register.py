"""Record an agreement, correct its terms, begin its next edition, take it back and restore it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.models import Agreement, AgreementTerms
from openpcn.domains.agreements.vocabulary import Controllers, Kind
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    correct,
    keep,
    last_taken_back,
    take_back_all,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.dated import meets
from openpcn.domains.registry.vocabulary import Kind as OrganisationKind
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import day_before, in_words

RECORD = "agreements.record_agreements"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What an edition says of itself."""

    title: str
    starts_on: date
    ends_on: date | None = None
    sign_by: date | None = None
    payee: str = ""
    """Code of the nominated payee of a network agreement."""
    clinical_director: str = ""
    controllers: str = ""
    kept_at: str = ""


@transaction.atomic
def begin_agreement(*, kind: str, about: str, terms: Terms, by: Account) -> int:
    """Record the first edition of an agreement."""
    if kind not in Kind.values:
        raise NotRight("No such agreement is known.", next_step="Choose one of the two kinds.")
    network_only = OrganisationKind.NETWORK if kind == Kind.NETWORK else None
    which = the(about, network_only)
    require(by, RECORD, which)
    if kind == Kind.NETWORK:
        refuse_overlap(which.pk, terms)
    agreement = Agreement.objects.create(kind=kind, about=which)
    keep(AgreementTerms, by=by, agreement=agreement, **checked(terms, kind))
    record_event("recorded an agreement", agreement, by=by, detail={"about": about, "kind": kind})
    return int(agreement.pk)


@transaction.atomic
def amend_terms(number: int, *, terms: Terms, by: Account) -> None:
    """Correct what an edition says of itself, or give it an end."""
    agreement, held = standing(number, by=by)
    if agreement.kind == Kind.NETWORK:
        refuse_overlap(agreement.about_id, terms, other_than=agreement)
    correct(held, by=by, **checked(terms, agreement.kind))
    record_event("corrected an agreement", agreement, by=by)


@transaction.atomic
def begin_edition(number: int, *, starts_on: date, sign_by: date | None, by: Account) -> int:
    """Begin the next edition with the same parties and schedules; nobody has signed it yet."""
    agreement, held = standing(number, by=by)
    if agreement.later.filter(terms__known_until__isnull=True).exists():
        raise NotPossible(
            "This edition has been followed by another.", next_step="Open the newest edition."
        )
    if starts_on <= held.starts_on:
        raise NotPossible(
            f"This edition starts on {in_words(held.starts_on)}.",
            next_step="Let the next one start on a later day.",
        )
    made = Agreement.objects.create(
        kind=agreement.kind,
        about=agreement.about,
        follows=agreement,
        edition=agreement.edition + 1,
    )
    end_before(held, starts_on, by=by)
    terms = replace(terms_of(held), starts_on=starts_on, ends_on=None, sign_by=sign_by)
    keep(AgreementTerms, by=by, agreement=made, **checked(terms, agreement.kind))
    carry_over(agreement, made, starts_on, by=by)
    record_event("began an edition", made, by=by, detail={"follows": number})
    return int(made.pk)


@transaction.atomic
def withdraw_agreement(number: int, *, by: Account) -> None:
    """Take back an agreement that was recorded by mistake; it can be brought back."""
    agreement, _ = standing(number, by=by)
    take_back_all(agreement.terms.all())
    record_event("withdrew an agreement", agreement, by=by)


@transaction.atomic
def bring_back(number: int, *, by: Account) -> None:
    """Bring back an agreement that was taken back, as it stood."""
    agreement = Agreement.objects.select_for_update().filter(id=number).first()
    if agreement is None:
        raise no_such()
    require(by, RECORD, agreement.about_id)
    last = last_taken_back(agreement.terms.all(), "agreement")
    if agreement.kind == Kind.NETWORK:
        for each in last:
            refuse_overlap(agreement.about_id, terms_of(each), other_than=agreement)
    bring_back_all(last, by=by)
    record_event("brought back an agreement", agreement, by=by)


def standing(number: int, *, by: Account) -> tuple[Agreement, AgreementTerms]:
    """An agreement that stands, locked, with its terms, for somebody who may record it."""
    agreement = Agreement.objects.select_for_update().filter(id=number).first()
    held = agreement.terms.filter(known_until__isnull=True).first() if agreement else None
    if agreement is None or held is None:
        raise no_such()
    require(by, RECORD, agreement.about_id)
    return agreement, held


def no_such() -> NotFound:
    """There is no such agreement."""
    return NotFound("No such agreement stands.", next_step="Look it up in the register again.")


def checked(terms: Terms, kind: str) -> dict[str, Any]:
    """The terms as they are kept."""
    check_days(terms.starts_on, terms.ends_on)
    if terms.sign_by is not None:
        check_days(terms.sign_by)
    if terms.controllers not in ("", *Controllers.values):
        raise NotRight("Nobody decides so.", next_step="Choose one of the list.")
    is_network = kind == Kind.NETWORK
    return {
        "title": some_text(terms.title, "The title", longest=200),
        "starts_on": terms.starts_on,
        "ends_on": terms.ends_on,
        "sign_by": terms.sign_by,
        "payee_id": the(terms.payee).pk if terms.payee and is_network else None,
        "clinical_director": " ".join(terms.clinical_director.split())[:120] if is_network else "",
        "controllers": "" if is_network else terms.controllers,
        "kept_at": terms.kept_at.strip()[:300],
    }


def terms_of(held: AgreementTerms) -> Terms:
    """Terms that are held, as they would be said."""
    code = held.payee.codes.values_list("value", flat=True).first() if held.payee else ""
    return Terms(
        title=held.title,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        sign_by=held.sign_by,
        payee=code or "",
        clinical_director=held.clinical_director,
        controllers=held.controllers,
        kept_at=held.kept_at,
    )


def end_before(held: AgreementTerms, day: date, *, by: Account) -> None:
    """Let an edition end on the day before the next, unless it ends earlier anyway."""
    last = day_before(day)
    if held.ends_on is None or held.ends_on > last:
        correct(held, by=by, ends_on=last)


def carry_over(old: Agreement, new: Agreement, starts_on: date, *, by: Account) -> None:
    """The parties on the first day, the schedules and what is shared go over; signatures do not."""
    parties = old.parties.filter(known_until__isnull=True).exclude(ends_on__lt=starts_on)
    for each in parties:
        keep(
            type(each),
            by=by,
            agreement=new,
            organisation_id=each.organisation_id,
            party_as=each.party_as,
            starts_on=starts_on,
            ends_on=each.ends_on,
        )
    for each in old.schedules.filter(known_until__isnull=True):
        said = "open" if each.progress == "open" else "drafted"
        keep(
            type(each),
            by=by,
            agreement=new,
            schedule=each.schedule,
            progress=said,
            words=each.words,
        )
    for each in old.shared.filter(known_until__isnull=True):
        keep(
            type(each),
            by=by,
            agreement=new,
            purpose=each.purpose,
            category=each.category,
            access=each.access,
        )


def refuse_overlap(about_id: int, terms: Terms, *, other_than: Agreement | None = None) -> None:
    """A network has one network agreement on a day."""
    held = AgreementTerms.objects.filter(
        CURRENT,
        meets(terms.starts_on, terms.ends_on),
        agreement__about_id=about_id,
        agreement__kind=Kind.NETWORK,
    )
    if other_than is not None:
        held = held.exclude(agreement=other_than)
    first = held.order_by("starts_on").first()
    if first is not None:
        raise NotPossible(
            f"“{first.title}” is this network’s agreement from {in_words(first.starts_on)}"
            + (f" until {in_words(first.ends_on)}." if first.ends_on else "."),
            next_step="Begin its next edition, or give it an end first.",
        )
