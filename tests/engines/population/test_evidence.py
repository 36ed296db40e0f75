"""Why a definition is true of somebody: for one person, and for a practice at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue, Definition
from openpcn.engines.population.duckdb_files import connection
from openpcn.engines.population.evidence import explain
from openpcn.engines.population.in_words import in_words
from openpcn.engines.population.one_person import holds_person, read_person
from openpcn.engines.population.people import Event, Person, PersonRecords
from openpcn.engines.population.practice_evidence import practice_evidence
from openpcn.engines.population.windows import Last, Since
from openpcn.kernel.errors import NotRight
from tests.engines.population.invention import AS_AT, Registered, write_partition

HERE: Registered = ("Z1", date(2015, 1, 1), None)
CODES = {"DM_COD": (1, 2), "DMRES_COD": (3,)}
DIABETES = tree.Unresolved(clusters=("DM_COD",), resolved_by=("DMRES_COD",))
OLD = tree.Between(measure="age_years", lowest=65)
CATALOGUE = Catalogue.of(
    [
        Definition(name="dm", title="Diabetes", kind="flag", rule=DIABETES),
        Definition(
            name="old_dm",
            title="Diabetes at 65 and over",
            kind="flag",
            rule=tree.All(of=(tree.Uses(definition="dm"), OLD, tree.Uses(definition="dm"))),
        ),
        Definition(name="old", title="65 and over", kind="flag", rule=OLD),
    ]
)


def event(on: date, code: int, *clusters: str) -> Event:
    return Event(on=on, code=code, clusters=frozenset(clusters))


def person(number: int, *events: Event, born: int = 1950) -> PersonRecords:
    return PersonRecords(
        person=Person(person_id=number, birth_month=date(born, 1, 1)), events=events
    )


ILL = person(
    7,
    event(date(1940, 1, 1), 2, "DM_COD"),
    event(date(2010, 5, 4), 2, "DM_COD"),
    event(date(2001, 2, 3), 1, "DM_COD"),
    event(date(2002, 2, 3), 3, "DMRES_COD"),
    event(date(2030, 1, 1), 3, "DMRES_COD"),
)


def test_each_thing_looked_for_has_its_first_and_last_code_and_day() -> None:
    told = explain(CATALOGUE, "old_dm", ILL, AS_AT)
    assert told.answer is True
    assert [
        (one.within, one.sentence, one.is_true, one.events) for one in told.findings
    ] == snapshot(
        [
            ("old_dm", "The definition dm is met", True, 0),
            ("old_dm", "Age in years is 65 or more", True, 0),
            ("dm", "A code of DM_COD, and no code of DMRES_COD after the latest", True, 3),
        ]
    )
    register = told.findings[-1]
    assert register.first is not None
    assert register.last is not None
    assert (register.first.on, register.first.code) == (date(2001, 2, 3), 1)
    assert (register.last.on, register.last.code) == (date(2010, 5, 4), 2)


def test_what_is_not_recorded_has_no_code() -> None:
    told = explain(CATALOGUE, "dm", person(1), AS_AT)
    assert told.answer is False
    assert (told.findings[0].first, told.findings[0].last) == (None, None)


def test_a_practice_is_told_in_one_pass(tmp_path: Path) -> None:
    people = [
        person(5, event(date(2025, 1, 1), 2, "DM_COD")),
        ILL,
        person(9, event(date(2020, 1, 1), 1, "DM_COD"), event(date(2021, 1, 1), 3, "DMRES_COD")),
        person(11, born=2000),
    ]
    partition = write_partition(tmp_path, people, [HERE] * 4)
    told = practice_evidence(CATALOGUE, "old_dm", CODES, AS_AT, partition)
    assert [(one.person_id, one.events, one.first_on, one.last_code) for one in told] == [
        (5, 1, date(2025, 1, 1), 2),
        (7, 3, date(2001, 2, 3), 2),
    ]
    assert told[1].last_on == date(2010, 5, 4)
    everybody = practice_evidence(CATALOGUE, "old", CODES, AS_AT, partition)
    assert [(one.person_id, one.events, one.first_on) for one in everybody] == [
        (5, 0, None),
        (7, 0, None),
        (9, 0, None),
    ]


def test_a_practice_where_it_is_true_of_nobody_has_no_evidence(tmp_path: Path) -> None:
    some = person(1, event(date(2021, 1, 1), 3, "DMRES_COD"))
    partition = write_partition(tmp_path, [some], [HERE])
    assert practice_evidence(CATALOGUE, "dm", CODES, AS_AT, partition) == []


def test_one_person_s_rows_are_those_that_were_written(tmp_path: Path) -> None:
    partition = write_partition(tmp_path, [ILL], [HERE])
    read = read_person(connection(), partition, 7, CODES, CODES)
    assert read is not None
    assert sorted(read.events, key=str) == sorted(ILL.events, key=str)
    assert read.person == ILL.person
    few = read_person(connection(), partition, 7, CODES, ["DMRES_COD"])
    assert few is not None
    assert {one.code for one in few.events} == {3}
    assert read_person(connection(), partition, 8, CODES, CODES) is None
    Path(partition.file("event")).unlink()
    with pytest.raises(NotRight, match=r"event.parquet of practice Z1 cannot be read"):
        read_person(connection(), partition, 7, CODES, CODES)
    assert holds_person(connection(), partition, 7)


SAID = {
    tree.Recorded(clusters=("A", "B", "C")): "A code of A, B or C",
    tree.Recorded(clusters=("A",), at_least=3, window=Last(months=12)): (
        "A code of A on at least 3 days from 1 April 2025 to 31 March 2026"
    ),
    tree.Recorded(clusters=("A",), at_least=5, counting="codes"): (
        "At least 5 different codes of A"
    ),
    tree.FirstRecorded(clusters=("A",), window=Since(on=date(2003, 4, 1))): (
        "The first code of A from 1 April 2003 to 31 March 2026"
    ),
    tree.Unresolved(clusters=("A",), resolved_by=("B",), same_day_resolves=True): (
        "A code of A, and no code of B on or after the latest"
    ),
    tree.Value(clusters=("A",), compare="below", thousandths=59500): (
        "The latest value of A is below 59.5"
    ),
    tree.Contacts(settings=("ed",), window=Last(months=12), at_least=3): (
        "Contacts (ed) on at least 3 days from 1 April 2025 to 31 March 2026"
    ),
    tree.Contacts(settings=("gp",), window=None, roles=("gp", "nurse")): (
        "Contacts (gp) with gp or nurse on at least 1 day"
    ),
    tree.Nights(settings=("ip_emergency",), window=None, at_least=1): (
        "At least 1 night in hospital"
    ),
    tree.Discontinuous(settings=("gp",), window=None, below_percent=50): (
        "The clinician seen most had below 50% of at least 3 contacts"
    ),
    tree.Is(trait="care_home"): "Recorded: care home",
    tree.OneOf(label="sex", values=("F",)): "Recorded sex is F",
    tree.Known(label="language"): "language is recorded",
    tree.Between(measure="imd_decile", lowest=1, highest=2): "IMD decile is 1 to 2",
    tree.Between(measure="age_months", highest=11): "Age in months is 11 or less",
    tree.Between(measure="age_years"): "Age in years is any",
    tree.Arrived(window=Last(days=30)): (
        "First arrived in the country from 2 March 2026 to 31 March 2026"
    ),
    tree.Falls(definition="d", labels=("x", "y")): "d is x or y",
    tree.Scores(definition="d", lowest=5): "d is 5 or more",
}


@pytest.mark.parametrize("number", range(len(SAID)))
def test_every_operator_has_its_sentence(number: int) -> None:
    leaf, sentence = list(SAID.items())[number]
    assert in_words(leaf, AS_AT) == sentence
