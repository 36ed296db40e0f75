"""The fast engine gives the plain evaluator's answer, for random definitions and odd records."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from openpcn.engines.population import reading
from openpcn.engines.population.answering import answer_everybody, answer_with_duckdb
from openpcn.engines.population.answers import PracticeAnswers
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.plainly import Answers, answer_plainly
from openpcn.engines.population.plan import plan_for
from openpcn.engines.population.words import unpacked
from tests.engines.population.invention import (
    AS_AT,
    CLUSTERS,
    Chance,
    is_counted,
    population,
    write_partition,
)


def as_answers(catalogue: Catalogue, found: PracticeAnswers) -> dict[int, Answers]:
    """Answers person by person, as the plain evaluator gives them."""
    people = len(found.ids)
    flags = {name: unpacked(words, people) for name, words in found.answers.flags.items()}
    told: dict[int, Answers] = {}
    for at, person in enumerate(found.ids):
        told[int(person)] = {
            name: bool(flags[name][at])
            if one.kind == "flag"
            else int(found.answers.scores[name][at])
            if one.kind == "score"
            else one.labels[found.answers.choices[name][at]]
            for name, one in catalogue.named.items()
        }
    return told


@pytest.mark.parametrize("seed", range(4))
def test_everybody_is_answered_as_the_plain_evaluator_answers(seed: int, tmp_path: Path) -> None:
    chance = Chance(seed)
    people, registered = population(chance, 150)
    catalogue = chance.catalogue(80)
    partition = write_partition(tmp_path, people, registered)
    (found,) = answer_with_duckdb(catalogue, CLUSTERS, AS_AT, [partition])
    told = as_answers(catalogue, found)
    wanted = {
        one.person.person_id: answer_plainly(catalogue, one, AS_AT)
        for one, where in zip(people, registered, strict=True)
        if is_counted(one, where)
    }
    assert told.keys() == wanted.keys()
    for person, answers in wanted.items():
        wrong = {name for name in answers if answers[name] != told[person][name]}
        assert not wrong, [(catalogue.named[name].rule, answers[name]) for name in wrong][:1]


def test_pieces_of_a_few_rows_give_the_same_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Chance(99)
    people, registered = population(chance, 60)
    catalogue = chance.catalogue(60)
    partition = write_partition(tmp_path, people, registered)
    (whole,) = answer_with_duckdb(catalogue, CLUSTERS, AS_AT, [partition])
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 16)
    (little,) = answer_with_duckdb(catalogue, CLUSTERS, AS_AT, [partition])
    assert as_answers(catalogue, little) == as_answers(catalogue, whole)


def test_practices_are_answered_in_their_order(tmp_path: Path) -> None:
    chance = Chance(5)
    plan = plan_for(chance.catalogue(5), CLUSTERS, AS_AT)
    partitions = [
        write_partition(tmp_path, *practice_of(chance, f"Z{n}"), practice=f"Z{n}") for n in range(7)
    ]
    found = [one.practice for one in answer_everybody(plan, partitions)]
    assert found == [f"Z{n}" for n in range(7)]


def practice_of(chance: Chance, code: str):
    people, registered = population(chance, 3)
    return people, [(code, starts, ends) for _, starts, ends in registered]


def test_who_stops_reading_early_leaves_nothing_running(tmp_path: Path) -> None:
    chance = Chance(6)
    plan = plan_for(chance.catalogue(5), CLUSTERS, AS_AT)
    partitions = [
        write_partition(tmp_path, *practice_of(chance, f"Z{n}"), practice=f"Z{n}") for n in range(5)
    ]
    answers = answer_everybody(plan, partitions)
    assert next(answers).practice == "Z0"
    answers.close()
    assert not [one for one in threading.enumerate() if "ThreadPool" in one.name]
