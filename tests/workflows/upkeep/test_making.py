"""A database made at once is the one that all changes lead to, with everything that it refuses."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BY_CHANGES = ("-m", "django", "migrate", "--verbosity", "0", "--settings", "openpcn.site.settings")
AT_ONCE = ("-m", "openpcn.cli.main", "upgrade")

NOT_USED = "auth_group_permissions"
"""Django's own changes give this table, which we do not use, a wider key than its model does."""

TABLES = """
SELECT 'column', table_name, column_name, data_type || ' ' || is_nullable
    || ' ' || coalesce(character_maximum_length::text, '') || ' ' || coalesce(column_default, '')
    || ' ' || is_identity || ' ' || coalesce(generation_expression, '')
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'change', app, name, '' FROM django_migrations
UNION ALL SELECT 'type', app_label, model, '' FROM django_content_type
"""


def test_at_once_and_by_every_change_make_the_same_database(tmp_path: Path) -> None:
    made = made_on_postgres if connection.vendor == "postgresql" else made_on_sqlite
    by_changes, at_once = (
        made(tmp_path, "by_changes", BY_CHANGES),
        made(tmp_path, "at_once", AT_ONCE),
    )
    assert {one for one in at_once ^ by_changes if one[1] != NOT_USED} == set()
    assert len(at_once) > 1_000


def run(words: tuple[str, ...], **named: str) -> None:
    own = {key: value for key, value in os.environ.items() if not key.startswith("OPENPCN_")}
    subprocess.run([sys.executable, *words], env=own | named, check=True)


def made_on_sqlite(folder: Path, name: str, words: tuple[str, ...]) -> set[tuple[str, ...]]:
    state = folder / name
    state.mkdir()
    run(words, OPENPCN_STATE=str(state))
    with closing(sqlite3.connect(state / "openpcn.sqlite3")) as opened:
        return set(parts_of(opened))


def parts_of(opened: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    for kind, name, words in opened.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind == "table" and not name.startswith("sqlite_"):
            body = words[words.index("(") + 1 : words.rindex(")")]
            yield from ((kind, name, " ".join(part.split())) for part in at_top(body))
        else:
            yield kind, name, " ".join((words or "").split())
    yield from opened.execute("SELECT 'change', app, name FROM django_migrations")
    yield from opened.execute("SELECT 'type', app_label, model FROM django_content_type")


def at_top(body: str) -> list[str]:
    """The parts of a table between commas that stand in no brackets and no quotes."""
    depth, parts, start = 0, [], 0
    for found in re.finditer(r"'(?:[^']|'')*'|[(),]", body):
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
        if found.group() == "," and depth == 0:
            parts.append(body[start : found.start()])
            start = found.end()
    return [*parts, body[start:]]


def made_on_postgres(folder: Path, name: str, words: tuple[str, ...]) -> set[tuple[str, ...]]:
    settings = connection.settings_dict
    where = {key: settings[key.upper()] for key in ("user", "password", "host", "port")}
    base = f"{settings['NAME']}_{name}"
    known = {key: value for key, value in where.items() if value}
    with psycopg.connect(dbname="postgres", autocommit=True, **known) as opened:
        opened.execute(f'DROP DATABASE IF EXISTS "{base}"')
        opened.execute(f'CREATE DATABASE "{base}"')
    try:
        address = re.sub(r"/[^/?]+(\?|$)", rf"/{base}\1", os.environ["OPENPCN_DATABASE"])
        run(words, OPENPCN_STATE=str(folder / name), OPENPCN_DATABASE=address)
        with psycopg.connect(dbname=base, **known) as opened:
            return {tuple(row) for row in opened.execute(TABLES)}
    finally:
        with psycopg.connect(dbname="postgres", autocommit=True, **known) as opened:
            opened.execute(f'DROP DATABASE IF EXISTS "{base}" WITH (FORCE)')
