"""Whatever is asked about few practices, the answer is the best of all plans."""

from __future__ import annotations

import pytest

from openpcn.engines.formation.proposing.facts import Limits
from tests.engines.formation.proposing.cases import compare, random_case

LIMITS = Limits(seconds=120)


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_of_six_practices_is_better(seed: int) -> None:
    assert compare(random_case(seed, size=6), seed, LIMITS) is None


@pytest.mark.parametrize("seed", range(6))
def test_no_plan_of_eight_practices_is_better(seed: int) -> None:
    assert compare(random_case(seed, size=8), seed, LIMITS) is None
