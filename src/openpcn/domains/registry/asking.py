"""How a question about a day is put to either database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from openpcn.kernel.when import When

Params = dict[str, Any]


def ask(sql: str, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows that answer one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, dict(params or {}))
        return list(cursor.fetchall())


def times(when: When) -> Params:
    """The parameters that `known`, `true_on` and `list_on` speak of."""
    return {"day": when.as_at.isoformat(), "year_before": year_before(when.as_at).isoformat()} | (
        {} if when.as_known is None else {"known": moment(when.as_known)}
    )


def known(alias: str, when: When) -> str:
    """The fact was what we knew at the moment of the question."""
    if when.as_known is None:
        return f"{alias}.known_until IS NULL"
    return (
        f"({alias}.known_from <= %(known)s"
        f" AND ({alias}.known_until IS NULL OR {alias}.known_until > %(known)s))"
    )


def true_on(alias: str) -> str:
    """The fact held on the day of the question."""
    return (
        f"({alias}.starts_on <= %(day)s"
        f" AND ({alias}.ends_on IS NULL OR {alias}.ends_on >= %(day)s))"
    )


def among(name: str, values: Iterable[Any], params: Params) -> str:
    """An IN list of `values`, whose parameters are added to `params` under `name`."""
    names = []
    for number, value in enumerate(values):
        params[f"{name}{number}"] = value
        names.append(f"%({name}{number})s")
    return f"({', '.join(names) or 'NULL'})"


def year_before(day: date) -> date:
    """The same day a year earlier; the last day of February stays in February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def moment(value: datetime) -> Any:
    """A moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(value)


def as_day(value: Any) -> date | None:
    """A day as Python keeps it: SQLite answers in text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
