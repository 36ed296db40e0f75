"""From a plan and a folder of records to an answer: windows, people, refusals, files."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from openpcn.cli.main import main
from openpcn.engines.evaluation import Verdict
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.records import DIAGNOSIS, SCHEMAS
from openpcn.rulebook.synthetic_codes import synthetic_codes
from openpcn.workflows.population.codebook import CodeBook
from openpcn.workflows.population.evaluating import evaluate_plan
from openpcn.workflows.population.evaluation_answers import write_answer
from openpcn.workflows.population.evaluation_facts import gather, months_on
from openpcn.workflows.population.evaluation_plan import read_plan
from openpcn.workflows.population.partitions import write_partition

START = date(2024, 4, 1)
PRACTICES = [f"Z9{number:04d}" for number in range(12)]
PLAN = """
title = "Calls after a stay in hospital"
starts_on = 2024-04-01
months = 12
[treated]
people = "treated.csv"
[match]
exact = ["sex"]
measured = ["age", "contacts", "imd_decile"]
[[outcome]]
name = "ip_emergency"
words = "Emergency admissions"
better = "fewer"
settings = ["ip_emergency"]
[[outcome]]
name = "diabetes"
words = "New codes of diabetes"
better = "control"
cluster = "DM_COD"
[[target]]
words = "Admissions 30% fewer"
outcome = "ip_emergency"
change = -0.3
"""


def encounters(chance: np.random.Generator, person: int, rates: tuple[float, ...]) -> list[dict]:
    """Emergency admissions of a person in each of the three years around the start."""
    return [
        {
            "person_id": person,
            "starts_on": START + timedelta(days=365 * (year - 2) + int(day)),
            "setting": "ip_emergency",
        }
        for year, rate in enumerate(rates)
        for day in chance.integers(0, 364, chance.poisson(rate))
    ]


def practice_of(chance: np.random.Generator, first: int, code: str, people: int = 90):
    """A practice in which people with two or more admissions in a year are often chosen."""
    persons, met, events, chosen = [], [], [], []
    for person in range(first, first + people):
        need = float(chance.gamma(0.8, 1.2))
        before = encounters(chance, person, (need, need, 0))
        seen = sum(START > row["starts_on"] >= date(2023, 4, 1) for row in before)
        is_chosen = seen >= 2 and chance.random() < 0.6
        after = encounters(chance, person, (0, 0, need * (0.4 if is_chosen else 1.0)))
        met += before + after
        if is_chosen:
            chosen.append(person)
        if chance.random() < 0.1:
            day = START + timedelta(days=int(chance.integers(-700, 360)))
            events.append({"person_id": person, "code_id": 0, "on": day, "kind": DIAGNOSIS})
        persons.append(
            {
                "person_id": person,
                "sex": "FM"[person % 2],
                "birth_month": date(1940 + int(chance.integers(0, 50)), 5, 1),
                "imd_decile": None if person % 40 == 0 else int(chance.integers(1, 11)),
                "death_on": START + timedelta(days=200) if person % 33 == 0 else None,
                "care_home": False,
                "optout_national": person % 25 == 1,
                "optout_local": False,
            }
        )
    stays = [
        {
            "person_id": row["person_id"],
            "practice_code": code,
            "starts_on": date(2024, 1, 1) if row["person_id"] % 20 == 7 else date(2015, 1, 1),
        }
        for row in persons
    ]
    rows = {"person": persons, "registration": stays, "event": events, "encounter": met}
    return {name: pa.Table.from_pylist(rows[name], schema=SCHEMAS[name]) for name in rows}, chosen


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve practices, the plan and the list of people who had the intervention."""
    place = tmp_path_factory.mktemp("evaluation")
    records = place / "records"
    records.mkdir()
    book = CodeBook(records)
    book.numbers(synthetic_codes("DM_COD"))
    book.keep()
    chance, chosen = np.random.default_rng(12), []
    for number, code in enumerate(PRACTICES):
        tables, some = practice_of(chance, 1 + 90 * number, code)
        chosen += some
        about = {"source": "test", "extracted_on": date(2025, 6, 1), "synthetic": True}
        write_partition(records, code, tables, **about)
    (place / "plan.toml").write_text(PLAN)
    (place / "treated.csv").write_text("person_id\n" + "".join(f"{one}\n" for one in chosen))
    return place


