"""Money is shared out to the penny, whatever the order; a rule that does not add up is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.sharing.rules import Basis, FixedSum, Rule, Slice, pounds_of
from openpcn.engines.sharing.sharing import Member, Share, apportion, share_out
from openpcn.kernel.errors import NotPossible, NotRight


def cut(basis: Basis, per_cent: str, service: str = "") -> Slice:
    return Slice(basis=basis, per_cent=Decimal(per_cent), service=service)


def member(code: str, patients: int, *, days: int = 30, hours: int | None = None) -> Member:
    return Member(
        practice=code,
        days=days,
        of_days=30,
        registered=Decimal(patients),
        weighted=Decimal(patients) + 100,
        hours=None if hours is None else Decimal(hours),
    )


BY_LIST = Rule(slices=(cut(Basis.REGISTERED, "100"),))
MIXED = Rule(
    fixed=(FixedSum(practice="Z1", pence=50_000),),
    slices=(
        cut(Basis.REGISTERED, "60"),
        cut(Basis.EQUAL, "25.5"),
        cut(Basis.SERVICE, "14.5", "The network’s pharmacists"),
    ),
)
THREE = (member("Z1", 9_000), member("Z2", 4_000), member("Z3", 7_001))


def pence(shares: tuple[Share, ...]) -> dict[str, int]:
    return {one.to: one.pence for one in shares}


@pytest.mark.parametrize(
    ("rule", "amount", "expected"),
    [
        (BY_LIST, 100_00, {"Z1": 4500, "Z2": 2000, "Z3": 3500}),
        (BY_LIST, 1, {"Z1": 1, "Z2": 0, "Z3": 0}),
        (Rule(slices=(cut(Basis.EQUAL, "100"),)), 100, {"Z1": 34, "Z2": 33, "Z3": 33}),
        (
            MIXED,
            100_000,
            {"Z1": 67_750, "Z2": 10_250, "Z3": 14_750, "The network’s pharmacists": 7_250},
        ),
    ],
)
def test_a_rule_gives_what_a_person_would_reckon(
    rule: Rule, amount: int, expected: dict[str, int]
) -> None:
    assert pence(share_out(amount, rule, THREE)) == pytest.approx(expected, abs=1)
    assert sum(pence(share_out(amount, rule, THREE)).values()) == amount


def test_a_share_shows_its_working() -> None:
    shares = {one.to: one for one in share_out(100_000, MIXED, THREE)}
    assert shares["Z1"].working.startswith("£500.00 fixed; £134.99 = 9,000 ÷ 20,001 × £300.00")
    assert shares["The network’s pharmacists"].working == "£72.50 = 14.5% of £500.00"
    assert shares["The network’s pharmacists"].is_service


def test_a_practice_that_leaves_in_the_month_shares_by_its_days() -> None:
    left = (member("Z1", 1_000), member("Z2", 1_000, days=15))
    assert pence(share_out(300, BY_LIST, left)) == {"Z1": 200, "Z2": 100}
    gone = (member("Z1", 1_000), member("Z2", 1_000, days=0))
    assert pence(share_out(300, BY_LIST, gone)) == {"Z1": 300, "Z2": 0}
    part = share_out(301, BY_LIST, (member("Z1", 1_000), member("Z2", 1_000, days=13)))
    assert part[1].working.startswith("£0.91 = 433.33 ÷ 1,433.33 × £3.01 by registered lists")
    assert part[1].working.endswith("(in the network on 13 of 30 days)")


def test_a_practice_without_patients_receives_nothing_by_lists() -> None:
    assert pence(share_out(300, BY_LIST, (member("Z1", 0), member("Z2", 5)))) == {
        "Z1": 0,
        "Z2": 300,
    }


@pytest.mark.parametrize("order", list(permutations(THREE)))
def test_the_order_of_the_practices_does_not_matter(order: tuple[Member, ...]) -> None:
    assert share_out(99_999, MIXED, order) == share_out(99_999, MIXED, THREE)


people = st.lists(
    st.tuples(st.integers(0, 40_000), st.integers(0, 31)), min_size=1, max_size=12
).filter(lambda rows: any(patients and days for patients, days in rows))


@settings(max_examples=60, deadline=None)
@given(people, st.integers(1, 10**9), st.integers(0, 100))
def test_every_penny_is_shared_once_and_nobody_receives_less_than_nought(
    rows: list[tuple[int, int]], amount: int, per_cent: int
) -> None:
    members = [
        Member(practice=f"Z{at:02}", days=days, of_days=31, registered=Decimal(patients))
        for at, (patients, days) in enumerate(rows)
    ]
    slices = [cut(Basis.REGISTERED, str(per_cent)), cut(Basis.EQUAL, str(100 - per_cent))]
    rule = Rule(slices=tuple(one for one in slices if one.per_cent))
    shares = share_out(amount, rule, members)
    assert sum(one.pence for one in shares) == amount
    assert all(one.pence >= 0 for one in shares)
    assert shares == share_out(amount, rule, members[::-1])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**8), st.lists(st.integers(0, 10**6), min_size=1, max_size=9))
def test_no_share_is_a_penny_or_more_away_from_the_exact_one(
    amount: int, weights: list[int]
) -> None:
    weights[0] += 1
    named = {f"Z{at}": Fraction(weight) for at, weight in enumerate(weights)}
    for name, given_pence in apportion(amount, named).items():
        assert abs(given_pence - Fraction(amount) * named[name] / sum(weights)) < 1


@pytest.mark.parametrize(
    ("slices", "fixed", "says"),
    [
        ((), (), "at least one"),
        ((cut(Basis.EQUAL, "99.9"),), (), "The slices come to 99.9%, not to 100%"),
        ((cut(Basis.EQUAL, "60"), cut(Basis.EQUAL, "40")), (), "One basis has one slice"),
        ((cut(Basis.EQUAL, "110"), cut(Basis.HOURS, "-10")), (), "more than nought per cent"),
        ((cut(Basis.EQUAL, "99.99999"),), (), "four decimals at most"),
        ((cut(Basis.SERVICE, "100"),), (), "names the shared service"),
        ((cut(Basis.EQUAL, "100", "Pharmacists"),), (), "names the shared service"),
        ((cut(Basis.EQUAL, "100"),), (FixedSum(practice="Z1", pence=0),), "more than nought"),
        (
            (cut(Basis.EQUAL, "100"),),
            (FixedSum(practice="Z1", pence=5), FixedSum(practice="Z1", pence=6)),
            "one fixed sum",
        ),
    ],
)
def test_a_rule_that_does_not_add_up_is_refused(
    slices: tuple[Slice, ...], fixed: tuple[FixedSum, ...], says: str
) -> None:
    with pytest.raises(NotRight, match=says):
        Rule(slices=slices, fixed=fixed)


@pytest.mark.parametrize(
    ("amount", "rule", "members", "says"),
    [
        (0, BY_LIST, THREE, "£0.00 cannot be shared out"),
        (-5, BY_LIST, THREE, "−£0.05 cannot be shared out"),
        (100, MIXED, THREE, "The fixed sums come to £500.00, more than £1.00"),
        (100_000, MIXED, THREE[1:], "a fixed sum for Z1, not in the network"),
        (100, BY_LIST, (THREE[0], THREE[0]), "named twice"),
        (100, BY_LIST, (member("Z1", 0),), "every figure is nought"),
        (100, BY_LIST, (member("Z1", -5),), "less than nought"),
        (100, Rule(slices=(cut(Basis.HOURS, "100"),)), THREE, "a figure for Z1, Z2, Z3"),
    ],
)
def test_what_cannot_be_shared_says_what_is_in_the_way(
    amount: int, rule: Rule, members: tuple[Member, ...], says: str
) -> None:
    with pytest.raises((NotRight, NotPossible), match=says):
        share_out(amount, rule, members)


def test_other_bases_go_by_their_own_figures() -> None:
    rule = Rule(slices=(cut(Basis.WEIGHTED, "50"), cut(Basis.HOURS, "50")))
    members = (member("Z1", 900, hours=3), member("Z2", 900, hours=1))
    assert pence(share_out(800, rule, members)) == {"Z1": 500, "Z2": 300}


def test_a_rule_says_itself_in_a_sentence() -> None:
    assert BY_LIST.sentence == "100% by registered lists"
    assert MIXED.sentence == (
        "First £500.00 to Z1; of what is left 60% by registered lists, 25.5% in equal shares, "
        "14.5% kept for The network’s pharmacists"
    )
    assert pounds_of(-123_456) == "−£1,234.56"
    assert {one.words for one in Basis} >= {"by hours delivered", "kept for a shared service"}
