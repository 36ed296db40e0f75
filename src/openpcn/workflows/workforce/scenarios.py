"""What a person assumes of the years to come, and the sourced figures for all the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from openpcn.engines.workforce.flows import Flow, Rate, Rates
from openpcn.engines.workforce.projection import SEED, Assumptions
from openpcn.rulebook.reading import Rule
from openpcn.rulebook.statuses import Status
from openpcn.rulebook.workforce import workforce_rules

DEFAULT_YEARS = 10
LEAST_SPREAD = 0.0115
"""Of a rate for England: half of 6.5% to 8.8%, what was read of two years."""
SEEN = "Published workforce files, changes of each practice from year to year"
NO_SPREAD = Rate(middle=0.0, spread=0.0, years=1)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What somebody typed; None where they left it to us. Percentages as typed, a year."""

    group: str = "gps"
    years: int = DEFAULT_YEARS
    joining: float | None = None
    """Full-time equivalents a year."""
    leaving: float | None = None
    retiring: float | None = None
    hours: float | None = None
    trained: float | None = None
    stay: float | None = None
    fte_each: float | None = None
    growth: tuple[float | None, ...] = ()
    """Patients of each age band."""
    seed: int = SEED

    @property
    def is_scenario(self) -> bool:
        """Whether anything was changed that moves the line."""
        asked = (self.joining, self.leaving, self.retiring, self.hours, self.trained)
        return any(each is not None for each in (*asked, *self.growth))


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """One line of what is assumed: value, how sure, and from where."""

    name: str
    field: str
    """The field that changes it."""
    value: float
    unit: str
    status: str
    source: str
    note: str


def base_rates(rates: Rates | None, group: str) -> tuple[Rate, Rate, Rate]:
    """Joining, leaving and retiring: as seen here; for England where too little is held.

    Retiring is told apart from leaving for GPs only, and is never more than all who leave.
    """
    rules = workforce_rules()
    joining = rates.joining if rates else for_england(rules.joining)
    gone = rates.leaving if rates else for_england(rules.leaving)
    share = min(float(rules.retiring) / 100, gone.middle) if group == "gps" else 0.0
    return joining, replace(gone, middle=gone.middle - share), replace(NO_SPREAD, middle=share)


def for_england(rule: Rule) -> Rate:
    """A rate of the rulebook."""
    return Rate(middle=float(rule.value) / 100, spread=LEAST_SPREAD, years=2)


def base_assumptions(rates: Rates | None, group: str, *, year: int, start: float) -> Assumptions:
    """What is assumed where nothing is typed."""
    joining, leaving, retiring = base_rates(rates, group)
    rules = workforce_rules()
    return Assumptions(
        start_year=year,
        start=start,
        joining=joining,
        leaving=leaving,
        retiring=retiring,
        stay=float(rules.stay.value) / 100,
        fte_each=float(rules.fte_each.value),
    )


def as_typed(base: Assumptions, typed: Typed) -> Assumptions:
    """The assumptions with everything that was typed in its place; spreads stay."""
    made = base
    if typed.joining is not None:
        share = typed.joining / base.start if base.start else 0.0
        made = replace(made, joining=replace(base.joining, middle=share))
    if typed.leaving is not None:
        made = replace(made, leaving=replace(base.leaving, middle=typed.leaving / 100))
    if typed.retiring is not None:
        made = replace(made, retiring=replace(base.retiring, middle=typed.retiring / 100))
    return replace(
        made,
        hours=made.hours if typed.hours is None else typed.hours / 100,
        trained=made.trained if typed.trained is None else typed.trained,
        stay=made.stay if typed.stay is None else typed.stay / 100,
        fte_each=made.fte_each if typed.fte_each is None else typed.fte_each,
    )


def told(
    base: Assumptions, flows: Iterable[Flow], *, is_seen: bool, group: str
) -> tuple[Assumption, ...]:
    """Every assumption with its status and source."""
    rules, years = workforce_rules(), sorted({one.year for one in flows})[-5:]
    derived = Status.DERIVED.words
    between = f"Median of {len(years)} yearly changes to {years[-1]}" if years else ""
    seen = f"{between}. Changes of hours, trainees who stay and moves between practices are inside."
    joined = line("Joining", "joining", base.joining.middle * base.start, "FTE a year",
                  derived, SEEN, seen)  # fmt: skip
    left = line("Leaving, not to retire", "leaving", base.leaving.middle * 100, "% a year",
                derived, SEEN, seen)  # fmt: skip
    if not is_seen:
        joined = of_rule(rules.joining, joined, group)
        left = of_rule(rules.leaving, left, group)
    at_55 = rules.leaving_at_55
    retired = line(
        "Retiring", "retiring", base.retiring.middle * 100, "% a year", at_55.status.words,
        f"{rules.aged_55.source.title}; {at_55.source.title}",
        f"{rules.aged_55.value}% aged 55 and over × {at_55.value}% who leave a year. "
        "Taken out of all who leave. No file held has the ages of staff.",
    )  # fmt: skip
    none = line("Retiring", "retiring", 0.0, "% a year", Status.NOT_FOUND.words, "",
                "Not told apart from leaving for this staff group.")  # fmt: skip
    inside = "Already inside who joins and leaves; type a figure only for a change beyond it."
    return (
        joined,
        left,
        retired if group == "gps" else none,
        line("Change of hours", "hours", 0.0, "% a year", derived, SEEN, inside),
        line("More completing training here", "trained", 0.0, "people a year", derived, SEEN,
             inside),
        of_rule(rules.stay, line("Of them, taking a post here", "stay", base.stay * 100, "%"),
                group),
        of_rule(rules.fte_each, line("Hours of each", "fte_each", base.fte_each, "FTE"), group),
    )  # fmt: skip


def line(
    name: str, field: str, value: float, unit: str, status: str = "", source: str = "",
    note: str = "",
) -> Assumption:  # fmt: skip
    """An assumption."""
    return Assumption(
        name=name, field=field, value=value, unit=unit, status=status, source=source, note=note
    )


def of_rule(rule: Rule, made: Assumption, group: str) -> Assumption:
    """The assumption with the status and source of a rule; the rules are of GPs."""
    note = f"{rule.words}. {rule.note}"
    if group == "gps":
        return replace(made, status=rule.status.words, source=rule.source.title, note=note)
    return replace(
        made,
        status=Status.PARTIAL.words,
        source=rule.source.title,
        note=f"None was found for this staff group; a figure of GPs stands in. {note}",
    )
