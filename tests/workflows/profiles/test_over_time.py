"""An indicator over time: the same practices throughout, one way of counting, like periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from openpcn.domains.evidence.queries import FigureAnswer
from openpcn.kernel.when import When
from openpcn.rulebook.indicators import get_indicator
from openpcn.workflows.profiles import over_time as module
from openpcn.workflows.profiles.over_time import OverTime, longest

MISSED, FIBRILLATION = (
    get_indicator("appointments-not-attended"),
    get_indicator("atrial-fibrillation"),
)
WHEN = When(as_at=date(2026, 1, 1))
KINDS = {"practice": "appointments-by-status", "sub_icb": "area-appointments-by-status"}


def month(number: int) -> tuple[date, date]:
    first = date(2024 + number // 12, number % 12 + 1, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def figure(code: str, category: str, value: float, days: tuple[date, date],
           measure: str = "appointments-by-status") -> FigureAnswer:  # fmt: skip
    return FigureAnswer(
        measure=measure, subject_code=code, category=category, starts_on=days[0],
        ends_on=days[1], value=value, text="", dataset_id=1,
    )  # fmt: skip


def attended(code: str, number: int, missed: float = 50, came: float = 950) -> list[FigureAnswer]:
    return [
        figure(code, "Attended", came, month(number)),
        figure(code, "Did not attend", missed, month(number)),
    ]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[FigureAnswer]:
    rows: list[FigureAnswer] = []

    def ask(measures: list[str], **_: object) -> list[FigureAnswer]:
        return [one for one in rows if one.measure in measures]

    monkeypatch.setattr(module, "figures_over_time", ask)
    return rows


def found(indicator: object = MISSED, codes: str = "ABCDE", areas: str = "") -> OverTime | None:
    return longest(indicator, list(codes), list(areas), WHEN)  # type: ignore[arg-type]


def test_each_period_is_the_sum_over_the_practices(held: list[FigureAnswer]) -> None:
    for number in range(6):
        held += [one for code in "ABCDE" for one in attended(code, number, 50 + number)]
    answer = found()
    assert answer is not None
    assert [one.practices for one in answer.periods] == [5] * 6
    assert answer.periods[5].value == pytest.approx(100 * 275 / (275 + 5 * 950))
    assert answer.chart(target=4).points[-1].on == month(5)[1]
    assert (answer.left_out, answer.other_ways) == (0, 0)


def test_a_period_of_few_practices_few_people_or_another_length_is_left_out(
    held: list[FigureAnswer],
) -> None:
    for number in range(4):
        held += [one for code in "ABCDE" for one in attended(code, number)]
    held += [one for code in "ABC" for one in attended(code, 4)]
    held += [one for code in "ABCDE" for one in attended(code, 5, 1, 2)]
    year = (date(2023, 1, 1), date(2023, 12, 31))
    held += [figure(code, "Attended", 9000, year) for code in "ABCDE"]
    held += [figure(code, "Did not attend", 900, year) for code in "ABCDE"]
    answer = found()
    assert answer is not None
    assert len(answer.periods) == 4
    assert answer.left_out == 3


def test_a_period_of_another_vintage_is_counted_and_not_mixed_in(
    held: list[FigureAnswer],
) -> None:
    early, late = (date(2020, 4, 1), date(2021, 3, 31)), (date(2024, 4, 1), date(2025, 3, 31))
    first, second = FIBRILLATION.measured[0], FIBRILLATION.measured[1]
    for way, days, top in ((first, late, 200.0), (second, early, 2.0)):
        held.append(figure("A", way.numerator.categories[0], top, days, way.numerator.measure))
        held.append(figure("A", way.denominator.categories[0], 9000, days, way.denominator.measure))
    answer = found(FIBRILLATION, "A")
    assert answer is not None
    assert [one.ends_on for one in answer.periods] == [late[1]]
    assert answer.other_ways == 1


def test_areas_count_where_more_periods_are_published_by_area(held: list[FigureAnswer]) -> None:
    held += [one for code in "ABCDE" for one in attended(code, 5)]
    for number in range(6):
        for category, value in (("Attended", 9000), ("DNA", 500)):
            held.append(figure("Q", category, value, month(number), KINDS["sub_icb"]))
    answer = found(areas="Q")
    assert answer is not None
    assert (answer.counted_by, len(answer.periods)) == ("areas", 6)
    plain = found()
    assert plain is not None
    assert (plain.counted_by, len(plain.periods)) == ("practices", 1)


def test_nothing_is_shown_where_nothing_is_held(held: list[FigureAnswer]) -> None:
    assert found() is None
    held += attended("A", 1, 1, 2)
    assert found() is None
