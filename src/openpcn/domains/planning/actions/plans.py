"""Begin a plan, keep versions of it, and bring it into the open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.planning.models import Plan, PlanVersion
from openpcn.domains.planning.vocabulary import Made
from openpcn.domains.registry.actions import guarding
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotRight


@transaction.atomic
def begin_plan(
    *,
    title: str,
    owner: str,
    within: str,
    as_at: date,
    smallest: int,
    largest: int,
    asked: Mapping[str, Any],
    by: Account,
) -> int:
    """Begin a private plan of the networks of a place or system."""
    whose = the(owner)
    require(by, "registry.draft", whose)
    check_days(as_at)
    check_band(smallest, largest)
    plan = Plan.objects.create(
        title=some_text(title, "The title", longest=200),
        owner=whose,
        within=the(within),
        as_at=as_at,
        smallest=smallest,
        largest=largest,
        asked=dict(asked),
        made_by=by,
        made_at=timezone.now(),
    )
    record_event("began a plan", plan, by=by)
    return int(plan.pk)


@transaction.atomic
def keep_version(
    plan_id: int,
    *,
    title: str,
    made: str,
    network_of: Mapping[str, str],
    score: Mapping[str, Any],
    note: str = "",
    by: Account,
) -> int:
    """Keep a version of a plan; answers its number."""
    plan = the_plan(plan_id, by=by)
    number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = PlanVersion.objects.create(
        plan=plan,
        number=number,
        title=some_text(title, "The title", longest=200),
        made=Made(made).value,
        note=note.strip()[:5_000],
        network_of=dict(sorted(network_of.items())),
        score=dict(score),
        made_by=by,
        made_at=timezone.now(),
    )
    record_event("kept a version of a plan", version, by=by, detail={"plan": plan.pk})
    return number


@transaction.atomic
def write_rationale(plan_id: int, number: int, *, text: str, note: str, by: Account) -> None:
    """Say why a version is as it is; the words travel with it."""
    version = the_version(the_plan(plan_id, by=by), number)
    version.rationale, version.note = text.strip()[:5_000], note.strip()[:5_000]
    version.save(update_fields=["rationale", "note"])
    record_event("wrote a rationale of a plan", version, by=by)


@transaction.atomic
def withdraw_version(plan_id: int, number: int, *, by: Account) -> None:
    """Take a version away; the record stays."""
    version = the_version(the_plan(plan_id, by=by), number)
    version.withdrawn_at = timezone.now()
    version.save(update_fields=["withdrawn_at"])
    record_event("withdrew a version of a plan", version, by=by)


@transaction.atomic
def note_job(plan_id: int, *, job: int, by: Account) -> None:
    """Keep which job works on a plan."""
    plan = the_plan(plan_id, by=by)
    plan.job = job
    plan.save(update_fields=["job"])
    record_event("asked for proposals", plan, by=by, detail={"job": job})


@transaction.atomic
def move_plan(plan_id: int, *, to: str, by: Account) -> None:
    """Bring a plan into another state."""
    guarding.move(guarding.the_draft(Plan, plan_id, by=by), to=to, by=by)


@transaction.atomic
def share_plan(plan_id: int, *, with_codes: Collection[str], by: Account) -> None:
    """Name the organisations that a plan is shared with."""
    draft = guarding.the_draft(Plan, plan_id, by=by)
    guarding.share(draft, with_codes=with_codes, by=by)


@transaction.atomic
def withdraw_plan(plan_id: int, *, by: Account) -> None:
    """Take a plan back."""
    guarding.withdraw(guarding.the_draft(Plan, plan_id, by=by), by=by)


def the_plan(plan_id: int, *, by: Account) -> Plan:
    """A plan that `by` may see and draft for."""
    plan: Plan = guarding.the_draft(Plan, plan_id, by=by)
    require(by, "registry.draft", plan.owner_id)
    guarding.must_be_open(plan)
    return plan


def the_version(plan: Plan, number: int) -> PlanVersion:
    """One of its versions that was not withdrawn."""
    version = plan.versions.filter(number=number, withdrawn_at__isnull=True).first()
    if version is None:
        raise NotFound(
            f"“{plan.title}” has no version {number}.", next_step="Choose one of its versions."
        )
    return version


def check_band(smallest: int, largest: int) -> None:
    """Refuse a band that holds nothing."""
    if smallest < 1 or largest > 1_000_000:
        raise NotRight(
            f"{smallest:,} to {largest:,} are no sizes of networks.",
            next_step="Ask for sizes between 1 and 1,000,000.",
        )
    if smallest > largest:
        raise NotRight(
            f"The smallest size {smallest:,} is above the largest size {largest:,}.",
            next_step="Exchange them, or lower the smallest.",
        )
