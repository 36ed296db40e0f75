"""What follows activity is counted from what moved; an aim is only measured against."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from openpcn.engines.sharing.moving import Followed, follow


def followed(moved: int, months: int, *, aim: Fraction | None = Fraction(3, 10)) -> Followed:
    return follow(
        baseline=12_000,
        moved=moved,
        months=months,
        unit_price=Decimal("86.45"),
        share_per_cent=Decimal("62.5"),
        did=1_000_00,
        aim=aim,
    )


def test_what_should_follow_is_activity_times_price_times_share() -> None:
    found = followed(450, 3)
    assert found.should == 24_314_06
    assert found.gap == 24_314_06 - 1_000_00
    assert found.share_of_baseline == Fraction(15, 100)
    assert found.aimed == 900


def test_nothing_follows_an_aim_that_nobody_moved_towards() -> None:
    found = followed(0, 3)
    assert found.should == 0
    assert found.aimed == 900


def test_where_nothing_is_counted_or_aimed_at_nothing_is_said() -> None:
    found = followed(0, 0, aim=None)
    assert found.share_of_baseline is None
    assert found.aim is None
    assert found.aimed is None
