"""The catalogue answered for a folder of records, and why somebody is on a list."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from inline_snapshot import snapshot

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue, Definition
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.workflows.population import running, storing
from openpcn.workflows.population.partitions import write_partition
from openpcn.workflows.population.running import run_population
from openpcn.workflows.population.storing import Store
from openpcn.workflows.population.telling_why import why_person, why_practice
from tests.workflows.population.records import CODES as BOOK
from tests.workflows.population.records import TODAY, tables

SYNTHETIC = "Synthetic: invented people, made by a program. Nobody in these records exists."
CODES = {"ILL_COD": {0}, "TEST_COD": {1}}
ILL = tree.Recorded(clusters=("ILL_COD",))
HIGH = tree.Value(clusters=("TEST_COD",), compare="at_least", thousandths=9500)
COUNT = tree.Sum(
    of=(
        tree.Weighted(weight=1, when=ILL),
        tree.Weighted(weight=10, when=tree.Uses(definition="high")),
    )
)
SEGMENTS = tree.Segments(
    of=(tree.Segment(label="high", when=tree.Uses(definition="high")),), otherwise="other"
)
CATALOGUE = Catalogue.of(
    [
        Definition(name="high", title="High", kind="flag", rule=HIGH),
        Definition(name="ill", title="Ill", kind="flag", rule=ILL),
        Definition(name="points", title="Points", kind="score", rule=COUNT),
        Definition(name="segment", title="Segment", kind="segment", rule=SEGMENTS),
    ]
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Two practices of three and of two people."""
    from openpcn.workflows.population.codebook import CodeBook

    folder = tmp_path / "records"
    folder.mkdir()
    book = CodeBook(folder)
    book.numbers(BOOK)
    book.keep()
    for practice, people in (("Z90001", 3), ("Z90002", 2)):
        write_partition(
            folder,
            practice,
            tables(people, practice=practice),
            source="invented",
            extracted_on=None,
            synthetic=True,
        )
    return folder


def rows(question: str) -> list[tuple]:
    return duckdb.connect().execute(question).fetchall()


