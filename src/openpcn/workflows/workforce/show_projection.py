"""The projection of an organisation's staff: as it goes on, as somebody assumes, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.engines.workforce.demand import DemandBand, needed
from openpcn.engines.workforce.flows import StaffYear, flows_of
from openpcn.engines.workforce.heldout import HeldOut, Score, held_out, rates_up_to, scores
from openpcn.engines.workforce.projection import ProjectedYear, project
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import SystemFacts, system_facts
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.pages.show_overview import members_of
from openpcn.workflows.workforce.ageing import Ageing, ageing_of
from openpcn.workflows.workforce.gathering import GROUPS
from openpcn.workflows.workforce.people_tables import people_tables
from openpcn.workflows.workforce.scenarios import (
    Assumption,
    Typed,
    as_typed,
    base_assumptions,
    told,
)

FEWEST_PRACTICES = 20
"""With fewer, one partner's retirement is a trend: the rates of the system are taken instead."""


@dataclass(frozen=True, kw_only=True)
class YearAhead:
    """One projected year: as it goes on, as assumed, and what demand asks for."""

    base: ProjectedYear
    scenario: ProjectedYear | None
    needed: float
    """Full-time equivalents that keep today's staff for the work of then."""

    @property
    def shown(self) -> ProjectedYear:
        """The scenario where there is one."""
        return self.scenario or self.base

    @property
    def gap(self) -> float:
        """Staff less what demand asks for; below zero too few."""
        return self.shown.stock - self.needed


@dataclass(frozen=True, kw_only=True)
class Projected:
    """The page of a projection."""

    subject: Subject
    whole: SystemFacts
    members: tuple[PracticeAnswer, ...]
    typed: Typed
    history: tuple[StaffYear, ...]
    years: tuple[YearAhead, ...]
    assumptions: tuple[Assumption, ...]
    ageing: Ageing
    bands: tuple[DemandBand, ...]
    """As used: with the growth that was typed."""
    held_out: tuple[HeldOut, ...]
    scores: tuple[Score, ...]
    is_seen: bool
    """Whether the rates are seen in the files, and not those for England."""
    whole_history: tuple[StaffYear, ...] = ()
    """Of the system, where the organisation is too small for rates of its own."""


def show_projection(path: str, code: str, typed: Typed, *, when: When) -> Projected:
    """The projection of one staff group of an organisation."""
    if typed.group not in GROUPS:
        raise NotRight(
            f"There is no staff group “{typed.group}”.",
            next_step=f"Ask for {', '.join(GROUPS)}.",
        )
    subject = get_subject(path, code, when=when)
    whole = system_facts(subject.system.code if subject.system else subject.code, when=when)
    members = members_of(subject, whole)
    tables = people_tables(subject, whole, members, when=when)
    history = tables.history.series(GROUPS[typed.group])
    ageing = ageing_of([one.code for one in members], tables.history, when=when)
    whole_history: tuple[StaffYear, ...] = ()
    if len(members) < FEWEST_PRACTICES and subject.system and subject.system.code != code:
        above = get_subject("systems", subject.system.code, when=when)
        around = people_tables(above, whole, whole.practices, when=when)
        whole_history = around.history.series(GROUPS[typed.group])
    made = Projected(
        subject=subject,
        whole=whole,
        members=members,
        typed=typed,
        history=history,
        years=(),
        assumptions=(),
        ageing=ageing,
        bands=with_growth(ageing.bands, typed.growth),
        held_out=(),
        scores=(),
        is_seen=False,
        whole_history=whole_history,
    )
    return ahead(made) if history and history[-1].stock else made


def ahead(page: Projected) -> Projected:
    """The page with its years, where there is anybody to begin with."""
    typed, last = page.typed, page.history[-1]
    rates_from = page.whole_history or page.history
    flows, rates = flows_of(rates_from), rates_up_to(last.year, last, rates_from)
    base = base_assumptions(rates, typed.group, year=last.year, start=last.stock)
    on = project(base, years=typed.years, seed=typed.seed)
    other = project(as_typed(base, typed), years=typed.years, seed=typed.seed)
    tested = held_out(page.history, page.whole_history, seed=typed.seed)
    return replace(
        page,
        years=tuple(
            YearAhead(
                base=each,
                scenario=other[at] if typed.is_scenario else None,
                needed=needed(last.stock, page.bands, at + 1),
            )
            for at, each in enumerate(on)
        ),
        assumptions=told(base, flows, is_seen=rates is not None, group=typed.group),
        held_out=tested,
        scores=scores(tested),
        is_seen=rates is not None,
    )


def with_growth(
    bands: Sequence[DemandBand], growth: Sequence[float | None]
) -> tuple[DemandBand, ...]:
    """The bands with the yearly growth that was typed, in per cent."""
    asked = [*growth, *[None] * len(bands)][: len(bands)]
    for each in asked:
        if each is not None and not -50 <= each <= 50:
            raise NotRight(
                f"A growth of {each:g}% a year is not between -50% and 50%.",
                next_step="Type a smaller one.",
            )
    return tuple(
        band if each is None else replace(band, growth=each / 100)
        for band, each in zip(bands, asked, strict=True)
    )
