"""Record the hours of a role, or an interest that its holder declares; take it back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import check_days, some_text
from openpcn.domains.registry.models import RoleHolding
from openpcn.domains.registry.permissions import require
from openpcn.domains.staffing.models import Declaration
from openpcn.domains.staffing.vocabulary import PERMISSION_DECLARE, Declares
from openpcn.kernel.errors import NotFound, NotPossible, NotRight

MOST_HOURS = Decimal("60")


@transaction.atomic
def declare(
    holding_id: int,
    *,
    kind: str,
    hours: Decimal | None = None,
    words: str = "",
    starts_on: date,
    ends_on: date | None = None,
    by: Account,
) -> int:
    """Record time or an interest; new hours take the place of those recorded before."""
    holding = the_holding(holding_id)
    require(by, PERMISSION_DECLARE, holding.organisation_id)
    check_days(starts_on, ends_on)
    if starts_on < holding.starts_on:
        raise NotPossible(
            "The role was not held yet on that day.", next_step="Choose a day of the role."
        )
    said = {"hours": None, "words": words.strip()[:300]}
    if kind == Declares.TIME:
        if hours is None or not hours.is_finite() or not 0 < hours <= MOST_HOURS:
            raise NotRight(
                "Hours a week are above 0 and at most 60.", next_step="Give a number such as 9.25."
            )
        said["hours"] = hours.quantize(Decimal("0.01"))
        Declaration.objects.filter(holding=holding, kind=kind, known_until__isnull=True).update(
            known_until=timezone.now()
        )
    elif kind == Declares.INTEREST:
        said["words"] = some_text(words, "The interest", longest=300)
    else:
        raise NotRight("Time or an interest is declared.", next_step="Choose one of the two.")
    made = Declaration.objects.create(
        holding=holding,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        known_from=timezone.now(),
        recorded_by=by,
        **said,
    )
    record_event("recorded a declaration", made, by=by, detail={"kind": kind})
    return int(made.pk)


@transaction.atomic
def withdraw_declaration(declaration_id: int, *, by: Account) -> None:
    """Take back a declaration that was recorded by mistake."""
    found = Declaration.objects.filter(id=declaration_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such declaration stands now.", next_step="Go back to the list.")
    require(by, PERMISSION_DECLARE, found.holding.organisation_id)
    found.known_until = timezone.now()
    found.save(update_fields=["known_until"])
    record_event("withdrew a declaration", found, by=by)


def the_holding(holding_id: int) -> RoleHolding:
    """A role that somebody holds, as it is known now."""
    found = RoleHolding.objects.filter(id=holding_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("Nobody holds that role.", next_step="Go back to the people page.")
    return found
