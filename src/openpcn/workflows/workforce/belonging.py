"""Which practices belonged to an organisation in each year that staff are published for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpcn.domains.registry.queries.structure import PracticeAnswer, practices
from openpcn.kernel.when import When
from openpcn.workflows.facts.subject import Subject

FIRST_YEAR = 2016
"""General practice workforce is published from September 2015 on."""


def belonging(
    subject: Subject, members: Sequence[PracticeAnswer], *, when: When
) -> dict[int, frozenset[str]]:
    """By year: the practices of then for a system or place, the members of now for others.

    Where no practice is held for a year, the members of now stand in.
    """
    today = frozenset(one.code for one in members)
    years = range(FIRST_YEAR, when.as_at.year + 1)
    if subject.kind in ("network", "practice"):
        return dict.fromkeys(years, today)
    return {
        year: then_in(subject, members, When(as_at=min(date(year, 3, 31), when.as_at),
                                             as_known=when.as_known)) or today
        for year in years
    }  # fmt: skip


def then_in(subject: Subject, members: Sequence[PracticeAnswer], when: When) -> frozenset[str]:
    """The practices of a place on a day; of a system those of its sub-ICB locations of now.

    Sub-ICB locations are the commissioners of before, so they tell longer than the system does.
    """
    wholes = {one.sub_icb_code for one in members if one.sub_icb_code}
    if subject.kind != "icb" or not wholes:
        wholes = {subject.code}
    return frozenset(one.code for whole in wholes for one in practices(when=when, within=whole))
