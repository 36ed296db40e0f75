"""Money is set against need by each method; who cannot be compared is named with a next step."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openpcn.domains.agreements.actions.counts import record_count
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.workflows.fairness.files import as_json, told
from openpcn.workflows.fairness.groups import by_deprivation, by_network
from openpcn.workflows.fairness.recorded import how_far
from openpcn.workflows.fairness.scenario import read_scenario
from openpcn.workflows.fairness.show_fairness import Fairness, path_of, show_fairness
from openpcn.workflows.fairness.workings import ingredients
from tests.domains.world import COMMISSIONED, CORE, File, account, day, load, on

pytestmark = pytest.mark.usefixtures("fair_county")
HAZEL = "Z90006 list=10000 weighted=10000 money=900000"


def answer(code: str = "Q91", *, at: str = "2024-06-01", year: str = "", **said: str) -> Fairness:
    scenario, wrong = read_scenario(said)
    assert not wrong
    when = on(at)
    return show_fairness(path_of(code, when=when), code, year=year, scenario=scenario, when=when)


def left_out(found: Fairness) -> dict[str, str]:
    return {one.code: f"{one.why} {one.next_step}" for one in found.weighed.left_out}


def test_published_weighted_lists_come_first_and_are_traced_to_their_file() -> None:
    found = answer(budget="100000")
    assert [one.code for one in found.practices] == ["Z90001", "Z90002", "Z90003", "Z90004"]
    assert found.money == Decimal("10200000.00")
    assert [one.code for one in found.plan.gainers] == ["Z90003"]
    assert found.follows_today.to_move == Decimal("214285.71")
    weighted = next(one for one in ingredients(found) if one.title.startswith("Contractor"))
    assert weighted.status == "Published"
    assert weighted.period == "year to 31 March 2024"
    assert "land-" in weighted.source
    assert weighted.file == found.held.payment_files[0]


def test_who_cannot_be_compared_is_named_with_a_next_step() -> None:
    assert left_out(answer()) == {
        "Z90005": (
            "Its core contract money is 5% of its payments of £5,950,000.00: the rest is under "
            "other headings. Choose “All payments but premises and dispensing”, or tell its money "
            "in the form: Z90005 money=…"
        ),
        "Z90006": (
            "It has no row in the payments file of the year. Tell its figures in the form: Z90006 "
            "list=… weighted=… money=…"
        ),
    }


def test_all_payments_are_another_sum() -> None:
    found = answer(money="all")
    pounds = {one.code: one.pounds for one in found.practices}
    assert pounds["Z90005"] == Decimal("5950000.00")
    assert pounds["Z90001"] == Decimal("1170000.00")


def test_what_was_told_comes_before_what_was_published() -> None:
    found = answer(told=f"z90003 weighted=25000\n\n{HAZEL}\nZ90005 money=5000000.50")
    assert len(found.practices) == 6
    need = {one.code: one.need for one in found.practices}
    assert (need["Z90003"], need["Z90006"]) == (Decimal(25000), Decimal(10000))
    marked = next(one for one in ingredients(found) if one.status == "Told")
    assert "Z90003, Z90005, Z90006" in marked.words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Z90001 list=0", "Its list is nought or not given. Tell its figures"),
        ("Z90001 weighted=0", "No weighted list of it was published. Tell it in the form"),
        ("Z90001 money=0", "Its core contract money comes to £0.00. Tell its figures"),
        ("Z90006 list=10", "The payments file has no sum of its money. Tell its figures"),
    ],
)
def test_a_list_need_or_money_of_nought_is_left_out_and_named(line: str, words: str) -> None:
    assert left_out(answer(told=line))[line[:6]].startswith(words)


def test_carr_hill_counts_the_parts_that_are_held_and_names_the_others() -> None:
    found = answer(method="carr-hill")
    need = {one.code: one.need / one.patients for one in found.practices}
    assert need["Z90001"] < 1 < need["Z90002"]
    status = {one.title: (one.status, one.words) for one in ingredients(found)}
    assert status["Age and sex"][0] == "To be checked"
    assert status["List turnover"][0] == "Left out"
    assert status["List turnover"][1].endswith(
        "Needs patients of each practice who registered in the last year (4 of 4 practices lack "
        "them)."
    )
    assert status["Market forces: staff cost by place"][1].endswith(
        "Needs the factor of each place, which was looked for and not found."
    )


def test_a_part_of_carr_hill_counts_once_everybody_has_told_it() -> None:
    lines = "\n".join(f"Z9000{n} new={n}000 homes=0" for n in (1, 2, 3, 4))
    found = answer(method="carr-hill", told=lines)
    status = {one.title: one.status for one in ingredients(found)}
    assert status["List turnover"] == status["Nursing and residential homes"] == "Checked"
    assert status["Additional needs"] == "Left out"


def test_the_open_weight_counts_age_sex_and_where_patients_live() -> None:
    found = answer(method="open")
    assert found.held.edition == "Indices of Deprivation 2019"
    assert left_out(found)["Z90003"] == (
        "Where its patients live is not held, so neither is their deprivation. Load them, or "
        "choose another way to measure need."
    )
    need = {one.code: one.need / one.patients for one in found.practices}
    later = answer(method="open", at="2025-11-15")
    assert later.held.edition == "Indices of Deprivation 2025"
    after = {one.code: one.need / one.patients for one in later.practices}
    assert after["Z90001"] > need["Z90001"]
    assert after["Z90004"] < need["Z90004"]


def test_weights_can_be_changed_and_say_so() -> None:
    same = answer(method="open", **{"open-male-2": "0.913"})
    assert not same.scenario.is_edited
    found = answer(method="open", per_point="1", **{"open-male-2": "9", "open-female-2": "9"})
    assert found.scenario.is_edited
    changed = [one.title for one in ingredients(found) if one.status == "Changed here"]
    assert changed == ["Age and sex", "Deprivation: Indices of Deprivation 2019"]
    need = {one.code: one.need / one.patients for one in found.practices}
    assert need["Z90001"] > need["Z90002"]


def test_ages_that_are_not_held_are_named() -> None:
    found = answer(method="open", told=HAZEL)
    assert left_out(found)["Z90006"].startswith("Its patients by age and sex are not held.")


def test_lists_within_a_year_of_the_money_need_no_caution() -> None:
    assert not answer(method="open", year="2022/23").cautions


def test_lists_of_far_days_are_a_caution(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpcn.workflows.fairness.show_fairness.FAR", 30)
    found = answer(method="open")
    (caution,) = found.cautions
    assert caution.startswith("Ages are of 1 January 2024; Homes are of 1 January 2024; lists and")
    assert caution.endswith("Load lists nearer to the year to mend this.")


def test_networks_and_fifths_sum_to_all() -> None:
    found = answer(budget="200000", told="Z90003 list=30000\nZ90005 money=4000000")
    lines = by_network(found)
    assert [(one.name, one.practices) for one in lines] == [
        ("NORTH PCN", 2),
        ("SOUTH PCN", 2),
        ("WEST PCN", 1),
    ]
    assert sum(one.extra for one in lines) == Decimal("200000.00")
    assert by_deprivation(found) == ()


def test_fifths_begin_with_the_most_deprived_homes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpcn.workflows.fairness.groups.FIFTHS", 3)
    found = answer(method="open")
    lines = by_deprivation(found)
    assert sum(one.today for one in lines) == found.money
    assert lines[0].name == "Most deprived fifth"
    assert lines[0].each(lines[0].today) > 0


def test_a_place_and_a_network_are_compared_among_themselves() -> None:
    assert [one.code for one in answer("P91").practices] == ["Z90001", "Z90002", "Z90003"]
    assert [one.code for one in answer("U90001").practices] == ["Z90001", "Z90002"]


def test_one_practice_alone_is_refused() -> None:
    with pytest.raises(NotPossible, match="Z90001 is one practice"):
        answer("Z90001")


def test_a_year_that_is_not_held_is_refused_by_name() -> None:
    with pytest.raises(NotFound, match=r"No payments file of 2018/19 .* held: 2022/23, 2023/24"):
        answer(year="2018/19")


def test_a_day_before_every_payments_file_says_what_to_load() -> None:
    with pytest.raises(NotPossible, match="Load the payments file of a year"):
        answer(at="2022-01-01")


def test_a_line_about_a_practice_elsewhere_is_refused() -> None:
    with pytest.raises(NotRight, match="Z99999 is no practice here on this day"):
        answer(told="Z99999 list=5")


def test_a_practice_that_closed_since_is_named() -> None:
    file = File(period_on=day("2024-01-01")).detail("Z90007", "GORSE SURGERY")
    file.dated("Z90007", COMMISSIONED, "S91", "2015-04-01")
    file.dated("Z90007", CORE, "U90002", "2019-07-01", "2024-04-30")
    load(file)
    assert left_out(answer("U90002"))["Z90007"].startswith(
        "It was here on 31 March 2024 and has closed or moved since."
    )


def test_the_answer_for_programs_has_its_workings() -> None:
    found = answer(budget="100000", years="2", floor="95")
    plain = as_json(found)
    assert plain["total"]["spent_by_year"] == [100000.0, 100000.0]
    assert plain["total"]["lose"] == 0
    assert plain["floor"]["below"][0] == {"code": "Z90001", "cost": 50000.0}
    assert plain["concentration"]["working"] == found.today.working
    assert any("Budget £100,000.00 a year, at most 5% more" in words for words in told(found))


def test_a_recorded_weighted_population_is_said_beside_the_lists_that_count() -> None:
    assert answer().recorded == ()
    for number in (31_000, 30_500):
        record_count(
            network="U90001",
            counts="weighted",
            number=Decimal(number),
            on=day("2024-01-01" if number == 31_000 else "2024-03-01"),
            source="Letter",
            by=account("manager" + str(number), ("network_manager", "U90001")),
        )
    (said,) = answer().recorded
    assert "North PCN (30,500 on 1 March 2024; its practices’ lists come to" in said.replace(
        "'", "’"
    )
    assert "tell them for each practice" in said
    assert said in told(answer())
    assert answer(method="open").recorded == ()
    assert answer(year="2023/24", at="2024-06-01").practices == answer().practices


@pytest.mark.parametrize(
    ("apart", "told"),
    [
        ("0", "the same"),
        ("0.0004", "under 0.1% apart"),
        ("0.0005", "0.1% apart"),
        ("0.104", "10.4% apart"),
    ],
)
def test_a_small_difference_is_not_told_as_none(apart: str, told: str) -> None:
    assert how_far(Decimal(apart)) == told
