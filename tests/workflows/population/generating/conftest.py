"""Forty thousand invented people for all tests of this folder, read into arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from numpy.typing import NDArray

from openpcn.rulebook.clusters import clusters
from openpcn.rulebook.synthetic_codes import synthetic_codes
from openpcn.workflows.population.codebook import read_codes
from openpcn.workflows.population.generate import generate
from openpcn.workflows.population.generating.people import days
from openpcn.workflows.population.keeping import practices_in

PEOPLE = 40_000
NEVER = -(10**6)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker makes the people."""
    for item in items:
        if "records" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("invented people"))


@dataclass(frozen=True, kw_only=True)
class Records:
    """Records as arrays; people are counted by their position."""

    folder: Path
    person: pa.Table
    registration: pa.Table
    event: pa.Table
    encounter: pa.Table
    today: int

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """Pseudonyms in order of position."""
        return np.asarray(self.person["person_id"].to_numpy())

    def position(self, table: pa.Table) -> NDArray[np.int64]:
        """Whose each row is."""
        order = np.argsort(self.numbers)
        at = np.searchsorted(self.numbers[order], table["person_id"].to_numpy())
        return np.asarray(order[at])

    def day(self, table: pa.Table, column: str) -> NDArray[np.int64]:
        """Days as numbers, `NEVER` where empty."""
        filled = table[column].cast(pa.int32()).fill_null(NEVER)
        return np.asarray(filled.to_numpy(), dtype=np.int64)

    @cached_property
    def here(self) -> NDArray[np.bool_]:
        """Who is registered today."""
        made = np.zeros(len(self.person), dtype=np.bool_)
        made[self.position(self.registration)] = self.day(self.registration, "ends_on") == NEVER
        return made

    @cached_property
    def age(self) -> NDArray[np.int64]:
        """Whole years."""
        return (self.today - self.day(self.person, "birth_month")) * 4 // 1461

    @cached_property
    def _cluster(self) -> tuple[Mapping[str, int], NDArray[np.int64]]:
        number = {code[:2]: at for at, code in enumerate(read_codes(self.folder))}
        names = {name: at for at, name in enumerate(sorted(clusters()))}
        cluster_of = np.full(len(number), -1)
        for name, at in names.items():
            for system, code, _ in synthetic_codes(name):
                cluster_of[number[system, code]] = at
        return names, cluster_of[self.event["code_id"].to_numpy()]

    @cached_property
    def _events(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return self.position(self.event), self.day(self.event, "on")

    def last(self, *names: str, above: float | None = None) -> NDArray[np.int64]:
        """By person: the last day with a code of the clusters, with a value of at least this."""
        known, of_event = self._cluster
        these = np.isin(of_event, [known[name] for name in names])
        if above is not None:
            these &= self.event["value"].fill_null(0).to_numpy() >= above
        person, on = self._events
        made = np.full(len(self.person), NEVER)
        np.maximum.at(made, person[these], on[these])
        return made

    def values(self, name: str) -> NDArray[np.float64]:
        """All values of a cluster."""
        known, of_event = self._cluster
        return np.asarray(self.event["value"].to_numpy()[of_event == known[name]], dtype=np.float64)


def read_records(folder: Path) -> Records:
    """All practices together."""
    tables = {
        name: pa.concat_tables(
            pq.read_table(folder / f"practice={code}" / f"{name}.parquet", partitioning=None)
            .replace_schema_metadata(None)
            for code in practices_in(folder)
        )
        for name in ("person", "registration", "event", "encounter")
    }  # fmt: skip
    return Records(folder=folder, today=days(date(2026, 10, 1)), **tables)


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The people of every practice of the demonstration, thinned."""
    folder = tmp_path_factory.mktemp("invented") / "records"
    generate(people=PEOPLE, out=folder)
    return read_records(folder)
