"""Records that are not as they should be: each is refused in words, or counted as is said."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from inline_snapshot import snapshot

from openpcn.engines.population import answering, reading, tree
from openpcn.engines.population.answering import answer_practice
from openpcn.engines.population.definitions import Catalogue, Definition
from openpcn.engines.population.people import Encounter, Event, Person, PersonRecords
from openpcn.engines.population.plan import Plan, plan_for
from openpcn.engines.population.reading import Partition
from openpcn.engines.population.windows import Last
from openpcn.engines.population.words import unpacked
from openpcn.kernel.errors import NotRight
from tests.engines.population.invention import AS_AT, Registered, write_partition, write_table

CODES = {"DM_COD": (1, 2), "BMI_COD": (3,)}
HERE: Registered = ("Z1", date(2015, 1, 1), None)
BORN = date(1960, 5, 1)


def plan(**rules: tree.Flag) -> Plan:
    made = [Definition(name=n, title=n, kind="flag", rule=rule) for n, rule in rules.items()]
    return plan_for(Catalogue.of(made), CODES, AS_AT)


EVER = plan(ever=tree.Recorded(clusters=("DM_COD",)))
TWICE = plan(twice=tree.Recorded(clusters=("DM_COD",), at_least=2))


def diabetes(*days: date) -> PersonRecords:
    events = tuple(Event(on=day, code=1, clusters=frozenset({"DM_COD"})) for day in days)
    return PersonRecords(person=Person(person_id=1, birth_month=BORN), events=events)


def true_of(plan: Plan, partition: Partition) -> list[bool]:
    found = answer_practice(plan, partition)
    (words,) = found.answers.flags.values()
    return unpacked(words, len(found.ids)).tolist()


def trouble(plan: Plan, partition: Partition) -> str:
    with pytest.raises(NotRight) as told:
        answer_practice(plan, partition)
    return str(told.value)


def test_events_out_of_order_are_refused(tmp_path: Path) -> None:
    person = diabetes(date(2025, 1, 2), date(2025, 1, 1))
    partition = write_partition(tmp_path, [person], [HERE], sort=False)
    assert trouble(EVER, partition) == snapshot(
        "event.parquet of practice Z1 is not in the order of people and days: row 2 comes too "
        "late. Load the records of Z1 again."
    )


def test_people_out_of_order_in_events_are_refused(tmp_path: Path) -> None:
    partition = write_partition(tmp_path, [diabetes()], [HERE])
    rows = [(person, 1, date(2025, 1, 1), None, 1) for person in (1, 2, 1)]
    write_table(partition.folder, "event", rows)
    assert "row 3 comes too late" in trouble(EVER, partition)


def test_pieces_that_come_in_another_order_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    partition = write_partition(tmp_path, [diabetes()], [HERE])
    rows = [(person, 1, date(2025, 1, 1), None, 1) for person in (5, 6, 7, 8, 1, 2, 3, 4)]
    write_table(partition.folder, "event", rows)
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 4)
    assert "comes too late" in trouble(EVER, partition)


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_rows_are_never_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    partition = write_partition(tmp_path, [diabetes()], [HERE])
    rows = [(person, 1, date(2025, 1, 1 + d), None, 1) for person in range(9) for d in range(3)]
    random.Random(seed).shuffle(rows)
    write_table(partition.folder, "event", rows)
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 4)
    assert "comes too late" in trouble(EVER, partition)


def test_encounters_out_of_order_are_refused(tmp_path: Path) -> None:
    met = tuple(Encounter(starts_on=date(2025, 1, day), setting="gp") for day in (2, 1))
    person = PersonRecords(person=Person(person_id=1, birth_month=BORN), encounters=met)
    partition = write_partition(tmp_path, [person], [HERE], sort=False)
    contacts = plan(met=tree.Contacts(settings=("gp",), window=None))
    assert "encounter.parquet of practice Z1 is not in the order" in trouble(contacts, partition)
    rows = [(person, date(2025, 1, 1), None, "gp", None, None) for person in (2, 1)]
    write_table(partition.folder, "encounter", rows)
    assert "row 2 comes too late" in trouble(contacts, partition)


def test_a_practice_without_encounters_has_no_contacts(tmp_path: Path) -> None:
    partition = write_partition(tmp_path, [diabetes()], [HERE])
    write_table(partition.folder, "encounter", [])
    assert true_of(plan(met=tree.Contacts(settings=("gp",), window=None)), partition) == [False]


def test_people_out_of_order_or_twice_are_refused(tmp_path: Path) -> None:
    partition = write_partition(tmp_path, [diabetes(), diabetes()], [HERE, HERE])
    assert "not in the order of its people, each once" in trouble(EVER, partition)


def test_the_same_event_twice_counts_once(tmp_path: Path) -> None:
    once = date(2025, 1, 1)
    assert true_of(TWICE, write_partition(tmp_path, [diabetes(once, once)], [HERE])) == [False]
    two = diabetes(once, once, once + timedelta(days=1))
    assert true_of(TWICE, write_partition(tmp_path / "b", [two], [HERE])) == [True]


def test_events_of_the_future_and_before_birth_do_not_count(tmp_path: Path) -> None:
    wrong = (AS_AT + timedelta(days=1), BORN - timedelta(days=1), date(9999, 1, 1))
    assert true_of(EVER, write_partition(tmp_path, [diabetes(*wrong)], [HERE])) == [False]
    assert true_of(EVER, write_partition(tmp_path / "b", [diabetes(AS_AT)], [HERE])) == [True]
    assert true_of(EVER, write_partition(tmp_path / "c", [diabetes(BORN)], [HERE])) == [True]


def test_encounters_of_the_future_and_before_birth_do_not_count(tmp_path: Path) -> None:
    days = (BORN - timedelta(days=1), AS_AT + timedelta(days=1))
    met = tuple(Encounter(starts_on=day, setting="gp", clinician=1) for day in days)
    person = PersonRecords(person=Person(person_id=1, birth_month=BORN), encounters=met)
    partition = write_partition(tmp_path, [person], [HERE])
    asked = plan(met=tree.Contacts(settings=("gp",), window=None))
    assert true_of(asked, partition) == [False]
    share = tree.Discontinuous(settings=("gp",), window=None, below_percent=101, fewest=1)
    assert true_of(plan(share=share), partition) == [False]


def test_rows_of_people_who_are_not_held_are_passed_over(tmp_path: Path) -> None:
    partition = write_partition(tmp_path, [diabetes(date(2025, 1, 1))], [HERE])
    rows = [(p, 1, date(2025, 1, 1), None, 1) for p in (-3, 0, 1, 2, 77)]
    write_table(partition.folder, "event", rows)
    assert true_of(EVER, partition) == [True]


def test_nobody_gives_no_answers(tmp_path: Path) -> None:
    partition = write_partition(tmp_path, [], [])
    found = answer_practice(EVER, partition)
    assert len(found.ids) == 0
    gone = write_partition(
        tmp_path / "b", [diabetes()], [("Z1", date(2015, 1, 1), date(2020, 1, 1))]
    )
    assert true_of(EVER, gone) == []


def test_a_registration_elsewhere_does_not_count(tmp_path: Path) -> None:
    elsewhere = write_partition(tmp_path, [diabetes()], [("Z2", date(2015, 1, 1), None)])
    assert true_of(EVER, elsewhere) == []


def test_a_file_that_is_missing_or_cut_short_is_refused(tmp_path: Path) -> None:
    partition = write_partition(tmp_path, [diabetes(date(2025, 1, 1))], [HERE])
    for table in ("person", "registration", "event"):
        place = Path(partition.file(table))
        whole = place.read_bytes()
        place.write_bytes(whole[: len(whole) // 2])
        assert f"{table}.parquet of practice Z1 cannot be read" in trouble(EVER, partition)
        place.unlink()
        assert f"{table}.parquet of practice Z1 cannot be read" in trouble(EVER, partition)
        place.write_bytes(whole)
    assert true_of(EVER, partition) == [True]


def test_a_file_of_another_schema_is_refused(tmp_path: Path) -> None:
    partition = write_partition(tmp_path, [diabetes(date(2025, 1, 1))], [HERE])
    place = Path(partition.file("event"))
    right = pq.read_table(place)
    text = right.set_column(1, "code_id", right["code_id"].cast(pa.string()))
    pq.write_table(text, place)
    assert trouble(EVER, partition) == snapshot(
        "event.parquet of practice Z1 has the column code_id as string, not uint32. Load the "
        "records of Z1 again."
    )
    pq.write_table(right.drop_columns(["code_id"]), place)
    assert "column code_id as nothing" in trouble(EVER, partition)
    pq.write_table(right, place)
    people = pq.read_table(partition.file("person"))
    pq.write_table(people.drop_columns(["sex"]), partition.file("person"))
    assert "has the column sex as nothing, not string" in trouble(EVER, partition)


def test_rows_without_what_each_must_have_are_refused(tmp_path: Path) -> None:
    partition = write_partition(tmp_path, [diabetes()], [HERE])
    place = Path(partition.file("event"))
    schema = pa.schema([field.with_nullable(True) for field in pq.read_schema(place)])
    rows = [(1, 1, None, None, 1), (1, 1, date(2025, 1, 1), None, 1)]
    columns = [pa.array(c, f.type) for c, f in zip(zip(*rows, strict=True), schema, strict=True)]
    pq.write_table(pa.table(columns, schema=schema), place)
    assert "event.parquet of practice Z1 has 1 rows without on" in trouble(EVER, partition)


def test_a_person_who_fills_more_than_a_piece_is_answered_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(40)]
    partition = write_partition(tmp_path, [diabetes(*days)], [HERE])
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 8)
    many = plan(many=tree.Recorded(clusters=("DM_COD",), at_least=40))
    assert true_of(many, partition) == [True]


def test_very_many_contacts_are_shared_out_rightly(tmp_path: Path) -> None:
    met = tuple(
        Encounter(starts_on=AS_AT - timedelta(days=n), setting="gp", clinician=seen)
        for n, seen in enumerate([None] * 30 + [1] * 29 + [2] * 41)
    )
    person = PersonRecords(person=Person(person_id=1, birth_month=BORN), encounters=met)
    partition = write_partition(tmp_path, [person], [HERE])
    for percent, is_below in ((41, False), (42, True)):
        share = tree.Discontinuous(settings=("gp",), window=None, below_percent=percent)
        assert true_of(plan(share=share), partition) == [is_below]


def test_a_setting_that_does_not_exist_is_nobody_s(tmp_path: Path) -> None:
    met = (Encounter(starts_on=AS_AT, setting="spa", clinician=1),)
    person = PersonRecords(person=Person(person_id=1, birth_month=BORN), encounters=met)
    partition = write_partition(tmp_path, [person], [HERE])
    contacts = tree.Contacts(settings=("spa", "gp"), window=Last(months=12))
    assert true_of(plan(met=contacts), partition) == [False]


def test_a_cluster_without_an_entry_is_refused() -> None:
    with pytest.raises(NotRight, match="asks for codes of AST_COD"):
        plan(ever=tree.Recorded(clusters=("AST_COD",)))


def test_a_person_in_two_practices_is_counted_in_each(tmp_path: Path) -> None:
    person = diabetes(date(2025, 1, 1))
    places = [
        write_partition(tmp_path, [person], [(code, date(2015, 1, 1), None)], practice=code)
        for code in ("Z1", "Z2")
    ]
    found = list(answering.answer_everybody(EVER, places))
    assert [one.ids.tolist() for one in found] == [[1], [1]]
    assert np.array_equal(found[0].answers.flags["ever"], found[1].answers.flags["ever"])
