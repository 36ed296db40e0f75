"""Record what is to be reached, describe it again, end it, take it back and bring it back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.outcomes.actions.owners import owner_of
from openpcn.domains.outcomes.models import Ambition, AmbitionDetail, Milestone
from openpcn.domains.outcomes.vocabulary import (
    LARGEST,
    LONGEST_YEARS,
    Better,
    Lever,
    MeasuredBy,
    Unit,
)
from openpcn.domains.registry.actions.describing import describe
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    correct,
    keep,
    last_taken_back,
    put,
    said_twice,
    take_back,
    take_back_all,
    the_current,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import in_words

RECORD = "outcomes.record"
KINDS = ("icb", "place", "sub_icb", "network")


@dataclass(frozen=True, kw_only=True)
class Description:
    """What an ambition says from a day on."""

    title: str
    why: str
    serves: int | None = None
    measured_by: str
    indicator: str = ""
    unit: str
    better: str
    baseline: Decimal
    baseline_on: date
    target: Decimal
    target_on: date
    owner: str
    """The key of a person who holds a role."""
    source: str
    lever: str = ""
    starts_on: date


@transaction.atomic
def record_ambition(*, organisation: str, description: Description, by: Account) -> int:
    """Record what a system, place or network wants to reach; sent twice, once."""
    which = the(organisation)
    require(by, RECORD, which)
    if which.kind not in KINDS:
        raise NotRight(
            f"{organisation} is no system, place or network.",
            next_step="Record the ambition of the network that it lies in.",
        )
    ambition = Ambition(organisation=which)
    facts = checked(description, ambition)
    twice = said_twice(AmbitionDetail, which, by=by, ambition__organisation=which, **facts)
    if twice is not None:
        return int(twice.ambition_id)
    ambition.save()
    keep(AmbitionDetail, by=by, ambition=ambition, **facts)
    record_event("recorded an ambition", ambition, by=by, detail={"organisation": organisation})
    return int(ambition.pk)


@transaction.atomic
def describe_ambition(number: int, *, description: Description, by: Account, seen: int = 0) -> None:
    """Correct an ambition, or change it from a later day on; what it said before stays.

    `seen` is the version that its form was filled from; 0 of no form.
    """
    ambition = standing(number, by=by)
    facts = checked(description, ambition)
    if describe(ambition.details.all(), said=facts, by=by, seen=seen, ambition=ambition):
        record_event("described an ambition", ambition, by=by)


@transaction.atomic
def hand_over(number: int, *, owner: str, by: Account) -> None:
    """Give an ambition to another owner from today on."""
    ambition = standing(number, by=by)
    held = ambition.details.filter(CURRENT).order_by("-starts_on").first()
    assert held is not None  # noqa: S101 - `standing` has seen it
    person = owner_of(owner)
    if held.owner_id == person.pk:
        raise NotPossible(f"{person.name} owns it already.", next_step="Choose somebody else.")
    correct(held, by=by, owner_id=person.pk)
    record_event("handed an ambition over", ambition, by=by)


@transaction.atomic
def withdraw_ambition(number: int, *, by: Account) -> None:
    """Take back an ambition that was recorded by mistake; it can be brought back."""
    ambition = standing(number, by=by)
    if AmbitionDetail.objects.filter(CURRENT, serves=ambition).exists():
        raise NotPossible(
            "Other ambitions serve this one.", next_step="Say first that they do not."
        )
    take_back_all(ambition.details.all())
    record_event("withdrew an ambition", ambition, by=by)


@transaction.atomic
def bring_back(number: int, *, by: Account) -> None:
    """Bring back an ambition that was taken back, as it was described then."""
    ambition = Ambition.objects.select_for_update().filter(id=number).first()
    if ambition is None:
        raise no_such()
    require(by, RECORD, ambition.organisation_id)
    bring_back_all(last_taken_back(ambition.details.all(), "ambition"), by=by)
    record_event("brought back an ambition", ambition, by=by)


@transaction.atomic
def set_milestone(number: int, *, on: date, value: Decimal, by: Account) -> None:
    """Say which value is to be reached by a day on the way."""
    ambition = standing(number, by=by)
    held = ambition.details.filter(CURRENT).order_by("-starts_on").first()
    assert held is not None  # noqa: S101 - `standing` has seen it
    if not held.baseline_on < on < held.target_on:
        raise NotRight(
            f"{in_words(on)} is not between the anchor, {in_words(held.baseline_on)}, and the "
            f"day of the target, {in_words(held.target_on)}.",
            next_step="Choose a day between them.",
        )
    made = put(Milestone, {"ambition": ambition, "on": on}, by=by, value=some_number(value))
    record_event("set a milestone", made, by=by, detail={"ambition": number})


@transaction.atomic
def withdraw_milestone(number: int, milestone: int, *, by: Account) -> None:
    """Take a milestone back."""
    ambition = standing(number, by=by)
    held = the_current(Milestone, milestone, "milestone", ambition=ambition)
    take_back(held)
    record_event("withdrew a milestone", held, by=by, detail={"ambition": number})


def standing(number: int, *, by: Account) -> Ambition:
    """An ambition that stands, locked, for somebody who may record it."""
    stands = AmbitionDetail.objects.filter(CURRENT, ambition_id=number).values("ambition_id")
    found = Ambition.objects.select_for_update().filter(id__in=stands).first()
    if found is None:
        raise no_such()
    require(by, RECORD, found.organisation_id)
    return found


def no_such() -> NotFound:
    """There is no such ambition."""
    return NotFound("No such ambition stands.", next_step="Look it up among the outcomes again.")


def some_number(value: Decimal) -> Decimal:
    """A value that can be kept."""
    if not value.is_finite() or abs(value) >= LARGEST:
        raise NotRight(f"{value} cannot be kept.", next_step="Enter a number.")
    return value.quantize(Decimal("0.0001"))


def checked(said: Description, ambition: Ambition) -> dict[str, Any]:
    """An ambition as it is kept."""
    check_days(said.baseline_on)
    check_days(said.starts_on)
    check_target_day(said)
    for value, allowed in (
        (said.measured_by, MeasuredBy),
        (said.unit, Unit),
        (said.better, Better),
        (said.lever, Lever),
    ):
        if value not in allowed.values:
            raise NotRight("No ambition is so.", next_step="Choose one of the lists.")
    baseline, target = some_number(said.baseline), some_number(said.target)
    if (target <= baseline) if said.better == Better.HIGHER else (target >= baseline):
        raise NotRight(
            f"The target, {target.normalize():f}, is not better than the baseline, "
            f"{baseline.normalize():f}.",
            next_step="Check both numbers, and which way is better.",
        )
    for value in (baseline, target):
        within(value, said.unit)
    check_lever(said)
    by_indicator = said.measured_by == MeasuredBy.INDICATOR
    if by_indicator and not said.indicator:
        raise NotRight("No indicator is named.", next_step="Choose the indicator.")
    facts = asdict(said) | {
        "title": some_text(said.title, "The title", longest=200),
        "why": some_text(said.why, "Why it matters", longest=2_000),
        "source": some_text(said.source, "The source", longest=300),
        "indicator": said.indicator if by_indicator else "",
        "baseline": baseline,
        "target": target,
        "serves": served(said.serves, ambition),
        "owner": owner_of(said.owner),
    }
    # Kept by column, so that a correction copies it: `said_by` reads columns.
    return (
        facts
        | {"serves_id": getattr(facts.pop("serves"), "pk", None)}
        | {"owner_id": facts.pop("owner").pk}
    )


def within(value: Decimal, unit: str) -> None:
    """Refuse a value that its unit cannot have; a number may lie below nought."""
    if unit != Unit.NUMBER and value < 0:
        raise NotRight(
            f"{value.normalize():f} {Unit(unit).label} is less than nothing.",
            next_step="Enter nought or more.",
        )
    if unit == Unit.PER_CENT and value > 100:
        raise NotRight(
            f"{value.normalize():f} per cent is more than all.",
            next_step="Enter 100 or less; what can be more than all is a number or per 1,000.",
        )


def check_lever(said: Description) -> None:
    """Both headline ambitions are of fewer attendances, however these are measured."""
    if said.lever and said.better != Better.LOWER:
        raise NotRight(
            "The headline ambitions are of fewer attendances.",
            next_step="Say that lower is better, or that it is part of neither.",
        )


def check_target_day(said: Description) -> None:
    """A target is reached in the future, and not beyond ten years from its anchor."""
    today = timezone.localdate()
    if said.target_on <= today:
        raise NotPossible(
            f"The day of the target, {in_words(said.target_on)}, is not in the future.",
            next_step="Choose a later day; what was to be reached by then is history.",
        )
    if said.target_on <= said.baseline_on or (
        said.target_on.year - said.baseline_on.year > LONGEST_YEARS
    ):
        raise NotRight(
            f"From the anchor, {in_words(said.baseline_on)}, to {in_words(said.target_on)} is "
            f"not a span of up to {LONGEST_YEARS} years.",
            next_step="Check the years of both.",
        )


def served(number: int | None, ambition: Ambition) -> Ambition | None:
    """The wider ambition that is served; never itself nor one that serves it."""
    if number is None:
        return None
    stands = AmbitionDetail.objects.filter(CURRENT, ambition_id=number)
    wider = stands.select_related("ambition").order_by("-starts_on").first()
    if wider is None:
        raise no_such()
    seen, at = {ambition.pk}, wider
    while at is not None:
        if at.ambition_id in seen:
            raise NotPossible(
                "These ambitions would serve each other in a circle.",
                next_step="Let the narrower one serve the wider one.",
            )
        seen.add(at.ambition_id)
        up = AmbitionDetail.objects.filter(CURRENT, ambition_id=at.serves_id)
        at = up.order_by("-starts_on").first()
    return wider.ambition
