"""Random definitions on random little populations: every engine must give one fingerprint."""

from __future__ import annotations

import tempfile
from pathlib import Path

from openpcn.engines.population.answering import answer_with_duckdb
from openpcn.engines.population.answers import canonical, digest_of
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.on_duckdb import answer_with_sql
from openpcn.engines.population.on_polars import answer_with_polars
from openpcn.engines.population.plainly import answer_plainly
from openpcn.engines.population.words import unpacked
from tests.engines.population.invention import (
    AS_AT,
    CLUSTERS,
    Chance,
    is_counted,
    population,
    write_partition,
)

TOGETHER = 100
PEOPLE = 100


def agree(number: int, *, seed: int = 0) -> str:
    """Ask as many definitions of every engine; a sentence, or an error that names the first."""
    for at in range(0, number, TOGETHER):
        with tempfile.TemporaryDirectory() as folder:
            one_lot(Chance(f"{seed}/{at}"), Path(folder))
    return (
        f"{number:,} random definitions of {PEOPLE} people: the fast engine, SQL, Polars and the "
        "plain evaluator agree"
    )


def one_lot(chance: Chance, folder: Path) -> None:
    """Some definitions on one population."""
    people, registered = population(chance, PEOPLE)
    catalogue = chance.catalogue(TOGETHER)
    partition = write_partition(folder, people, registered)
    (fast,) = answer_with_duckdb(catalogue, CLUSTERS, AS_AT, [partition])
    for engine in (answer_with_sql, answer_with_polars):
        (other,) = engine(catalogue, CLUSTERS, AS_AT, [partition])
        if digest_of(catalogue, fast) != digest_of(catalogue, other):
            wrong = [
                name
                for name in catalogue.named
                if canonical(fast.answers, name) != canonical(other.answers, name)
            ]
            raise SystemExit(f"{engine.__name__}: {catalogue.named[wrong[0]].rule}")
    counted = [one for one, where in zip(people, registered, strict=True) if is_counted(one, where)]
    check_plainly(catalogue, counted, fast)


def check_plainly(catalogue: Catalogue, counted: list, fast) -> None:
    """The plain evaluator agrees with the flags, the scores and the labels."""
    flags = {name: unpacked(w, len(counted)) for name, w in fast.answers.flags.items()}
    for at, one in enumerate(counted):
        for name, answer in answer_plainly(catalogue, one, AS_AT).items():
            if name in flags:
                found = bool(flags[name][at])
            elif name in fast.answers.scores:
                found = int(fast.answers.scores[name][at])
            else:
                found = catalogue.named[name].labels[fast.answers.choices[name][at]]
            if found != answer:
                raise SystemExit(f"plainly {answer}, not {found}: {catalogue.named[name].rule}")
