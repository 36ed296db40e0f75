"""Weights of need and sums of money: shapes that are wrong are refused by name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.rulebook.age_sex import GLOBAL_SUM, global_sum_weights, open_weights, read_age_sex
from openpcn.rulebook.need import (
    CARR_HILL,
    MONEY,
    carr_hill_parts,
    carr_hill_rules,
    moneys,
    per_point,
    read_moneys,
    read_parts,
)
from openpcn.rulebook.reading import shipped
from openpcn.rulebook.statuses import Status


def test_ages_have_their_band() -> None:
    weights = global_sum_weights().weights
    assert [weights.place_of(age) for age in (0, 4, 5, 14, 84, 85, 95)] == [0, 0, 1, 1, 5, 6, 6]
    assert [weights.last_age(0), weights.last_age(6)] == [4, None]
    assert weights.of("M", 80) == Decimal("5.81")
    assert open_weights().weights.of("F", 20) == Decimal("1.885")


def test_what_was_read_in_part_only_says_so() -> None:
    assert global_sum_weights().status is Status.PARTIAL
    assert "5.18" in global_sum_weights().note
    assert open_weights().status is per_point().status is Status.VERIFIED_CODE


def test_parts_without_values_are_never_worked_out() -> None:
    never = [one.code for one in carr_hill_parts() if one.is_never_worked_out]
    assert never == ["rurality", "market_forces"]
    assert carr_hill_rules().new_registrant == Decimal("1.46")


def test_core_money_comes_first() -> None:
    assert [one.code for one in moneys()] == ["core", "all"]
    assert "payments-drugs" in moneys()[1].measures


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("male = [3.97, ", "male = [", "not of one length"),
        ("[0, 5,", "[5, 0,", "do not rise from 0"),
        ("[0, 5,", "[1, 5,", "do not rise from 0"),
        ("1.02", "0", "not a number above 0"),
        ("1.02", '"1.02"', "not a number above 0"),
        ('"partial"', '"sure"', "is none of"),
        ("note =", "notes =", "notes is not known; note is missing"),
        ("clause =", "clauses =", "clauses is not known"),
    ],
)
def test_wrong_weights_are_refused_by_name(old: str, new: str, words: str) -> None:
    with pytest.raises(NotRight, match=words):
        read_age_sex(shipped(GLOBAL_SUM).replace(old, new, 1), file=GLOBAL_SUM)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[rurality]", "[countryside]", r"\[countryside\] is not a part we know"),
        ("[market_forces]\n", "[market_forces]\nname = 1\n", r"\[market_forces\] name is not kno"),
        ("of_deaths = 0.23676", "", r"\[additional_needs\] of_deaths is missing"),
        ('"recalled"', '"sure"', r"\[rurality\] status 'sure' is none of"),
    ],
)
def test_wrong_parts_are_refused_by_name(old: str, new: str, words: str) -> None:
    with pytest.raises(NotRight, match=words):
        read_parts(shipped(CARR_HILL).replace(old, new, 1))


def test_a_missing_part_is_named() -> None:
    text = shipped(CARR_HILL).partition("[market_forces]")[0]
    with pytest.raises(NotRight, match=r"\[market_forces\] is missing"):
        read_parts(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there is no sum"),
        ("core = 1", r"\[core\] this is a whole number"),
        (shipped(MONEY).replace('"payments-total"', ""), r"\[all\] plus and minus list payments"),
        (shipped(MONEY).replace('"all"', '"every"'), r"\[core\] share_of names 'every'"),
        (shipped(MONEY).replace('"payments-total"', "1"), r"\[all\] plus and minus list payments"),
    ],
)
def test_wrong_sums_are_refused_by_name(text: str, words: str) -> None:
    with pytest.raises(NotRight, match=words):
        read_moneys(text)
