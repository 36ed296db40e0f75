"""What an analyst sees of an invented intervention: people and outcomes, without the truth."""

from __future__ import annotations

import numpy as np

from openpcn.engines.evaluation import Better, Outcome, People
from tests.engines.evaluation.interventions import Invented


def as_seen(made: Invented) -> tuple[People, list[Outcome]]:
    """One outcome with an earlier window, and one that the intervention cannot change."""
    ones = np.ones(len(made.age))
    people = People(
        treated=made.treated,
        practice=made.practice,
        exact={"sex": made.sex},
        measured={
            "age": made.age,
            "conditions": made.conditions,
            "deprivation": made.deprivation,
        },
        years_before=ones,
        years_after=made.years_after,
        years_earlier=ones,
    )
    admissions = Outcome(
        name="ip_emergency",
        words="Emergency admissions",
        better=Better.FEWER,
        before=made.before,
        after=made.after,
        earlier=made.earlier,
    )
    unrelated = Outcome(
        name="fractures",
        words="Fractures",
        better=Better.CONTROL,
        before=made.unrelated_before,
        after=made.unrelated_after,
    )
    return people, [admissions, unrelated]
