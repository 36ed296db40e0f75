"""Lists are weighed by age, sex and where patients live; Carr-Hill as far as its parts are held."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from openpcn.engines.fairness.carr_hill import CarrHillRules, ForCarrHill, rebuild_carr_hill
from openpcn.engines.fairness.weights import (
    AgeSexWeights,
    Home,
    OfAge,
    indices,
    mean_by_age,
    mean_by_home,
    weigh,
)
from openpcn.kernel.errors import NotPossible, NotRight

WEIGHTS = AgeSexWeights(
    first_ages=(0, 65), male=(Decimal(1), Decimal(4)), female=(Decimal(2), Decimal(6))
)
RULES = CarrHillRules(
    age_sex=WEIGHTS,
    new_registrant=Decimal("1.46"),
    in_home=Decimal("1.43"),
    intercept=Decimal("48.1198"),
    of_illness=Decimal("0.26115"),
    of_deaths=Decimal("0.23676"),
)


def held(code: str, young: int, old: int) -> ForCarrHill:
    ages = (OfAge(sex="M", age_from=20, patients=young), OfAge(sex="F", age_from=70, patients=old))
    return ForCarrHill(code=code, patients=Decimal(young + old), ages=ages)


def test_ages_have_their_band() -> None:
    assert [WEIGHTS.place_of(age) for age in (0, 64, 65, 99)] == [0, 0, 1, 1]
    assert [WEIGHTS.last_age(0), WEIGHTS.last_age(1)] == [64, None]


def test_a_list_weighs_the_mean_of_its_patients() -> None:
    ages = [OfAge(sex="M", age_from=0, patients=3), OfAge(sex="", age_from=85, patients=1)]
    assert mean_by_age(ages, WEIGHTS) == Decimal(2)


def test_a_home_in_a_deprived_area_weighs_more() -> None:
    homes = [Home(score=Decimal(2), patients=1), Home(score=Decimal(0), patients=3)]
    assert mean_by_home(homes, Decimal("1.1")) == Decimal("1.0525")
    assert mean_by_home(homes, Decimal(1)) == 1


def test_a_list_of_nobody_has_no_weight() -> None:
    with pytest.raises(NotPossible, match="No patient's age is held"):
        mean_by_age([], WEIGHTS)


def test_a_weight_of_deprivation_below_nought_is_refused() -> None:
    with pytest.raises(NotRight, match="The weight of a point of deprivation is 0"):
        mean_by_home([], Decimal(0))


def test_weighted_lists_come_to_the_lists() -> None:
    patients = {"A": Decimal(100), "B": Decimal(300)}
    part = indices({"A": Decimal(3), "B": Decimal(1)}, patients)
    assert part == {"A": Decimal(2), "B": Decimal("0.6666666666666666666666666667")}
    assert weigh(patients, [part]) == {"A": Decimal("200.00"), "B": Decimal("200.00")}


def test_only_parts_that_everybody_has_count() -> None:
    found = rebuild_carr_hill(
        [replace(held("A", 100, 0), new=Decimal(10)), held("B", 50, 50)], RULES
    )
    assert found.weighted_of == {"A": Decimal("44.44"), "B": Decimal("155.56")}
    used = {one.code: (bool(one.index_of), one.without) for one in found.parts}
    assert used == {
        "age_sex": (True, ()),
        "additional_needs": (False, ("A", "B")),
        "list_turnover": (False, ("B",)),
        "care_homes": (False, ("A", "B")),
    }


def test_every_part_counts_where_it_is_held() -> None:
    one = replace(
        held("A", 100, 0), new=Decimal(0), in_homes=Decimal(0),
        illness=Decimal(100), deaths=Decimal(100),
    )  # fmt: skip
    two = replace(
        one, code="B", new=Decimal(100), in_homes=Decimal(100),
        illness=Decimal(150), deaths=Decimal(150),
    )  # fmt: skip
    found = rebuild_carr_hill([one, two], RULES)
    assert all(part.index_of for part in found.parts)
    ratio = found.weighted_of["B"] / found.weighted_of["A"]
    needs = Decimal("122.8063") / Decimal("97.9108")
    assert abs(ratio - Decimal("1.46") * Decimal("1.43") * needs) < Decimal("0.01")


def test_a_rebuild_needs_ages_too() -> None:
    found = rebuild_carr_hill([replace(held("A", 1, 1), ages=()), held("B", 1, 1)], RULES)
    assert found.weighted_of == {"A": Decimal("2.00"), "B": Decimal("2.00")}
    assert found.parts[0].without == ("A",)


@pytest.mark.parametrize("changes", [{"new": Decimal(5)}, {"in_homes": Decimal(-1)}])
def test_more_of_a_list_than_the_list_is_refused(changes: dict[str, Decimal]) -> None:
    with pytest.raises(NotRight, match="and a list of 2"):
        rebuild_carr_hill([replace(held("A", 1, 1), **changes)], RULES)  # type: ignore[arg-type]
