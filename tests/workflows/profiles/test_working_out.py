"""Counts, standings, slopes and sentences of a profile, worked out by hand beside."""

from __future__ import annotations

from datetime import date

import pytest

from openpcn.domains.evidence.queries import FigureAnswer
from openpcn.engines.indicators import Compared
from openpcn.rulebook.indicators import get_indicator
from openpcn.workflows.profiles import sayings
from openpcn.workflows.profiles.counting import Count, Counted, counted, together
from openpcn.workflows.profiles.deprivation import Homes, Tenths, like, tenths_of
from openpcn.workflows.profiles.everyone import Everyone, called
from openpcn.workflows.profiles.inequality import gradient, groups_of
from openpcn.workflows.profiles.periods import period
from openpcn.workflows.profiles.standings import Standing, standing

YEAR = (date(2020, 4, 1), date(2021, 3, 31))
LATER = (date(2021, 4, 1), date(2022, 3, 31))
DIABETES, HYPERTENSION = get_indicator("diabetes"), get_indicator("hypertension")
ONLINE, MISSED = get_indicator("online-consultations"), get_indicator("appointments-not-attended")


def figure(measure: str, practice: str, value: float | None, category: str = "", *,
           days: tuple[date, date] = YEAR) -> FigureAnswer:  # fmt: skip
    return FigureAnswer(
        measure=measure, subject_code=practice, category=category, starts_on=days[0],
        ends_on=days[1], value=value, text="", dataset_id=1,
    )  # fmt: skip


def register(practice: str, patients: float, people: float, *, group: str = "DM",
             days: tuple[date, date] = YEAR) -> list[FigureAnswer]:  # fmt: skip
    return [
        figure("qof-register", practice, patients, group, days=days),
        figure("qof-register-list", practice, people, group, days=days),
    ]


def holding(counts: dict[str, tuple[float, float]], id_: str = "diabetes") -> Counted:
    return Counted(
        way=get_indicator(id_).measured[0], starts_on=YEAR[0], ends_on=YEAR[1],
        counts={code: Count(numerator=n, denominator=d) for code, (n, d) in counts.items()},
        datasets=(1,),
    )  # fmt: skip


def test_a_register_is_divided_by_the_list_of_its_own_age_group() -> None:
    rows = [*register("A", 70, 1000), *register("A", 5, 9000, group="AF")]
    found = counted(DIABETES, rows)
    assert found is not None
    assert found.counts == {"A": Count(numerator=70, denominator=1000)}


def test_the_newest_period_counts_and_no_other_is_mixed_in() -> None:
    rows = [*register("A", 70, 1000), *register("B", 50, 900), *register("B", 60, 900, days=LATER)]
    found = counted(DIABETES, rows)
    assert found is not None
    assert (found.ends_on, set(found.counts)) == (LATER[1], {"B"})


def test_a_practice_without_a_list_or_with_nobody_on_it_is_left_out() -> None:
    rows = [
        *register("A", 70, 1000), figure("qof-register", "B", 3, "DM"), *register("C", 0, 0),
        figure("qof-register", "D", None, "DM"),
    ]  # fmt: skip
    found = counted(DIABETES, rows)
    assert found is not None
    assert set(found.counts) == {"A"}
    assert counted(DIABETES, []) is None
    assert counted(DIABETES, [figure("qof-register", "B", 3, "DM")]) is None


def test_a_published_percentage_becomes_a_count_again() -> None:
    rows = [
        figure("qof-group-prevalence", "A", 12.5, "HYP"), figure("qof-group-list", "A", 800, "HYP"),
    ]  # fmt: skip
    found = counted(HYPERTENSION, rows)
    assert found is not None
    assert found.counts["A"] == Count(numerator=100, denominator=800)


def test_counts_are_used_before_percentages_where_both_are_held() -> None:
    rows = [*register("A", 120, 1000, group="HYP"), figure("qof-group-prevalence", "A", 50, "HYP"),
            figure("qof-group-list", "A", 1000, "HYP")]  # fmt: skip
    found = counted(HYPERTENSION, rows)
    assert found is not None
    assert found.counts["A"].numerator == 120


