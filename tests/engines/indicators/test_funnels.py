"""Funnel limits: their place, where areas stand, and the allowance for over-dispersion."""

from __future__ import annotations

import numpy as np
import pytest

from openpcn.engines.indicators import (
    Compared,
    Standing,
    compared,
    funnel,
    funnel_of_ratios,
    wilson,
)
from openpcn.engines.indicators.answers import figures
from openpcn.kernel.errors import NotPossible


def test_limits_of_shares_are_1_96_and_3_09_standard_errors_from_the_centre() -> None:
    found = funnel([10, 90], [100, 400], allow_overdispersion=False)
    assert found.centre == 0.2
    assert found.warning.upper[0] == pytest.approx(0.2 + 1.959963984540054 * 0.04, rel=1e-12)
    assert found.warning.lower[1] == pytest.approx(0.2 - 1.959963984540054 * 0.02, rel=1e-12)
    assert found.alarm.upper[0] == pytest.approx(0.2 + 3.090232306167813 * 0.04, rel=1e-12)
    assert found.standing == (Standing.BELOW, Standing.INSIDE)


def test_an_area_stands_where_its_share_lies() -> None:
    sizes = [1000] * 9
    parts = [100, 100, 100, 100, 100, 75, 65, 125, 135]
    found = funnel(parts, sizes, allow_overdispersion=False)
    assert found.centre == pytest.approx(0.1)
    assert found.standing[4:] == (
        Standing.INSIDE,
        Standing.BELOW,
        Standing.FAR_BELOW,
        Standing.ABOVE,
        Standing.FAR_ABOVE,
    )


def test_limits_of_ratios_are_close_to_the_exact_ones_even_for_few_events() -> None:
    found = funnel_of_ratios([5, 5], [5, 5], allow_overdispersion=False)
    assert found.warning.lower[0] * 5 == pytest.approx((5**0.5 - 0.98) ** 2, abs=0.01)
    assert found.warning.upper[0] * 5 == pytest.approx((5**0.5 + 0.98) ** 2, abs=0.01)
    few = funnel_of_ratios([1, 1], [0.4, 1.6], allow_overdispersion=False)
    assert few.warning.lower[0] == 0


def test_limits_are_drawn_at_any_size() -> None:
    found = funnel([10, 90], [100, 400], allow_overdispersion=False)
    line = found.limits_at([100, 400, 10_000, 0], level=0.95)
    assert line.upper[:2] == pytest.approx(found.warning.upper)
    assert line.upper[2] == pytest.approx(0.2 + 1.959963984540054 * 0.004)
    assert np.isnan(line.upper[3])
    assert funnel([1, 0], [2, 2]).limits_at([2], level=0.998).lower[0] == 0


def test_areas_that_differ_by_chance_alone_keep_narrow_limits_mostly() -> None:
    chance = np.random.default_rng(4)
    sizes = chance.integers(500, 8000, 150)
    flagged = []
    for _ in range(100):
        found = funnel(chance.binomial(sizes, 0.12), sizes)
        flagged += [one is not Standing.INSIDE for one in found.standing]
    assert 0.03 <= np.mean(flagged) <= 0.055


def test_variation_between_areas_widens_the_limits_but_an_outlier_does_not_hide_itself() -> None:
    chance = np.random.default_rng(6)
    sizes = chance.integers(2000, 8000, 100)
    shares = np.clip(chance.normal(0.12, 0.02, 100), 0.01, 0.5)
    parts = chance.binomial(sizes, shares)
    parts[0] = sizes[0] * 0.3
    plain, allowing = funnel(parts, sizes, allow_overdispersion=False), funnel(parts, sizes)
    outside = [sum(one is not Standing.INSIDE for one in f.standing) for f in (plain, allowing)]
    assert outside[0] > 30
    assert outside[1] < 12
    assert allowing.standing[0] is Standing.FAR_ABOVE
    assert 0.015**2 < allowing.spread.tau_squared < 0.025**2
    assert "by chance alone; the limits allow for it" in allowing.spread.sentence
    assert "chance explains" in plain.spread.sentence


def test_a_single_area_and_areas_all_alike_have_no_allowance() -> None:
    assert funnel([3], [10]).spread.tau_squared == 0
    everyone = funnel([10, 20], [10, 20])
    assert everyone.standing == (Standing.INSIDE, Standing.INSIDE)
    assert funnel_of_ratios([10, 20, 30], [10, 20, 30]).spread.tau_squared == 0


def test_an_area_with_nobody_is_not_calculable_and_none_at_all_is_refused() -> None:
    assert funnel([0, 5, 4], [0, 10, 9]).standing[0] is Standing.NOT_CALCULABLE
    with pytest.raises(NotPossible, match="no centre to compare with"):
        funnel([0, 0], [0, 0])


def test_a_figure_is_higher_or_lower_only_where_its_limits_say_so() -> None:
    assert compared(wilson(300, 1000), 0.25) is Compared.HIGHER
    assert compared(wilson(200, 1000), 0.25) is Compared.LOWER
    assert compared(wilson(250, 1000), 0.25) is Compared.SIMILAR
    assert compared(wilson(0, 0), 0.25) is Compared.NOT_COMPARED
    assert compared(wilson(1, 2), None) is Compared.NOT_COMPARED
    assert figures(None) == "not calculable"
