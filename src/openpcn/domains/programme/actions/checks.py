"""Record how far a network has made a plan its own, when somebody looked, and on what evidence."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.programme.actions.matters import LONGEST, no_such
from openpcn.domains.programme.actions.saying import one_of
from openpcn.domains.programme.belonging import reaching, require_for
from openpcn.domains.programme.models import Check, Matter
from openpcn.domains.programme.owners import the_owner
from openpcn.domains.programme.vocabulary import RECORD, About, Embedded
from openpcn.domains.registry.actions.facts import put, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When, in_words


@transaction.atomic
def record_check(
    plan: int,
    *,
    network: str,
    embedded: str,
    checked_on: date,
    checked_by: str,
    evidence: str,
    by: Account,
) -> int:
    """Record a check of a plan in a network; of the same day, it replaces what was recorded."""
    matter = Matter.objects.select_for_update().filter(id=plan, kind=About.PLAN).first()
    held = matter.plans.filter(known_until__isnull=True).first() if matter else None
    if matter is None or held is None:
        raise no_such()
    which = the(network, Kind.NETWORK)
    require_for(by, RECORD, which.pk)
    check_days(held.raised_on, checked_on)
    if checked_on > timezone.localdate():
        raise NotPossible(
            f"{in_words(checked_on)} has not come yet.", next_step="Record a check when it is made."
        )
    last = min((day for day in (held.closed_on, held.ends_on) if day is not None), default=None)
    if last is not None and checked_on > last:
        raise NotPossible(
            f"“{held.title}” was in force until {in_words(last)}.",
            next_step="Record a check of a day on which it was.",
        )
    if matter.about_id not in reaching(which.pk, when=When(as_at=checked_on)):
        raise NotPossible(
            f"“{held.title}” is not a plan for {network} on that day.",
            next_step="Choose a network of the organisation whose plan it is.",
        )
    now = When(as_at=timezone.localdate())
    facts = {
        "embedded": one_of(embedded, Embedded.values),
        "checked_by_id": the_owner(checked_by, which.pk, when=now).pk,
        "evidence": some_text(evidence, "The evidence", longest=LONGEST),
    }
    where = {"plan_id": plan, "network_id": which.pk, "checked_on": checked_on}
    made = put(Check, where, by=by, **facts)
    record_event("checked a plan", made, by=by, detail={"network": network, "embedded": embedded})
    return int(made.pk)


@transaction.atomic
def withdraw_check(plan: int, check: int, *, by: Account) -> None:
    """Take back a check that was recorded by mistake."""
    held = the_current(Check, check, "check", plan_id=plan)
    require_for(by, RECORD, held.network_id)
    take_back(held)
    record_event("withdrew a check", held, by=by)
