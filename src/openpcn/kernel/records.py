"""The shape of people's records: five tables of declared columns, one folder for each practice.

`RECORDS/practice=CODE/` holds `person`, `registration`, `event` and `encounter` as Parquet;
`RECORDS/code.parquet` says what each code is. Rows of a person stand together; events are in
order of day within a person. Days are inclusive, and an open end is empty.
"""

from __future__ import annotations

from types import MappingProxyType

import pyarrow as pa

VERSION = "1"
"""Of this layout; written into every file and checked when it is read."""

DIAGNOSIS, OBSERVATION, PROCEDURE, MEDICATION, IMMUNISATION, REFERRAL = range(1, 7)

KINDS = MappingProxyType(
    {
        "diagnosis": DIAGNOSIS,
        "observation": OBSERVATION,
        "procedure": PROCEDURE,
        "medication": MEDICATION,
        "immunisation": IMMUNISATION,
        "referral": REFERRAL,
    }
)
"""What an event is, by its word."""

SEXES = ("F", "M", "I", "U")
"""Female, male, indeterminate, not known."""

SETTINGS = (
    "gp",
    "community",
    "ed",
    "ip_emergency",
    "ip_elective",
    "op_first",
    "op_follow_up",
)
"""Where an encounter took place."""

ETHNICITIES = tuple("ABCDEFGHJKLMNPRS")
"""The 16 categories of the NHS Data Dictionary (16+1 codes); not stated is empty."""


def _columns(may_be_empty: str = "", /, **types: pa.DataType) -> pa.Schema:
    """A schema of these columns; those named in `may_be_empty` are nullable."""
    nullable = may_be_empty.split()
    return pa.schema([pa.field(name, kind, name in nullable) for name, kind in types.items()])


SCHEMAS = MappingProxyType(
    {
        "person": _columns(
            "death_on lsoa21 imd_decile ethnicity16 language interpreter arrived_on",
            person_id=pa.int64(),
            sex=pa.string(),
            birth_month=pa.date32(),
            death_on=pa.date32(),
            lsoa21=pa.string(),
            imd_decile=pa.int8(),
            ethnicity16=pa.string(),
            language=pa.string(),
            interpreter=pa.bool_(),
            care_home=pa.bool_(),
            optout_national=pa.bool_(),
            optout_local=pa.bool_(),
            arrived_on=pa.date32(),
        ),
        "registration": _columns(
            "ends_on",
            person_id=pa.int64(),
            practice_code=pa.string(),
            starts_on=pa.date32(),
            ends_on=pa.date32(),
        ),
        "event": _columns(
            "value",
            person_id=pa.int64(),
            code_id=pa.uint32(),
            on=pa.date32(),
            value=pa.float32(),
            kind=pa.int8(),
        ),
        "encounter": _columns(
            "ends_on role clinician",
            person_id=pa.int64(),
            starts_on=pa.date32(),
            ends_on=pa.date32(),
            setting=pa.string(),
            role=pa.string(),
            clinician=pa.int32(),
        ),
        "code": _columns(
            code_id=pa.uint32(),
            system=pa.string(),
            code=pa.string(),
            display=pa.string(),
        ),
    }
)
"""The columns of each table, in order; only those that may be empty are nullable."""

PARTITION_TABLES = ("person", "registration", "event", "encounter")

ORDER = MappingProxyType(
    {
        "person": ("person_id",),
        "registration": ("person_id", "starts_on"),
        "event": ("person_id", "on"),
        "encounter": ("person_id", "starts_on"),
    }
)
"""What the rows of each table are sorted by."""


def columns_amiss(table: str, found: pa.Schema) -> list[str]:
    """In words, how the columns of a file differ from those of its table; nothing if they fit."""
    wanted = SCHEMAS[table]
    amiss = [f"column {field.name} is missing" for field in wanted if field.name not in found.names]
    amiss += [
        f"column {field.name} is {found.field(field.name).type}, not {field.type}"
        for field in wanted
        if field.name in found.names and found.field(field.name).type != field.type
    ]
    return amiss + [
        f"column {name} is not known" for name in found.names if name not in wanted.names
    ]
