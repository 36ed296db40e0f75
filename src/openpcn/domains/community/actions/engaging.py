"""How far a network has come with an asset, and what it does next."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.community.actions.assets import PLAN, existing
from openpcn.domains.community.models import (
    Engagement,
)
from openpcn.domains.community.vocabulary import Stage
from openpcn.domains.registry.actions.facts import put, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotRight


@transaction.atomic
def plan_engagement(
    number: int,
    *,
    network: str,
    stage: str,
    lead: str,
    next_step: str,
    next_step_on: date | None,
    starts_on: date,
    by: Account,
) -> int:
    """Say how far a network has come with an asset from a day on, and what it does next."""
    which = the(network)
    require(by, PLAN, which)
    asset = existing(number)
    if stage not in Stage.values:
        raise NotRight("Nobody stands so to an asset.", next_step="Choose one of the list.")
    for day in (starts_on, next_step_on):
        if day is not None:
            check_days(day)
    person = " ".join(lead.split())[:120]
    if stage != Stage.NOT_YET_MET:
        person = some_text(lead, "Who has it in hand", longest=120)
    made = put(
        Engagement,
        {"asset": asset, "network": which, "starts_on": starts_on},
        by=by,
        stage=stage,
        lead=person,
        next_step=" ".join(next_step.split())[:300],
        next_step_on=next_step_on,
    )
    record_event("planned with an asset", made, by=by, detail={"asset": number})
    return int(made.pk)


@transaction.atomic
def withdraw_engagement(number: int, engagement: int, *, by: Account) -> None:
    """Take back a step of a plan that was recorded by mistake."""
    held = the_current(Engagement, engagement, "step", asset=existing(number))
    require(by, PLAN, held.network_id)
    take_back(held)
    record_event("withdrew a step with an asset", held, by=by)
