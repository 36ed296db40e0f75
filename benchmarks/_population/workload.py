"""Invented records for measuring: as many people, events, codes and clusters as are asked for.

Nothing about them is like life except sizes: list sizes, events for each person (uneven), the
use of codes (few are common), and clusters that overlap. They are never a demonstration.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from openpcn.workflows.population.codebook import CodeBook
from openpcn.workflows.population.partitions import write_partition

AS_AT = date(2026, 3, 31)
DAY_0 = date(1970, 1, 1)
TO_DAY = (AS_AT - DAY_0).days
CODES = 20_000
SETTINGS = (
    ("gp", 0.72),
    ("community", 0.08),
    ("ed", 0.05),
    ("ip_emergency", 0.02),
    ("ip_elective", 0.02),
    ("op_first", 0.04),
    ("op_follow_up", 0.07),
)
ROLES = ("gp", "nurse", "pharmacist", None)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is made."""

    people: int
    events_each: float = 50.0
    encounters_each: float = 12.0
    practices: int = 130
    years: int = 15
    seed: int = 1


def write_records(folder: Path, size: Size) -> None:
    """Write a folder of records, one practice after another, as `population load` does."""
    chance = np.random.default_rng(size.seed)
    con = duckdb.connect(config={"threads": 2})
    folder.mkdir(parents=True)
    book = CodeBook(folder)
    book.numbers(("local", f"M{at}", f"Measured {at}") for at in range(CODES))
    book.keep()
    shares = chance.lognormal(0, 0.35, size.practices)
    counts = np.maximum(1, (shares / shares.sum() * size.people).astype(int))
    counts[0] += max(0, size.people - counts.sum())
    first = 1
    for number, people in enumerate(counts):
        write_practice(con, folder, f"Z{number:05d}", int(people), first, size, chance)
        first += int(people)


def write_practice(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    code: str,
    people: int,
    first: int,
    size: Size,
    chance: np.random.Generator,
) -> None:
    """Write one partition: person, registration, event and encounter."""
    ids = np.arange(first, first + people, dtype=np.int64)
    born = TO_DAY - (chance.beta(1.3, 1.8, people) * 36_500).astype(np.int64)
    person = {
        "id": ids,
        "born": born.astype(np.int32),
        "luck": chance.random(people),
        "more": chance.random(people),
    }
    tables = {
        "person": rows(
            con,
            """select id as person_id, case when luck < 0.495 then 'M' else 'F' end as sex,
               date_trunc('month', date '1970-01-01' + born)::date as birth_month,
               case when more < 0.01 then date '1970-01-01' + 20000 end as death_on,
               'E0100' || (id % 1000 + 1000) as lsoa21, (id % 10 + 1)::tinyint as imd_decile,
               'A' as ethnicity16, case when luck < 0.06 then 'pl' else 'en' end as language,
               luck < 0.03 as interpreter, more > 0.99 as care_home, more between 0.3 and 0.33
               as optout_national, more between 0.4 and 0.41 as optout_local,
               case when luck between 0.5 and 0.55 then date '2024-01-01' + (id % 800)::int end
               as arrived_on from made""",
            person,
        ),
        "registration": rows(
            con,
            f"""select id as person_id, '{code}' as practice_code, date '2015-01-01' as starts_on,
               case when more between 0.5 and 0.52 then date '2025-06-30' end as ends_on
               from made""",
            person,
        ),
        "event": events(con, ids, born, size, chance),
        "encounter": encounters(con, ids, size, chance),
    }
    write_partition(folder, code, tables, source="measuring", extracted_on=AS_AT, synthetic=True)