def test_a_published_rate_gives_the_patients_it_was_divided_by() -> None:
    rows = [figure("online-submissions", "A", 90), figure("online-submissions-per-1000", "A", 30)]
    found = counted(ONLINE, rows)
    assert found is not None
    assert found.counts["A"] == Count(numerator=90, denominator=3000)


def test_parts_of_one_table_are_added_and_what_is_not_known_is_left_out() -> None:
    rows = [
        figure("appointments-by-status", "A", n, kind)
        for kind, n in (("Attended", 950), ("Did not attend", 50), ("Not known", 400))
    ]
    found = counted(MISSED, rows)
    assert found is not None
    assert found.counts["A"] == Count(numerator=50, denominator=1000)


def test_sums_of_nothing_are_nothing() -> None:
    assert together([]) is None


ENGLAND = Everyone(count=Count(numerator=7000, denominator=100_000), practices=6500)


def test_an_area_is_compared_by_its_interval_with_all_practices() -> None:
    found = holding({"A": (90, 1000), "B": (80, 1000), "P": (60, 1000), "Q": (70, 1000)})
    high = standing(DIABETES, found, ["A", "B"], [("P",), ("Q",)], ENGLAND)
    assert high.value is not None
    assert (high.value.value, high.everyone) == (pytest.approx(8.5), pytest.approx(7.0))
    assert high.value.low == pytest.approx(7.36, abs=0.01)
    assert high.value.high == pytest.approx(9.80, abs=0.01)
    assert (high.how, high.everyone_called) == (Compared.HIGHER, "England")
    assert high.peers == pytest.approx((6.0, 7.0))
    assert high.peers_median == pytest.approx(6.5)
    assert high.ratio == pytest.approx(8.5 / 7)
    alike = standing(DIABETES, found, ["Q"], [], ENGLAND)
    assert (alike.how, alike.peers_median) == (Compared.SIMILAR, None)


def test_nobody_is_compared_with_itself() -> None:
    found = holding({"A": (90, 1000), "B": (80, 1000)})
    itself = Everyone(count=Count(numerator=170, denominator=2000), practices=2)
    one = standing(DIABETES, found, ["A", "B"], [], itself)
    assert (one.how, one.everyone, one.everyone_called) == (Compared.NOT_COMPARED, None, "")
    assert one.ratio is None


def test_nought_of_many_is_compared_too() -> None:
    found = holding({"A": (0, 1000)})
    one = standing(DIABETES, found, ["A"], [], ENGLAND)
    assert one.how is Compared.LOWER


def test_a_denominator_below_the_smallest_is_not_shown_and_says_why() -> None:
    found = holding({"A": (9, 99)})
    small = standing(DIABETES, found, ["A"], [], ENGLAND)
    assert (small.value, small.why_not) == (None, "fewer than 100 in the denominator")
    missing = standing(DIABETES, found, ["Z"], [], ENGLAND)
    assert missing.why_not == "not held for its practices"
    assert missing.how is Compared.NOT_COMPARED


def test_a_rate_has_limits_of_a_count() -> None:
    found = holding({"A": (100, 1000)}, "online-consultations")
    one = standing(ONLINE, found, ["A"], [], Everyone(
        count=Count(numerator=50, denominator=1000), practices=9))  # fmt: skip
    assert one.value is not None
    assert one.value.value == pytest.approx(100)
    assert one.value.estimate.method.name == "Byar"
    assert (one.how, one.everyone_called) == (Compared.HIGHER, "all 9 practices held")


def test_few_practices_are_not_called_england() -> None:
    assert [called(number) for number in (6_242, 1_236)] == [
        "England", "all 1,236 practices held",
    ]  # fmt: skip


