"""What may be shown of small groups, and who stands outside, worked out by hand beside."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from openpcn.rulebook.indicators import get_indicator
from openpcn.rulebook.need import moneys
from openpcn.workflows.fairness.held import Held, PracticeHeld
from openpcn.workflows.profiles.counting import Count, Counted
from openpcn.workflows.profiles.deprivation import Homes
from openpcn.workflows.variation.amounts import Amount, made, paid_to
from openpcn.workflows.variation.compared import Compared, fenced, withheld
from openpcn.workflows.variation.groups import Group
from openpcn.workflows.variation.indicators_compared import compare_indicator
from openpcn.workflows.variation.services import share_of

NOWHERE = Homes(tenths={}, all_patients={}, place_in_order={}, on=None, edition="")


def group(code: str) -> Group:
    return Group(code=code, name=f"{code} PCN", kind="network", practices=(f"{code}1", f"{code}2"))


def compared(id_: str, **counts: tuple[float, float]) -> Compared | None:
    held = {f"{code}1": Count(numerator=n, denominator=d) for code, (n, d) in counts.items()}
    found = Counted(
        way=get_indicator(id_).measured[0], starts_on=date(2025, 4, 1), ends_on=date(2026, 3, 31),
        counts=held, datasets=(1,),
    )  # fmt: skip
    return compare_indicator(id_, found, [group(code) for code in "ABCDEF"], NOWHERE)


def standing(found: Compared | None) -> dict[str, str]:
    assert found is not None
    return {one.group.code: one.why_not or one.standing for one in found.points}


def test_a_denominator_of_three_is_not_shown_nor_told_by_a_total_less_the_others() -> None:
    found = compared(
        "diabetes", A=(700, 10_000), B=(690, 10_000), C=(710, 10_000), D=(1, 3), E=(705, 10_000)
    )
    assert standing(found) == {
        "A": "inside", "B": "withheld: it would tell a small number of people", "C": "inside",
        "D": "fewer than 100 in the denominator", "E": "inside", "F": "not held for its practices",
    }  # fmt: skip
    assert found is not None
    assert found.centre == pytest.approx(100 * 2115 / 30_000)


def test_a_small_denominator_with_many_people_hides_nobody_else() -> None:
    found = compared(
        "diabetes", A=(700, 10_000), B=(690, 10_000), C=(710, 10_000), D=(20, 90), E=(705, 10_000)
    )
    said = standing(found)
    assert said.pop("D") == "fewer than 100 in the denominator"
    assert [each for each in said.values() if each.startswith("withheld")] == []


def test_a_small_number_of_people_is_withheld_with_another_that_would_tell_it() -> None:
    found = compared(
        "diabetes", A=(700, 10_000), B=(690, 10_000), C=(3, 10_000), D=(720, 10_000), E=(5, 9_000),
        F=(710, 10_000),
    )  # fmt: skip
    said = standing(found)
    assert said["C"] == said["E"] == "withheld: it would tell a small number of people"
    assert found is not None
    assert "Counts of one to seven are withheld" in found.disclosure
    assert len(found.shown) >= 3


def test_what_two_can_be_shown_of_is_not_compared() -> None:
    assert compared("diabetes", A=(700, 10_000), B=(690, 10_000)) is None


def test_appointments_are_no_people_and_are_not_withheld() -> None:
    found = compared(
        "appointments-not-attended", A=(5, 1_000), B=(50, 1_000), C=(55, 1_000), D=(45, 1_000)
    )
    assert found is not None
    assert found.disclosure == ""
    assert len(found.shown) == 4


def test_a_network_far_from_the_others_stands_outside() -> None:
    found = compared(
        "diabetes", A=(700, 10_000), B=(705, 10_000), C=(695, 10_000), D=(698, 10_000),
        E=(702, 10_000), F=(2_500, 10_000),
    )  # fmt: skip
    assert found is not None
    assert [one.group.code for one in found.outside] == ["F"]
    assert found.times == pytest.approx(2500 / 695)


def test_everything_small_hides_the_whole_measure() -> None:
    hidden, said = withheld({"A": (3, 6), "B": (2, 5)})
    assert hidden == {"A", "B"}
    assert said
    assert withheld({"A": (30, 60)}) == (frozenset(), "")


def test_fences_lie_one_and_a_half_middle_halves_beyond_it() -> None:
    values = [10.0, 11.0, 12.0, 13.0, 14.0]
    assert fenced([*values, 16.9]) == ["inside"] * 6
    assert fenced([*values, 30.0, None])[-2:] == ["above", "not shown"]
    assert fenced([*values, -10.0])[-1] == "below"
    assert fenced([1.0, 50.0, None]) == ["inside", "inside", "not shown"]


def test_an_amount_for_few_patients_is_not_shown() -> None:
    groups = [group(code) for code in "ABCD"]
    held = {
        "A": Amount(amount=100_000, patients=2_000),
        "B": Amount(amount=90_000, patients=2_000),
        "C": Amount(amount=110_000, patients=2_000),
        "D": Amount(amount=900, patients=3),
    }
    (found,) = made("money-core", "Money", "Money", "pounds", "2025/26", "File", groups, held)
    assert found.centre == pytest.approx(50)
    assert standing(found)["D"] == "fewer than 1,000 patients with figures"
    few = {code: one for code, one in held.items() if code in "AB"}
    assert not list(made("k", "t", "Money", "pounds", "p", "s", groups, few))


def test_services_weigh_practices_by_patients_and_nothing_recorded_is_no_value() -> None:
    offered = {"A1": 4, "A2": 1, "B1": 0, "B2": 0}
    patients = {"A1": 3_000.0, "A2": 1_000.0, "B1": 5_000.0}
    found = share_of(group("A"), offered, patients)
    assert found == Amount(amount=13_000, patients=4_000)
    assert share_of(group("B"), offered, patients) is None
    assert share_of(group("C"), offered, patients) is None


def practice_paid(code: str, **paid: int) -> PracticeHeld:
    names = {"core": "payments-global-sum", "all": "payments-total"}
    nought = dict.fromkeys((name for each in moneys() for name in each.measures), Decimal(0))
    return PracticeHeld(
        code=code, name=code, network="A PCN", network_code="A", patients=Decimal(10_000),
        weighted=None, ages=(), homes=(),
        paid={**nought, **{names[short]: Decimal(pounds) for short, pounds in paid.items()}},
    )  # fmt: skip


def test_a_practice_whose_core_money_is_under_other_headings_makes_no_outlier() -> None:
    held = SimpleNamespace(
        practices=(
            practice_paid("A1", core=900_000, all=1_500_000),
            practice_paid("A2", core=150_000, all=1_500_000),
        )
    )
    core, whole = (paid_to(group("A"), cast(Held, held), money) for money in moneys())
    assert core == Amount(amount=900_000, patients=10_000)
    assert whole == Amount(amount=3_000_000, patients=20_000)