def planned(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """The plan with some of its words changed."""
    text = PLAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    place = folder / f"{name}.toml"
    place.write_text(text)
    return place


@pytest.fixture(scope="module")
def found(folder: Path):
    return evaluate_plan(folder / "plan.toml", folder / "records")


def test_an_intervention_that_helps_is_seen_in_records(found) -> None:
    (finding,) = found.answer.findings
    assert finding.effect.ratio_lower < 0.4 / 1 < finding.effect.ratio_upper
    assert finding.verdict in {Verdict.BENEFIT, Verdict.BENEFIT_IN_DOUBT}
    assert [one.name for one in found.answer.placebo_dates] == ["ip_emergency", "diabetes"]
    assert [one.name for one in found.answer.negative_controls] == ["diabetes"]
    assert found.label.startswith("Synthetic")
    assert found.not_assured == "OpenPCN is not assured as a medical device."


def test_people_who_cannot_be_compared_are_counted_with_the_reason(found) -> None:
    assert found.left_out.keys() == {
        "opted out of planning",
        "not registered through the whole window before",
        "deprivation not known",
    }
    assert all(number > 10 for number in found.left_out.values())


def test_windows_count_each_day_once_and_time_only_while_registered(folder: Path) -> None:
    plan = read_plan(folder / "plan.toml")
    part = gather(folder / "records", PRACTICES[0], plan, {"DM_COD": {0}})
    assert 33 in part.person_id
    at = part.person_id.tolist().index(33)
    assert part.years["before"][at] == pytest.approx(1, abs=0.01)
    assert part.years["after"][at] == pytest.approx(201 / 365.25)
    assert not {1, 7, 26, 40} & set(part.person_id.tolist())
    counted = sum(part.counts["ip_emergency"][window].sum() for window in part.years)
    assert counted > 100
    assert months_on(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_on(date(2024, 3, 31), -13) == date(2023, 2, 28)


def test_the_answer_is_written_with_harm_as_its_first_word(found, tmp_path: Path) -> None:
    places = write_answer(found, tmp_path / "out")
    assert [place.name for place in places] == ["evaluation.json", "effects.csv", "balance.csv"]
    text = places[0].read_text()
    assert text.startswith('{\n  "harm": ')
    answer = json.loads(text)
    assert answer["starts_on"] == "2024-04-01"
    assert answer["targets"][0]["sentence"].startswith("Admissions 30% fewer: ")
    with places[1].open() as file:
        rows = list(csv.DictReader(file))
    assert [row["what"] for row in rows] == [
        "effect",
        "earlier date",
        "earlier date",
        "negative control",
    ]
    with places[2].open() as file:
        assert next(csv.reader(file))[0] == "name"
    assert not {key for row in rows for key in row if "before" in key}


def test_a_definition_can_say_who_had_it_and_what_people_are_matched_on(folder: Path) -> None:
    half = json.dumps(PRACTICES[:6])
    by_definition = planned(
        folder,
        "by-definition",
        ('people = "treated.csv"', f'definition = "qof_diabetes"\npractices = {half}'),
        ('measured = ["age", "contacts", "imd_decile"]', 'definitions = ["qof_diabetes"]'),
        ('exact = ["sex"]', 'exact = ["sex", "age_band", "practice", "care_home"]'),
    )
    with pytest.raises(NotPossible, match=r"no person without the intervention is like|fewest"):
        evaluate_plan(by_definition, folder / "records")
    score = planned(folder, "score", ('people = "treated.csv"', 'definition = "charlson_score"'))
    with pytest.raises(NotRight, match="charlson_score is not a flag"):
        evaluate_plan(score, folder / "records")


def test_there_is_no_answer_without_comparison_people(folder: Path) -> None:
    """Everybody of some practices is treated, and only these practices are looked at."""
    numbers = "".join(f"{one}\n" for one in range(1, 2000))
    (folder / "everybody.csv").write_text(f"person_id\n{numbers}")
    alone = planned(folder, "alone", ("treated.csv", "everybody.csv"))
    with pytest.raises(NotPossible, match="is never shown alone"):
        evaluate_plan(alone, folder / "records")


def test_comparison_practices_can_be_named(folder: Path) -> None:
    plan = planned(
        folder,
        "named",
        ("[match]", f"[comparison]\npractices = {json.dumps(PRACTICES[3:])}\n[match]"),
        ('measured = ["age", "contacts", "imd_decile"]', 'measured = ["age", "diagnoses"]'),
        ("[treated]", "[treated]\npractices = " + json.dumps(PRACTICES[:9])),
    )
    found = evaluate_plan(plan, folder / "records")
    whole = evaluate_plan(folder / "plan.toml", folder / "records")
    assert found.answer.treated < whole.answer.treated
    unknown = planned(folder, "unknown", ("[treated]", '[treated]\npractices = ["Z99999"]'))
    with pytest.raises(NotFound, match="The plan names Z99999"):
        evaluate_plan(unknown, folder / "records")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("2024-04-01", "2024-12-01")], "after the start ends on 2025-11-30"),
        ([("2024-04-01", "2022-10-01")], "first encounter in the records is on 2022"),
        ([("DM_COD", "NONE_COD")], "no code of the cluster NONE_COD"),
    ],
)
def test_windows_and_codes_that_the_records_do_not_hold_are_refused(
    folder: Path, changes: list[tuple[str, str]], said: str
) -> None:
    with pytest.raises(NotPossible, match=said):
        evaluate_plan(planned(folder, "window", *changes), folder / "records")


