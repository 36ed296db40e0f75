"""How the organisations of an area differ, what is meant, and what nobody has explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions.meant import EXPLAIN
from openpcn.domains.outcomes.queries.meant import (
    MeantAnswer,
    MeantTakenBack,
    meant_taken_back,
    meant_variation,
)
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.permissions import (
    circle_of,
    may_everywhere,
    organisations_where_may,
)
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import inputs_of
from openpcn.workflows.keeping import kept
from openpcn.workflows.pages.show_overview import Overview, show_overview
from openpcn.workflows.profiles.deprivation import Homes, homes_of
from openpcn.workflows.profiles.measuring import codes_of, measured
from openpcn.workflows.variation.amounts import compare_money, compare_people
from openpcn.workflows.variation.compared import Compared, Point
from openpcn.workflows.variation.groups import Group, groups_of
from openpcn.workflows.variation.indicators_compared import DIMENSIONS, compare_indicator
from openpcn.workflows.variation.services import compare_services

ORDER = ("Services", "People", "Money", *DIMENSIONS.values())


@dataclass(frozen=True, kw_only=True)
class Variation:
    """Every measure over the organisations of an area."""

    page: Overview
    groups: tuple[Group, ...]
    measures: tuple[Compared, ...]
    sees_reasons: bool
    """Whether the reader may see why differences are meant."""
    explainable: frozenset[str]
    """Codes of the organisations whose differences the reader may explain."""

    @property
    def may_explain(self) -> bool:
        """Whether there is one."""
        return bool(self.explainable)

    def of(self, dimension: str) -> tuple[Compared, ...]:
        """The measures of one dimension."""
        return tuple(one for one in self.measures if one.dimension == dimension)

    @property
    def outside(self) -> tuple[tuple[Compared, Point], ...]:
        """Every organisation outside in a measure; those without a reason first."""
        found = [(one, each) for one in self.measures for each in one.outside]
        return tuple(sorted(found, key=lambda pair: pair[1].meant is not None))


@dataclass(frozen=True, kw_only=True)
class OneMeasure:
    """One measure over the organisations of an area, with the reasons."""

    variation: Variation
    measure: Compared
    homes: Homes
    taken_back: tuple[MeantTakenBack, ...]


def show_variation(viewer: Account | None, path: str, code: str, *, when: When) -> Variation:
    """The figures for everybody; the reasons for people with a role in the system."""
    page = show_overview(path, code, when=when)
    groups = groups_of(page)
    inputs = (path, code, inputs_of(page.whole.code, when=when), tuple(one.code for one in groups))
    held = kept("variation", inputs, lambda: compare(page, path, code, groups, when))
    found = (*compare_services(page, path, code, groups, when=when), *held)
    own = page.subject.organisation.id
    sees = may_everywhere(viewer) or own in circle_of(viewer)
    inside = beneath(own, when=when)
    reasons = meant_variation(inside, when=when) if sees else []
    mine = organisations_where_may(viewer, EXPLAIN) & inside
    codes = {each.code for each in organisations_by_id(mine, when=when).values()} if mine else set()
    return Variation(
        page=page,
        groups=groups,
        measures=tuple(with_reasons(one, reasons) for one in found),
        sees_reasons=sees,
        explainable=frozenset(one.code for one in groups if one.code in codes),
    )


def show_measure(
    viewer: Account | None, path: str, code: str, key: str, *, when: When
) -> OneMeasure:
    """One measure; NotFound where it cannot be compared."""
    found = show_variation(viewer, path, code, when=when)
    one = next((each for each in found.measures if each.key == key), None)
    if one is None:
        raise NotFound(
            "This measure is not compared here on this day.",
            next_step="Choose one of the measures on the page of variation.",
        )
    within = beneath(found.page.subject.organisation.id, when=when)
    gone = meant_taken_back(within, key, when=when) if found.may_explain else []
    return OneMeasure(
        variation=found,
        measure=one,
        homes=homes_of(found.page.whole.code, when=when),
        taken_back=tuple(gone),
    )


def compare(
    page: Overview, path: str, code: str, groups: Sequence[Group], when: When
) -> tuple[Compared, ...]:
    """Every measure of published figures that can be compared, by dimension."""
    homes = homes_of(page.whole.code, when=when)
    held = measured(page.whole.code, codes_of(page), when=when)
    by_indicator = (compare_indicator(id_, one, groups, homes) for id_, one in held.items())
    found = [
        *compare_people(page, groups, when=when),
        *compare_money(path, code, groups, when=when),
        *(one for one in by_indicator if one is not None),
    ]
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.dimension), one.title)))


def with_reasons(one: Compared, reasons: Sequence[MeantAnswer]) -> Compared:
    """The measure with the reasons that are recorded for it."""
    held = {each.organisation_code: each for each in reasons if each.measure == one.key}
    points = tuple(replace(each, meant=held.get(each.group.code)) for each in one.points)
    return replace(one, points=points)