def homes(number: int) -> Homes:
    codes = [f"P{at:02}" for at in range(number)]
    return Homes(
        tenths={code: {1: 60, 10: 30} for code in codes},
        all_patients=dict.fromkeys(codes, 100),
        place_in_order={code: (at + 0.5) / number for at, code in enumerate(codes)},
        on=date(2022, 7, 1), edition="Indices of Deprivation 2019",
    )  # fmt: skip


def test_patients_by_tenth_are_added_and_those_without_a_rank_are_told() -> None:
    found = tenths_of(homes(12), ["P00", "P01", "elsewhere"])
    assert found == Tenths(patients=(120, *[0] * 8, 60), without_rank=20)
    assert tenths_of(homes(12), ["elsewhere"]) is None


def test_practices_of_like_deprivation_are_those_of_the_same_fifth() -> None:
    assert like(homes(10), "P04") == ("P05",)
    assert like(homes(10), "elsewhere") == ()


def test_a_slope_points_to_the_deprived_and_counts_people() -> None:
    number = 40
    found = holding({f"P{at:02}": (20 - at * 10 / number, 200) for at in range(number)})
    slope = gradient(DIABETES, found, [f"P{at:02}" for at in range(number)], homes(number))
    assert slope is not None
    assert len(slope.groups) == 10
    assert [group.practices for group in slope.groups] == [4] * 10
    assert slope.most_deprived > slope.least_deprived
    assert slope.slope == pytest.approx(5, rel=0.1)
    assert slope.slope_low < slope.slope < slope.slope_high
    assert slope.relative == pytest.approx(2, rel=0.1)
    assert "as common in the most deprived practices" in sayings.about_gradient(slope)


def test_a_middling_number_of_practices_is_cut_into_fifths_and_a_few_into_nothing() -> None:
    found = holding({f"P{at:02}": (10, 200) for at in range(12)})
    flat = gradient(DIABETES, found, [f"P{at:02}" for at in range(12)], homes(12))
    assert flat is not None
    assert len(flat.groups) == 5
    assert not flat.is_clear
    assert sayings.about_gradient(flat) == "Diabetes has no clear slope along deprivation"
    few = gradient(DIABETES, found, [f"P{at:02}" for at in range(9)], homes(12))
    assert few is None


def test_groups_that_one_large_practice_swallows_are_fewer_and_give_no_slope() -> None:
    counts = [Count(numerator=10, denominator=100_000), *[Count(numerator=1, denominator=10)] * 11]
    assert len(groups_of(counts, 5)) < 5
    found = holding(
        {f"P{at:02}": (one.numerator, one.denominator) for at, one in enumerate(counts)}
    )
    assert gradient(DIABETES, found, list(found.counts), homes(12)) is None


def test_a_slope_of_a_rate_is_per_thousand() -> None:
    found = holding(
        {f"P{at:02}": (400 - 10 * at, 1000) for at in range(20)}, "online-consultations"
    )
    slope = gradient(ONLINE, found, list(found.counts), homes(20))
    assert slope is not None
    assert slope.slope == pytest.approx(200, rel=0.1)
    assert "Online consultation requests: nearly twice as high" in sayings.about_gradient(slope)
    counts = {f"P{at:02}": (200.0 + 10 * at, 1000.0) for at in range(20)}
    falling = holding(counts, "online-consultations")
    lower = gradient(ONLINE, falling, list(falling.counts), homes(20))
    assert lower is not None
    assert "lower in the most deprived practices: 0.5 times" in sayings.about_gradient(lower)


def stands(how: Compared, number: int, everyone_called: str = "England") -> list[Standing]:
    base = standing(DIABETES, holding({"A": (70, 1000)}), ["A"], [], ENGLAND)
    from dataclasses import replace

    return [replace(base, how=how, everyone_called=everyone_called) for _ in range(number)]


def test_the_title_of_a_dot_plot_counts_what_is_clear() -> None:
    some = [*stands(Compared.HIGHER, 2), *stands(Compared.LOWER, 1), *stands(Compared.SIMILAR, 3)]
    assert sayings.about_standings(some, "register") == (
        "Two higher and one lower than England, of 6 registers; three may differ by chance only"
    )
    assert sayings.about_standings(stands(Compared.LOWER, 2), "register") == (
        "Two lower than England, of 2 registers"
    )


