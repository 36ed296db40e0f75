"""What every reader of people's records delivers: batches of typed rows, still with identifiers.

A person and a clinician are named as the supplier names them; nothing of this is kept on disk.
`row` is the row of the file, counted from 1 with the heading, so that a rejected one can be found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType

import pyarrow as pa

TEXT = pa.dictionary(pa.int32(), pa.string())

PLACE = {"file": TEXT, "row": pa.int64()}

SCHEMAS = MappingProxyType(
    {
        "person": pa.schema(
            {
                "practice_code": TEXT,
                "person": TEXT,
                "sex": TEXT,
                "birth_month": pa.date32(),
                "death_on": pa.date32(),
                "lsoa21": TEXT,
                "imd_decile": pa.int8(),
                "ethnicity16": TEXT,
                "language": TEXT,
                "interpreter": pa.bool_(),
                "care_home": pa.bool_(),
                "optout_national": pa.bool_(),
                "optout_local": pa.bool_(),
                "arrived_on": pa.date32(),
                **PLACE,
            }
        ),
        "registration": pa.schema(
            {
                "practice_code": TEXT,
                "person": TEXT,
                "starts_on": pa.date32(),
                "ends_on": pa.date32(),
                **PLACE,
            }
        ),
        "event": pa.schema(
            {
                "practice_code": TEXT,
                "person": TEXT,
                "on": pa.date32(),
                "system": TEXT,
                "code": TEXT,
                "display": TEXT,
                "value": pa.float32(),
                "kind": pa.int8(),
                **PLACE,
            }
        ),
        "encounter": pa.schema(
            {
                "practice_code": TEXT,
                "person": TEXT,
                "starts_on": pa.date32(),
                "ends_on": pa.date32(),
                "setting": TEXT,
                "role": TEXT,
                "clinician": TEXT,
                **PLACE,
            }
        ),
    }
)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Some rows of one table; every column of its schema is there."""

    table: str
    rows: pa.Table


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A row that was not kept. `value` is shown where it cannot tell who somebody is."""

    file: str
    row: int
    reason: str
    value: str = ""


@dataclass(kw_only=True)
class Tally:
    """What reading has met; complete when every batch has been taken."""

    read: Counter[str] = field(default_factory=Counter)
    """Rows or resources, by file kind or resource type."""
    kept: Counter[str] = field(default_factory=Counter)
    """Those of them that became rows."""
    passed_over: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Those that we do not keep, by kind and reason."""
    rejected: list[Rejected] = field(default_factory=list)
    noticed: Counter[str] = field(default_factory=Counter)
    """What was put right on the way, in words."""
    synthetic: bool = False
    """Whether the data themselves say that their people are invented."""

    def reject(self, file: str, row: int, reason: str, value: str = "") -> None:
        """Note a row that cannot be used."""
        self.rejected.append(Rejected(file=file, row=row, reason=reason, value=value))


def batch(table: str, rows: Iterable[dict[str, object]]) -> Batch:
    """A batch from rows as dictionaries; what is left out is empty."""
    return Batch(table=table, rows=pa.Table.from_pylist(list(rows), schema=SCHEMAS[table]))
