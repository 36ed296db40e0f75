"""The declared columns of people's records."""

from __future__ import annotations

import pyarrow as pa

from openpcn.kernel.records import ORDER, PARTITION_TABLES, SCHEMAS, columns_amiss


def test_every_table_fits_itself() -> None:
    assert all(not columns_amiss(name, schema) for name, schema in SCHEMAS.items())


def test_tables_of_a_practice_are_sorted_by_person_first() -> None:
    assert all(ORDER[name][0] == "person_id" for name in PARTITION_TABLES)


def test_a_column_that_is_missing_of_another_type_or_not_known_is_named() -> None:
    found = pa.schema(
        [
            pa.field("person_id", pa.int64()),
            pa.field("code_id", pa.uint32()),
            pa.field("on", pa.string()),
            pa.field("kind", pa.int8()),
            pa.field("note", pa.string()),
        ]
    )
    assert columns_amiss("event", found) == [
        "column value is missing",
        "column on is string, not date32[day]",
        "column note is not known",
    ]


def test_days_may_be_open_and_who_and_when_may_not_be_missing() -> None:
    assert SCHEMAS["registration"].field("ends_on").nullable
    assert not SCHEMAS["registration"].field("starts_on").nullable
    assert not SCHEMAS["event"].field("person_id").nullable
