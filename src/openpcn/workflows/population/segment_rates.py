"""How common a group is in each segment: counts that may leave, shares, and ratios age for age."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from openpcn.engines.indicators import Estimate, ratio, wilson
from openpcn.kernel.disclosure import regime
from openpcn.kernel.errors import NotFound
from openpcn.rulebook.phenotypes import Phenotype, phenotype_called
from openpcn.workflows.keeping import kept
from openpcn.workflows.population.group_tables import Areas
from openpcn.workflows.population.optouts import truths
from openpcn.workflows.population.segment_disclosure import Crossed, MayLeave
from openpcn.workflows.population.segment_people import People, Truth, people_who_count
from openpcn.workflows.population.show_groups import PARTS, REGIME, Groups
from openpcn.workflows.population.site_records import Answers, records_as_held
from openpcn.workflows.population.standardised_groups import FEWEST, Numbers


@dataclass(frozen=True, kw_only=True)
class InSegment:
    """A group within one segment, or among everybody; None is withheld."""

    label: str
    """Empty for everybody."""
    people: int | None
    found: int | None
    share: Estimate | None
    """From the counts as they are shown."""
    ratio: Estimate | None
    """Observed over expected, at the rates by age and sex of everybody here."""


@dataclass(frozen=True, kw_only=True)
class BySegment:
    """One group in every segment of a division of everybody."""

    phenotype: Phenotype
    division: Phenotype
    everybody: InSegment
    rows: tuple[InSegment, ...]


def division_called(name: str) -> Phenotype:
    """A division of everybody that rates are shown by; the first where none is named."""
    if name not in ("", *PARTS):
        raise NotFound(
            f"There is no division of everybody called {name[:20]!r}.",
            next_step=f"Choose one of {', '.join(PARTS)}.",
        )
    return phenotype_called(name or PARTS[0])


def rates_by_segment(
    groups: Groups, asked: Iterable[Phenotype], division: Phenotype
) -> tuple[BySegment, ...]:
    """Flags among the registered people of a page, in every segment; none where none are held."""
    answers = groups.answers
    if answers is None or not groups.practices or division.name not in answers.kinds:
        return ()
    flags = tuple(one for one in asked if one.name in answers.bit_of)
    inputs = (answers.fingerprint, records_as_held(), groups.areas, groups.use, division, flags)
    return kept("segments", inputs, lambda: in_segments(answers, groups, flags, division))


def in_segments(
    answers: Answers, groups: Groups, flags: tuple[Phenotype, ...], division: Phenotype
) -> tuple[BySegment, ...]:
    """The same, from everybody's answers."""
    names = tuple(one.name for one in flags)
    every = groups.areas.every
    people = people_who_count(answers, every, groups.use, flags=names, division=division)
    true = {name: held for name, _, held in truths(people.table, answers, names)}
    return tuple(by_segment(people, groups.areas, one, division, true[one.name]) for one in flags)


def by_segment(
    people: People, areas: Areas, one: Phenotype, division: Phenotype, true: Truth
) -> BySegment:
    """A group in every segment, as it may leave."""
    shown = Crossed(
        found=people.by_segment(true),
        everybody=people.by_segment(people.everybody()),
        practices=people.practices,
        labels=people.labels,
        rule=regime(REGIME),
    ).may_leave(areas)
    here = people.of_practices(areas.here)
    ratios = age_for_age(people.by_age(true & here), people.by_age(here))
    rows = (in_segment(shown, label, at) for label, at in zip(people.labels, ratios, strict=True))
    return BySegment(
        phenotype=one,
        division=division,
        everybody=in_segment(shown, "", None),
        rows=tuple(rows),
    )


def in_segment(shown: MayLeave, label: str, age_for_age_: Estimate | None) -> InSegment:
    """One row: the share from what is shown, the ratio where both counts are shown."""
    people, found = shown.sizes[label], shown.found[label]
    if people is None or found is None:
        return InSegment(label=label, people=people, found=found, share=None, ratio=None)
    share = wilson(min(found, people), people)
    return InSegment(label=label, people=people, found=found, share=share, ratio=age_for_age_)


def age_for_age(found: Numbers, everybody: Numbers) -> list[Estimate | None]:
    """Observed over expected of each segment, at everybody's rates by age and sex."""
    whole = everybody.sum(axis=0)
    rates = found.sum(axis=0) / np.where(whole > 0, whole, 1)
    return [
        ratio(float(ours.sum()), float(those @ rates)) if ours.sum() >= FEWEST else None
        for ours, those in zip(found, everybody, strict=True)
    ]