def events(
    con: duckdb.DuckDBPyConnection,
    ids: np.ndarray,
    born: np.ndarray,
    size: Size,
    chance: np.random.Generator,
) -> pa.Table:
    """Events by person and day."""
    each = chance.gamma(1.2, size.events_each / 1.2, len(ids)).astype(np.int64)
    owner = np.repeat(np.arange(len(ids)), each)
    on = TO_DAY - (chance.random(len(owner)) ** 1.5 * 365 * size.years).astype(np.int64)
    on = np.maximum(on, born[owner] + 31)
    key = np.sort(owner * 65536 + on)
    owner, on = key >> 16, (key & 65535).astype(np.int32)
    code = (chance.random(len(owner)) ** 4 * CODES).astype(np.uint32)
    code = (code + 7919 * (owner % 5)).astype(np.uint32) % CODES
    event = {
        "id": ids[owner],
        "code": code.astype(np.uint32),
        "on": on,
        "value": np.round(chance.random(len(owner)) * 160, 1).astype(np.float32),
    }
    return rows(
        con,
        """select id as person_id, code as code_id, date '1970-01-01' + "on" as "on",
           case when code % 3 = 0 then value end as value, (code % 6 + 1)::tinyint as kind
           from made""",
        event,
    )


def encounters(
    con: duckdb.DuckDBPyConnection,
    ids: np.ndarray,
    size: Size,
    chance: np.random.Generator,
) -> pa.Table:
    """Encounters of the last five years, by person and first day."""
    each = chance.gamma(1.2, size.encounters_each / 1.2, len(ids)).astype(np.int64)
    owner = np.repeat(np.arange(len(ids)), each)
    on = TO_DAY - (chance.random(len(owner)) * 365 * 5).astype(np.int64)
    key = np.sort(owner * 65536 + on)
    owner, on = key >> 16, (key & 65535).astype(np.int32)
    chosen = chance.choice(len(SETTINGS), len(owner), p=[share for _, share in SETTINGS])
    encounter = {
        "id": ids[owner],
        "on": on,
        "setting": chosen.astype(np.int32),
        "nights": chance.integers(0, 12, len(owner)).astype(np.int32),
        "role": chance.integers(0, len(ROLES), len(owner)).astype(np.int32),
        "seen": chance.integers(0, 12, len(owner)).astype(np.int32),
    }
    names = ", ".join(f"'{name}'" for name, _ in SETTINGS)
    roles = ", ".join("null" if role is None else f"'{role}'" for role in ROLES)
    return rows(
        con,
        f"""select id as person_id, date '1970-01-01' + "on" as starts_on,
           date '1970-01-01' + "on" + case when setting in (3, 4) then nights else 0 end
           as ends_on, ([{names}])[setting + 1] as setting, ([{roles}])[role + 1] as role,
           case when seen > 0 then seen end as clinician from made""",
        encounter,
    )


def rows(con: duckdb.DuckDBPyConnection, query: str, made: dict[str, np.ndarray]) -> pa.Table:
    """The rows of a query about columns in memory, which it calls `made`."""
    con.register("made", made)
    table = con.execute(query).to_arrow_table()
    con.unregister("made")
    return table


def clusters(
    names: Iterable[str], memberships: int = 21_853, seed: int = 2
) -> dict[str, list[int]]:
    """The numbers of each cluster's codes: sizes uneven, many codes in several clusters."""
    chance = np.random.default_rng(seed)
    ordered = sorted(names)
    shares = chance.lognormal(0, 1.1, len(ordered))
    sizes = np.maximum(2, (shares / shares.sum() * memberships).astype(int))
    return {
        name: sorted(chance.choice(CODES, int(size), replace=False).tolist())
        for name, size in zip(ordered, sizes, strict=True)
    }


def copy_often(records: Path, to: Path, times: int) -> None:
    """The same people many times over, as other practices; events and encounters are links."""
    to.mkdir(parents=True)
    (to / "code.parquet").hardlink_to(records / "code.parquet")
    for number, place in enumerate(sorted(records.glob("practice=*")) * times):
        code = f"Y{number:05d}"
        made = to / f"practice={code}"
        made.mkdir()
        for table in ("person", "event", "encounter"):
            (made / f"{table}.parquet").hardlink_to(place / f"{table}.parquet")
        listed = pq.read_table(place / "registration.parquet", partitioning=None)
        labels = listed.schema.metadata
        moved = listed.set_column(
            listed.schema.get_field_index("practice_code"),
            listed.schema.field("practice_code"),
            pa.array([code] * len(listed)),
        )
        pq.write_table(moved.replace_schema_metadata(labels), made / "registration.parquet")
        about = json.loads((place / "partition.json").read_text()) | {"practice": code}
        (made / "partition.json").write_text(json.dumps(about))
