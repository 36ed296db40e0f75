"""Whether a data-sharing agreement lets one organisation use another's data, and which one."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.agreements.models import (
    AgreementParty,
    AgreementSignature,
    AgreementTerms,
    SharedData,
)
from openpcn.domains.agreements.vocabulary import Access, Kind
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import holds_on
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class Permitted:
    """The agreement that allows a use of data."""

    agreement: int
    access: str


def sharing_allowed(
    *, holder_id: int, user_id: int, purpose: str, category: str, when: When
) -> Permitted | None:
    """The agreement by which `user` may use `holder`'s data on the day; None: there is none.

    It is in force, both are parties on that day and have signed by then, and it names this
    purpose for this category. What is allowed for one purpose is not allowed for another.
    """
    known = counted(when.as_known)
    on_the_day = holds_on(when.as_at)
    in_force = AgreementTerms.objects.filter(
        known, on_the_day, agreement__kind=Kind.DATA_SHARING
    ).values("agreement_id")
    named = SharedData.objects.filter(
        known, agreement_id__in=in_force, purpose=purpose, category=category
    )
    for row in named.order_by("-access", "agreement_id"):
        if all(is_bound(row.agreement_id, each, when) for each in (holder_id, user_id)):
            return Permitted(agreement=row.agreement_id, access=Access(row.access))
    return None


def is_bound(agreement_id: int, organisation_id: int, when: When) -> bool:
    """Whether an organisation is a party on the day, and had signed by then."""
    who = {"agreement_id": agreement_id, "organisation_id": organisation_id}
    known = counted(when.as_known)
    on_the_day = holds_on(when.as_at)
    party = AgreementParty.objects.filter(known, on_the_day, **who)
    signed = AgreementSignature.objects.filter(known, signed_on__lte=when.as_at, **who)
    return bool(party.exists() and signed.exists())
