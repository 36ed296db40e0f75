"""Enter what was measured, take it back, and let limits begin anew with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.outcomes.actions.ambitions import some_number, standing, within
from openpcn.domains.outcomes.models import Ambition, AmbitionDetail, LimitsStep, Reading
from openpcn.domains.outcomes.vocabulary import FEWEST_PEOPLE, MeasuredBy, Unit
from openpcn.domains.registry.actions.facts import put, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words

MOST = 400
"""Readings entered at once."""
PER = {Unit.PER_CENT: Decimal(100), Unit.PER_1000: Decimal(1000)}


@dataclass(frozen=True, kw_only=True)
class Entered:
    """One reading: a value, or a number of so many."""

    on: date
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None


@transaction.atomic
def enter_readings(
    number: int, readings: Sequence[Entered], *, source: str, edition: str = "", by: Account
) -> int:
    """Enter readings; one of the same day takes the place of what was entered before."""
    ambition = standing(number, by=by)
    told = the_detail(ambition)
    if told.measured_by != MeasuredBy.READINGS:
        raise NotPossible(
            "This ambition is measured by a published indicator.",
            next_step="Load the file that holds it; or describe the ambition as measured here.",
        )
    if not 0 < len(readings) <= MOST:
        raise NotRight(
            f"{len(readings):,} readings cannot be entered at once.",
            next_step=f"Enter 1 to {MOST} readings.",
        )
    said = some_text(source, "The source", longest=300)
    for one in readings:
        check_days(one.on)
        if one.on > timezone.localdate():
            raise NotPossible(
                f"{in_words(one.on)} has not come yet.", next_step="Enter what was measured."
            )
        made = put(
            Reading,
            {"ambition": ambition, "on": one.on},
            by=by,
            value=value_of(one, told.unit),
            numerator=one.numerator,
            denominator=one.denominator,
            source=said,
            edition=" ".join(edition.split())[:60],
        )
        record_event("entered a reading", made, by=by, detail={"ambition": number})
    return len(readings)


@transaction.atomic
def withdraw_reading(number: int, reading: int, *, by: Account) -> None:
    """Take a reading back."""
    ambition = standing(number, by=by)
    held = the_current(Reading, reading, "reading", ambition=ambition)
    take_back(held)
    record_event("withdrew a reading", held, by=by, detail={"ambition": number})


@transaction.atomic
def begin_limits_anew(number: int, *, on: date, reason: str, by: Account) -> None:
    """From a day on, work the limits of the chart out anew, because something has changed."""
    ambition = standing(number, by=by)
    check_days(on)
    said = some_text(reason, "The reason", longest=300)
    made = put(LimitsStep, {"ambition": ambition, "on": on}, by=by, reason=said)
    record_event("began limits anew", made, by=by, detail={"ambition": number})


@transaction.atomic
def withdraw_step(number: int, step: int, *, by: Account) -> None:
    """Let limits run on as if they had not begun anew."""
    ambition = standing(number, by=by)
    held = the_current(LimitsStep, step, "step", ambition=ambition)
    take_back(held)
    record_event("withdrew a step of limits", held, by=by, detail={"ambition": number})


def the_detail(ambition: Ambition) -> AmbitionDetail:
    """What an ambition says now."""
    return ambition.details.filter(CURRENT).latest("starts_on")


def value_of(one: Entered, unit: str) -> Decimal:
    """The value of a reading; of a share from its two numbers."""
    if one.numerator is None and one.denominator is None:
        if one.value is None:
            raise NotRight(
                f"The reading of {in_words(one.on)} has no value.", next_step="Enter a number."
            )
        value = some_number(one.value)
        within(value, unit)
        return value
    if one.numerator is None or one.denominator is None or unit not in PER:
        raise NotRight(
            f"The reading of {in_words(one.on)} cannot be made from these numbers.",
            next_step="Enter how many of how many for a share or rate; otherwise a value alone.",
        )
    if one.denominator < FEWEST_PEOPLE:
        raise NotPossible(
            f"{one.denominator} is too few to show a share of: it would tell who they are, and "
            "say nothing.",
            next_step=f"Take a longer period or a wider area, with {FEWEST_PEOPLE} or more.",
        )
    if unit == Unit.PER_CENT and one.numerator > one.denominator:
        raise NotRight(
            f"{one.numerator} of {one.denominator} is more than all.", next_step="Check both."
        )
    return some_number(PER[Unit(unit)] * one.numerator / one.denominator)
