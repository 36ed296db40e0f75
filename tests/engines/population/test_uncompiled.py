"""The compiled loops in plain Python: the same answers, and every line of them is seen to run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from openpcn.engines.population import answering, encounter_scan, evaluating, event_scan, words
from openpcn.engines.population.answering import answer_practice
from openpcn.engines.population.plan import plan_for
from tests.engines.population.invention import (
    AS_AT,
    CLUSTERS,
    Chance,
    population,
    write_partition,
)
from tests.engines.population.test_agreement import as_answers

LOOPS = {
    event_scan: ("compares", "put", "scan_events"),
    encounter_scan: ("put", "scan_encounters", "stay_seen", "scan_shares", "most_often"),
    words: ("add", "places_below", "by_person", "counted"),
    evaluating: ("add",),
    answering: ("scan_events", "scan_encounters", "scan_shares"),
}


@pytest.fixture
def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every loop as it is written."""
    for module, names in LOOPS.items():
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name).py_func)


def test_loops_answer_the_same_without_being_compiled(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chance = Chance(78)
    people, registered = population(chance, 90)
    catalogue = chance.catalogue(140)
    plan = plan_for(catalogue, CLUSTERS, AS_AT)
    partition = write_partition(tmp_path, people, registered)
    compiled = as_answers(catalogue, answer_practice(plan, partition))
    request.getfixturevalue("uncompiled")
    assert as_answers(catalogue, answer_practice(plan, partition)) == compiled


def test_rows_out_of_order_are_seen_without_being_compiled(uncompiled: None) -> None:
    ids = np.array([1, 2, 3])
    born = np.zeros(3, np.int32)
    plan = plan_for(Chance(1).catalogue(20), CLUSTERS, AS_AT)
    bits = np.zeros((90, 1), np.uint64)
    for person, day in (([2, 1], [9, 9]), ([1, 1], [9, 8])):
        who, on = np.array(person), np.array(day, np.int32)
        code, value = np.zeros(2, np.uint32), np.zeros(2, np.float32)
        does = plan.events
        rest = (does.start, does.op, does.leaf, does.first, does.last, does.need)
        asked = (who, code, on, value, ids, born, plan.day, *rest, does.limit, does.compare, bits)
        assert event_scan.scan_events(*asked) == 1
        kind = np.zeros(2, np.int32)
        asked = (who, on, on, kind, ids, born, plan.day, 1, *rest, bits)
        assert encounter_scan.scan_encounters(*asked) == 1


@pytest.mark.usefixtures("uncompiled")
def test_the_clinician_seen_most_is_found_among_few_and_many() -> None:
    nobody = encounter_scan.NOBODY
    assert encounter_scan.most_often(np.array([3, nobody, 3, nobody, nobody], np.int32)) == 2
    many = np.array([1] * 20 + [nobody] * 40 + [2] * 21, np.int32)
    assert encounter_scan.most_often(many) == 21
    assert encounter_scan.most_often(np.array([nobody], np.int32)) == 0


@pytest.mark.usefixtures("uncompiled")
def test_bits_are_turned_and_counted() -> None:
    flags = np.array([words.packed(np.arange(70) % 2 == 1), words.packed(np.arange(70) > 64)])
    turned = words.by_person(flags, 70)
    assert turned[:, 0].tolist() == [
        (person % 2) | (2 if person > 64 else 0) for person in range(70)
    ]
    group = (np.arange(70) // 35).astype(np.int32)
    assert words.counted(flags[1], group, 2).tolist() == [0, 5]
    assert words.counted(words.everybody(70), group, 2).tolist() == [35, 35]