def test_the_title_says_so_where_nothing_differs() -> None:
    assert sayings.about_standings(stands(Compared.SIMILAR, 4), "register") == (
        "No clear difference from England on any of 4 registers"
    )
    assert sayings.about_standings(stands(Compared.SIMILAR, 1), "register") == (
        "Diabetes: not clearly different from England"
    )


def test_comparisons_of_several_files_are_called_the_practices_held() -> None:
    mixed = [*stands(Compared.SIMILAR, 1), *stands(Compared.SIMILAR, 1, "all 9 practices held")]
    assert sayings.names_of(mixed) == "all practices held"


AGES = [(0, 0.2), (20, 0.3), (50, 0.3), (80, 0.2)]


def test_the_title_of_a_pyramid_names_what_differs_by_a_point_or_more() -> None:
    older = [(0, 0.2), (20, 0.25), (50, 0.3), (80, 0.25)]
    assert sayings.about_ages("G3", older, AGES, "England") == (
        "G3 has a smaller share of people in their twenties and a larger share of people aged 75 "
        "and over than England"
    )
    near = [(0, 0.2), (20, 0.295), (50, 0.3), (80, 0.205)]
    assert "much like those of England" in sayings.about_ages("G3", near, AGES, "England")
    assert sayings.about_ages("G3", older, [], "") == "Patients of G3 by age and sex"


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (300, "More than in England"),
        (100, "About as many as in England"),
        (20, "Fewer than in England"),
    ],
)
def test_the_title_on_deprivation_says_more_fewer_or_about_as_many(most: int, said: str) -> None:
    found = Tenths(patients=(most, most, *[100] * 8), without_rank=0)
    assert sayings.about_tenths(found).startswith(said)


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (1.04, "1.04 times"),
        (1.4, "1.4 times"),
        (1.9, "nearly twice"),
        (2.03, "twice"),
        (2.6, "2.6 times"),
    ],
)
def test_ratios_are_said_as_people_say_them(ratio: float, said: str) -> None:
    assert sayings.times(ratio) == said


def test_the_title_of_a_funnel_counts_what_lies_outside() -> None:
    assert sayings.about_funnel(127, 0) == "All 127 practices lie inside the 99.8% limits"
    assert sayings.about_funnel(127, 1).startswith("One of 127 practices lies outside")
    assert sayings.about_funnel(127, 9).startswith("Nine of 127 practices lie outside")


def test_values_have_two_places_where_one_would_hide_them() -> None:
    assert [sayings.shown(DIABETES, one) for one in (7.11, 0.804, None)] == [
        "7.1%", "0.80%", "not held",
    ]  # fmt: skip
    assert sayings.shown(ONLINE, 1234.4) == "1,234 per 1,000"
    assert sayings.interval(DIABETES, 6.84, 7.42) == "6.8% to 7.4%"
    assert sayings.interval(DIABETES, 6.81, 6.84) == "6.81% to 6.84%"
    assert sayings.interval(ONLINE, 99.6, 110.2) == "100 to 110"
    assert sayings.points(DIABETES, -0.57, -0.63, -0.51) == "−0.57 points (−0.63 to −0.51)"
    assert sayings.points(ONLINE, 12.2, 10.1, 14.0) == "12 per 1,000 (10 to 14)"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (*YEAR, "2020/21"),
        (date(2025, 11, 1), date(2025, 11, 30), "November 2025"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2021, 3, 21), date.max, "since 21 March 2021"),
        (date(2022, 7, 1), date(2022, 7, 1), "1 July 2022"),
        (date(2025, 1, 6), date(2025, 3, 2), "6 January 2025 to 2 March 2025"),
    ],
)
def test_periods_are_written_as_people_write_them(
    starts_on: date, ends_on: date, said: str
) -> None:
    assert period(starts_on, ends_on) == said
