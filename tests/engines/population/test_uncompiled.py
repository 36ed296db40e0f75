"""The compiled loops in plain Python: the same answers, and every line of them is seen to run."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from openpcn.engines.population import answering, encounter_scan, event_scan, reading, words
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
    words: ("add_weights", "turn", "count"),
    answering: ("scan_events", "scan_encounters", "scan_shares"),
}


@pytest.fixture
def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every loop as it is written."""
    for module, names in LOOPS.items():
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name).plain)


def test_loops_answer_the_same_without_being_compiled(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Chance(78)
    people, registered = population(chance, 90)
    catalogue = chance.catalogue(140)
    plan = plan_for(catalogue, CLUSTERS, AS_AT)
    partition = write_partition(tmp_path, people, registered)
    compiled = as_answers(catalogue, answer_practice(plan, partition))
    request.getfixturevalue("uncompiled")
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 16)
    assert as_answers(catalogue, answer_practice(plan, partition)) == compiled


def test_rows_out_of_order_are_seen_without_being_compiled() -> None:
    ids = np.array([1, 2, 3])
    born = np.zeros(3, np.int32)
    plan = plan_for(Chance(1).catalogue(20), CLUSTERS, AS_AT)
    does, leaves = plan.events, len(plan.encounters.first)
    for person, day in (([2, 1], [9, 9]), ([1, 1], [9, 8])):
        who, on = np.array(person), np.array(day, np.int32)
        code, value = np.zeros(2, np.uint32), np.zeros(2, np.float32)
        rest = [getattr(does, field.name) for field in fields(does)]
        memory = event_scan.Memory.of(does)
        rest += [getattr(memory, field.name) for field in fields(memory)]
        asked = (who, code, on, value, ids, born, plan.day, *rest, np.zeros((3, 2), np.uint64))
        assert event_scan.scan_events.plain(*asked) == 1
        kind, contacts = np.zeros(2, np.int32), plan.encounters
        rest = [contacts.start, contacts.op, contacts.leaf, contacts.first, contacts.last]
        rest += [contacts.need, np.full(leaves, -1, np.int32), *np.zeros((2, leaves), np.int32)]
        asked = (who, on, on, kind, ids, born, plan.day, 1, *rest, np.zeros((3, 1), np.uint64))
        assert encounter_scan.scan_encounters.plain(*asked) == 1


def test_the_clinician_seen_most_is_found_among_few_and_many() -> None:
    nobody = encounter_scan.NOBODY
    assert encounter_scan.most_often(np.array([3, nobody, 3, nobody, 7], np.int32), 4) == 2
    many = np.array([1] * 20 + [nobody] * 40 + [2] * 21 + [1], np.int32)
    assert encounter_scan.most_often(many, len(many)) == 21
    assert encounter_scan.most_often(np.array([nobody], np.int32), 1) == 0


@pytest.mark.parametrize("compiled", [True, False])
def test_bits_are_turned_counted_and_weighed(
    compiled: bool, request: pytest.FixtureRequest
) -> None:
    if not compiled:
        request.getfixturevalue("uncompiled")
    chosen = np.random.default_rng(5).random((70, 130)) < 0.4
    flags = np.array([words.packed(row) for row in chosen])
    columns = np.array([words.packed(column) for column in chosen.T])
    assert (words.turned(flags)[:130] == columns).all()
    assert not words.turned(flags)[130:].any()
    group = (np.arange(130) // 65).astype(np.int32)
    expected = np.stack([chosen[:, :65].sum(axis=1), chosen[:, 65:].sum(axis=1)], axis=1)
    assert (words.counted(flags, group, 2) == expected).all()
    weights = list(range(-10, 60))
    assert words.add(list(flags), weights, 130).tolist() == (weights @ chosen).tolist()
    assert words.add([], [], 130).tolist() == [0] * 130
