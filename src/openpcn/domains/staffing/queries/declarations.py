"""The hours of roles and the interests that their holders declare, for whoever may read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.permissions import may
from openpcn.domains.staffing.models import Declaration
from openpcn.domains.staffing.queries.training import as_known, running_on
from openpcn.domains.staffing.vocabulary import Declares
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class DeclarationAnswer:
    """One declaration about one role-holding."""

    id: int
    holding_id: int
    is_time: bool
    hours: Decimal | None
    words: str
    starts_on: date
    ends_on: date | None


def declarations(
    viewer: Account | None, holdings: Collection[int], *, when: When
) -> list[DeclarationAnswer]:
    """Those in force on the day; interests of published role-holders are for everybody."""
    held = as_known(Declaration.objects.filter(holding_id__in=list(holdings)), when)
    held = held.filter(Q(starts_on__lte=when.as_at) & running_on(when))
    rows = list(held.select_related("holding").order_by("-kind", "starts_on", "id"))
    return [
        DeclarationAnswer(
            id=row.pk,
            holding_id=row.holding_id,
            is_time=row.kind == Declares.TIME,
            hours=row.hours,
            words=row.words,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in rows
        if row.holding.is_published
        or may(viewer, "registry.read_contacts", row.holding.organisation_id)
    ]