def test_without_an_earlier_window_no_earlier_date_is_tried(folder: Path) -> None:
    plan = planned(folder, "early", ("2024-04-01", "2023-06-01"))
    assert evaluate_plan(plan, folder / "records").answer.placebo_dates == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("starts_on = 2024-04-01", 'starts_on = "soon"', "starts_on is a day"),
        ("months = 12", "months = 0", "months is a number from 1 to 60"),
        ("months = 12", "month = 12", r"month is not known in \[plan\]"),
        ('people = "treated.csv"', "", "names either people, a file, or a definition"),
        ('exact = ["sex"]', 'exact = ["hair"]', "exact 'hair' is none of sex, age_band"),
        ('"contacts"', '"shoes"', "measured 'shoes' is none of age"),
        ('better = "fewer"', 'better = "nicer"', "better is one of fewer, more, control"),
        ('settings = ["ip_emergency"]', 'settings = ["spa"]', "setting 'spa' is none of gp"),
        ('cluster = "DM_COD"', "", "diabetes counts either settings or a cluster"),
        ('words = "Admissions 30% fewer"', 'lever = "beds"', "There is no lever 'beds'"),
        ("[match]", "match = 3\n[ma]", "not known|is a table"),
        ("[match]", "[match", "cannot be read as TOML"),
    ],
)
def test_a_plan_that_is_not_one_is_refused_with_the_reason(
    folder: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(NotRight, match=said):
        read_plan(planned(folder, "wrong", (old, new)))


def test_plans_and_lists_that_are_missing_are_said_so(folder: Path) -> None:
    with pytest.raises(NotFound, match="There is no plan"):
        read_plan(folder / "none.toml")
    with pytest.raises(NotFound, match="There is no list"):
        evaluate_plan(planned(folder, "a", ("treated.csv", "none.csv")), folder / "records")
    (folder / "names.csv").write_text("name\nsomebody\n")
    with pytest.raises(NotRight, match="is not a list of people"):
        evaluate_plan(planned(folder, "b", ("treated.csv", "names.csv")), folder / "records")


def test_a_lever_of_the_planning_papers_is_a_target(folder: Path) -> None:
    target = 'words = "Admissions 30% fewer"\noutcome = "ip_emergency"\nchange = -0.3'
    plan = read_plan(planned(folder, "lever", (target, 'lever = "follow_ups"')))
    assert plan.targets[0].outcome == "op_follow_up"


def test_the_command_says_harm_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [str(folder / "plan.toml"), "--records", str(folder / "records")]
    with pytest.raises(SystemExit) as left:
        main(["population", "evaluate", *words, "--out", str(folder / "out")])
    assert not left.value.code
    said = capsys.readouterr().out
    assert said.splitlines()[0].startswith(("No harm was found", "Harm was"))
    assert "Left out, opted out of planning:" in said
    assert said.rstrip().endswith("OpenPCN is not assured as a medical device.")
    with pytest.raises(SystemExit):
        main(["population", "evaluate", *words, "--json"])
    assert next(iter(json.loads(capsys.readouterr().out))) == "harm"
