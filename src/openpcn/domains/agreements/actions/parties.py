"""Who is a party to an agreement, and who has signed for them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.actions.register import RECORD, no_such, standing
from openpcn.domains.agreements.models import Agreement, AgreementParty, AgreementSignature
from openpcn.domains.agreements.vocabulary import PARTIES_OF, Kind, PartyAs
from openpcn.domains.registry.actions.facts import end, keep, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.permissions import may, require
from openpcn.domains.registry.queries.dated import meets
from openpcn.domains.registry.vocabulary import Kind as OrganisationKind
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words

SIGN = "agreements.record_signature"


@transaction.atomic
def add_party(
    number: int,
    *,
    organisation: str,
    party_as: str,
    starts_on: date,
    ends_on: date | None = None,
    by: Account,
) -> int:
    """Record that an organisation is a party from a day on."""
    agreement, terms = standing(number, by=by)
    which = the(organisation)
    if party_as not in PARTIES_OF[agreement.kind]:
        raise NotRight(
            "Nobody is such a party to this agreement.", next_step="Choose one of the list."
        )
    if party_as == PartyAs.CORE and which.kind != OrganisationKind.PRACTICE:
        raise NotRight(
            f"{organisation} is not a practice.", next_step="Add it as another party instead."
        )
    check_days(starts_on, ends_on)
    if starts_on < terms.starts_on:
        raise NotPossible(
            f"The agreement starts on {in_words(terms.starts_on)}.",
            next_step="Let the party join on that day or later.",
        )
    refuse_party_twice(agreement, which.pk, organisation, starts_on, ends_on)
    made = keep(
        AgreementParty,
        by=by,
        agreement=agreement,
        organisation=which,
        party_as=party_as,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record_event("added a party", made, by=by, detail={"agreement": number})
    return int(made.pk)


@transaction.atomic
def add_parties(
    number: int, *, organisations: Collection[str], starts_on: date, by: Account
) -> int:
    """Add several parties of the usual sort, those that are parties already left as they are."""
    agreement, terms = standing(number, by=by)
    usual = PARTIES_OF[agreement.kind][0]
    day = max(starts_on, terms.starts_on)
    held = agreement.parties.filter(known_until__isnull=True).exclude(ends_on__lt=day)
    already = set(held.values_list("organisation_id", flat=True))
    wanted = [code for code in organisations if the(code).pk not in already]
    for code in wanted:
        add_party(number, organisation=code, party_as=usual, starts_on=day, by=by)
    return len(wanted)


@transaction.atomic
def end_party(number: int, party: int, *, ends_on: date, by: Account) -> None:
    """Record the last day on which an organisation is a party."""
    agreement, _ = standing(number, by=by)
    held = the_current(AgreementParty, party, "party", agreement=agreement)
    made = end(held, on=ends_on, by=by)
    record_event("ended a party", made, by=by, detail={"agreement": number})


@transaction.atomic
def withdraw_party(number: int, party: int, *, by: Account) -> None:
    """Take back a party that was recorded by mistake, and what was signed for it."""
    agreement, _ = standing(number, by=by)
    held = the_current(AgreementParty, party, "party", agreement=agreement)
    take_back(held)
    others = agreement.parties.filter(
        known_until__isnull=True, organisation_id=held.organisation_id
    )
    if not others.exists():
        signed = agreement.signatures.filter(
            known_until__isnull=True, organisation_id=held.organisation_id
        )
        for each in signed:
            take_back(each)
    record_event("withdrew a party", held, by=by, detail={"agreement": number})


@transaction.atomic
def record_signature(
    number: int,
    *,
    organisation: str,
    signed_by: str,
    job_title: str,
    signed_on: date,
    by: Account,
) -> int:
    """Record who signed for a party, and when."""
    agreement = to_be_signed(number)
    which = the(organisation)
    require_to_sign(by, agreement, which.pk)
    check_days(signed_on)
    if signed_on > timezone.localdate():
        raise NotRight(
            f"{in_words(signed_on)} has not come yet.", next_step="Record it once it is signed."
        )
    if not agreement.parties.filter(known_until__isnull=True, organisation=which).exists():
        raise NotPossible(
            f"{organisation} is not a party to this agreement.",
            next_step="Add it as a party first.",
        )
    if agreement.signatures.filter(known_until__isnull=True, organisation=which).exists():
        raise NotPossible(
            f"A signature of {organisation} is recorded already.",
            next_step="Take that one back first if it is wrong.",
        )
    made = keep(
        AgreementSignature,
        by=by,
        agreement=agreement,
        organisation=which,
        signed_by=some_text(signed_by, "The name of who signed", longest=120),
        job_title=some_text(job_title, "The job title", longest=120),
        signed_on=signed_on,
    )
    record_event("recorded a signature", made, by=by, detail={"agreement": number})
    return int(made.pk)


@transaction.atomic
def withdraw_signature(number: int, signature: int, *, by: Account) -> None:
    """Take back a signature that was recorded by mistake."""
    agreement = to_be_signed(number)
    held = the_current(AgreementSignature, signature, "signature", agreement=agreement)
    require_to_sign(by, agreement, held.organisation_id)
    take_back(held)
    record_event("withdrew a signature", held, by=by, detail={"agreement": number})


def to_be_signed(number: int) -> Agreement:
    """An agreement that stands, locked."""
    found = Agreement.objects.select_for_update().filter(
        id__in=Agreement.objects.filter(id=number, terms__known_until__isnull=True).values("id")
    )
    agreement = found.first()
    if agreement is None:
        raise no_such()
    return agreement


def may_sign(by: Account | None, agreement_about_id: int, organisation_id: int) -> bool:
    """A party's own people record its signature; so does whoever keeps the agreement."""
    return may(by, SIGN, organisation_id) or may(by, RECORD, agreement_about_id)


def require_to_sign(by: Account, agreement: Agreement, organisation_id: int) -> None:
    """Refuse unless the account may record this party's signature."""
    if not may_sign(by, agreement.about_id, organisation_id):
        require(by, SIGN, organisation_id)


def refuse_party_twice(
    agreement: Agreement, organisation_id: int, code: str, starts_on: date, ends_on: date | None
) -> None:
    """An organisation is a party once on a day."""
    held = agreement.parties.filter(
        CURRENT, meets(starts_on, ends_on), organisation_id=organisation_id
    )
    if held.exists():
        raise NotPossible(
            f"{code} is a party on these days already.",
            next_step="Record first that it leaves, with its last day.",
        )


def kinds_of_party(kind: str) -> list[tuple[str, str]]:
    """What an organisation can be in an agreement of a kind, with the words."""
    return [(each.value, str(each.label)) for each in PARTIES_OF[Kind(kind)]]
