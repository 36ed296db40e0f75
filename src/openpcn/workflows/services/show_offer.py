"""One offer: where patients of a practice get a service, and how that came to be said."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.versions import Version
from openpcn.domains.services.queries.histories import versions_of_offer
from openpcn.domains.services.queries.offers import OfferAnswer, offer_of
from openpcn.domains.services.vocabulary import RECORD
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When
from openpcn.workflows.services.show_services import Member, OneService, show_service


@dataclass(frozen=True, kw_only=True)
class OneOffer:
    """An offer of a service in an area."""

    service: OneService
    offer: OfferAnswer
    member: Member
    may_record: bool
    versions: tuple[Version, ...]
    """For who may record it."""


def show_offer(
    viewer: Account | None, path: str, code: str, key: str, number: int, *, when: When
) -> OneOffer:
    """An offer; one that was taken back is shown to who may record it, others find nothing."""
    service = show_service(viewer, path, code, key, when=when)
    offer = offer_of(number, key, when=when)
    members = {one.practice.id: one for one in service.services.members}
    if offer is None or offer.practice_id not in members:
        raise no_such()
    can = may(viewer, RECORD, offer.practice_id)
    if not offer.counts and not can:
        raise no_such()
    return OneOffer(
        service=service,
        offer=offer,
        member=members[offer.practice_id],
        may_record=can,
        versions=tuple(versions_of_offer(number)) if can else (),
    )


def no_such() -> NotFound:
    """There is no such offer."""
    return NotFound("No such offer is recorded here.", next_step="Go back to the service.")
