"""The two aims about care out of hospital are those that the papers print."""

from __future__ import annotations

from fractions import Fraction

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.rulebook.levers import levers, read_levers
from openpcn.rulebook.reading import shipped


def test_outpatients_by_thirty_per_cent_and_follow_ups_by_a_third() -> None:
    held = levers()
    assert held["outpatients"].part == Fraction(30, 100)
    assert held["follow_ups"].part == Fraction(1, 3)
    assert all(one.rule.source.title and one.rule.words for one in held.values())


def test_an_aim_that_is_missing_is_named() -> None:
    with pytest.raises(NotRight, match="follow_ups"):
        read_levers(shipped("levers.toml").replace("follow_ups", "another"))