def test_a_run_says_what_it_answered_and_keeps_it(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run_population(records, CATALOGUE, CODES, as_at=TODAY, out=out)
    assert (ran.practices, ran.people, ran.events, ran.encounters) == (2, 5, 10, 5)
    assert (ran.definitions, ran.label, ran.engine) == (4, SYNTHETIC, "duckdb")
    assert ran.seconds > 0
    assert ran.peak_mb > 10
    about = json.loads((out / "answers.json").read_text())
    assert about["fingerprint"] == ran.fingerprint
    assert about["columns"]["flags"]["bit_of"] == {"high": [0, 0], "ill": [0, 1]}
    people = f"'{out}/people.parquet'"
    assert rows(f"select person_id, flags_0, points, segment, sex from {people}") == [
        (1, 2, 1, "other", "M"),
        (2, 3, 11, "high", "F"),
        (3, 3, 11, "high", "M"),
        (1, 2, 1, "other", "M"),
        (2, 3, 11, "high", "F"),
    ]
    counts = f"'{out}/counts.parquet'"
    total = f"select definition, answer, sum(number)::int from {counts} group by all order by all"
    assert rows(total) == [
        ("(everybody)", "yes", 5),
        ("high", "yes", 3),
        ("ill", "yes", 5),
        ("points", "total", 35),
        ("segment", "high", 3),
        ("segment", "other", 2),
    ]


def test_one_practice_is_answered_alone(records: Path) -> None:
    ran = run_population(records, CATALOGUE, CODES, as_at=TODAY, practices=["Z90002"])
    assert (ran.practices, ran.people) == (1, 2)
    with pytest.raises(NotFound, match="holds no records of Z99999"):
        run_population(records, CATALOGUE, CODES, as_at=TODAY, practices=["Z99999"])


@pytest.mark.parametrize("engine", ["sql", "polars"])
def test_other_engines_give_the_same_fingerprint(records: Path, engine: str) -> None:
    one = run_population(records, CATALOGUE, CODES, as_at=TODAY)
    other = run_population(records, CATALOGUE, CODES, as_at=TODAY, engine=engine)
    assert other.fingerprint == one.fingerprint


def test_a_practice_that_did_not_change_keeps_its_answers(records: Path) -> None:
    before = run_population(records, CATALOGUE, CODES, as_at=TODAY)
    assert run_population(records, CATALOGUE, CODES, as_at=TODAY).fingerprint == before.fingerprint
    later = run_population(records, CATALOGUE, CODES, as_at=TODAY.replace(year=2027))
    assert later.fingerprint != before.fingerprint


def test_nobody_on_the_day_leaves_empty_answers(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run_population(records, CATALOGUE, CODES, as_at=date(2001, 1, 1), out=out)
    assert ran.people == 0
    assert [each.name for each in out.iterdir()] == ["answers.json"]


def test_a_half_written_partition_is_refused_and_nothing_is_left(
    records: Path, tmp_path: Path
) -> None:
    (records / "practice=Z90002" / "event.parquet").unlink()
    out = tmp_path / "out"
    with pytest.raises(NotRight, match=r"event\.parquet is missing"):
        run_population(records, CATALOGUE, CODES, as_at=TODAY, out=out)
    assert not out.exists()


def test_trouble_in_the_middle_leaves_the_answers_of_before(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    before = run_population(records, CATALOGUE, CODES, as_at=TODAY, out=out)
    seen = sorted(each.name for each in out.iterdir())
    monkeypatch.setattr(storing, "ROWS_TOGETHER", 1)

    def full(store: Store, about: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "finish", full)
    with pytest.raises(NotPossible, match="the disk is full"):
        run_population(records, CATALOGUE, CODES, as_at=TODAY.replace(day=2), out=out)
    assert sorted(each.name for each in out.iterdir()) == seen
    assert json.loads((out / "answers.json").read_text())["fingerprint"] == before.fingerprint


def test_there_must_be_a_folder_and_an_engine(records: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no folder"):
        run_population(tmp_path / "none", CATALOGUE, CODES, as_at=TODAY)
    with pytest.raises(NotFound, match="There is no engine called 'abacus'"):
        run_population(records, CATALOGUE, CODES, as_at=TODAY, engine="abacus")


def test_an_engine_that_is_not_installed_says_how_to_get_it(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "ENGINES", {"spark": "not_here:answer"})
    with pytest.raises(NotPossible) as told:
        run_population(records, CATALOGUE, CODES, as_at=TODAY, engine="spark")
    assert str(told.value) == snapshot(
        "The engine spark needs not_here, which is not installed here. Install openpcn[spark], "
        "or use the engine duckdb."
    )


def test_one_person_is_told_with_codes_and_days(records: Path) -> None:
    why = why_person(records, CATALOGUE, CODES, "points", 2, as_at=TODAY)
    assert (why.answer, why.practice, why.label) == (11, "Z90001", SYNTHETIC)
    (ill, _, high) = why.reasons
    assert ill.first is not None
    assert (ill.first.code, ill.first.on, ill.is_true) == ("1999999910", date(2020, 1, 1), True)
    assert high.last is not None
    assert (high.definition, high.last.value) == ("high", 9.5)
    there = why_person(records, CATALOGUE, CODES, "ill", 2, as_at=TODAY, practice="Z90002")
    assert there.practice == "Z90002"


@pytest.mark.parametrize("practice", ["", "Z90001"])
def test_nobody_by_a_number_is_said(records: Path, practice: str) -> None:
    with pytest.raises(NotFound, match="There is nobody numbered 99 in"):
        why_person(records, CATALOGUE, CODES, "ill", 99, as_at=TODAY, practice=practice)


def test_a_practice_is_told_with_codes_and_days(records: Path) -> None:
    why = why_practice(records, CATALOGUE, CODES, "high", "Z90001", as_at=TODAY)
    assert [one.person_id for one in why.people] == [2, 3]
    assert why.people[0].first is not None
    assert why.people[0].first.display == "Synthetic: a measurement"
    with pytest.raises(NotRight, match="points is a score"):
        why_practice(records, CATALOGUE, CODES, "points", "Z90001", as_at=TODAY)
