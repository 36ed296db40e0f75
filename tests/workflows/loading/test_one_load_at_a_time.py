"""A load that is killed leaves nothing half-loaded; two at once wait for one another."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from openpcn.kernel.errors import NotPossible
from openpcn.workflows.load_files import load_folder
from openpcn.workflows.load_files.lock import only_load
from tests.workflows.loading.town import AREAS_HEADING, write_csv, write_map, write_town

MANY_ROWS = 300_000


def openpcn(state: Path, *words: str, **more: object) -> subprocess.Popen[str]:
    """The console program in a state folder of its own, on SQLite."""
    around = {name: value for name, value in os.environ.items() if name != "OPENPCN_DATABASE"}
    around |= {"OPENPCN_STATE": str(state), "DJANGO_SETTINGS_MODULE": "openpcn.site.settings"}
    return subprocess.Popen(
        [sys.executable, "-m", "openpcn.cli.main", *words],
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def counts(state: Path) -> dict[str, int]:
    with closing(sqlite3.connect(state / "openpcn.sqlite3")) as database:
        tables = ("registry_dataset", "registry_registeredlist", "registry_listbyarea")
        return {
            name: database.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in tables
        }


def write_many_rows(path: Path) -> Path:
    rows = (
        (
            "GP_PRAC_PAT_LIST",
            "01MAR2025",
            f"Z9{row // 100:04d}",
            "INVENTED",
            f"E0199{row % 100:04d}",
            "ALL",
            5,
        )
        for row in range(MANY_ROWS)
    )
    return write_csv(path, [AREAS_HEADING, *rows])


@pytest.mark.slow
def test_a_load_that_is_killed_leaves_nothing_and_can_be_repeated(tmp_path):
    state = tmp_path / "state"
    openpcn(state, "upgrade").communicate(timeout=60)
    file = write_many_rows(tmp_path / "homes.csv")
    load = openpcn(state, "load", str(file), start_new_session=True)
    journal = state / "openpcn.sqlite3-wal"
    written = journal.stat().st_size if journal.exists() else 0
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if journal.exists() and journal.stat().st_size > written + 200_000:
            break
        time.sleep(0.01)
    assert load.poll() is None, "the load ended before it could be killed"
    os.killpg(load.pid, signal.SIGKILL)
    load.communicate()
    assert counts(state) == dict.fromkeys(counts(state), 0)

    again = openpcn(state, "load", str(file), "--json")
    said, trouble = again.communicate(timeout=120)
    assert again.returncode == 0, trouble
    assert json.loads(said)["outcomes"]["loaded"] == 1
    assert counts(state)["registry_listbyarea"] == MANY_ROWS


@pytest.mark.slow
def test_two_loads_at_once_end_as_one_after_the_other(tmp_path):
    state = tmp_path / "state"
    openpcn(state, "upgrade").communicate(timeout=60)
    folder = write_town(tmp_path / "town")
    loads = [openpcn(state, "load", str(folder), "--json") for _ in range(2)]
    said = [load.communicate(timeout=120) for load in loads]
    assert [load.returncode for load in loads] == [0, 0], said
    outcomes = sorted(json.loads(out)["outcomes"]["loaded"] for out, _ in said)
    assert outcomes == [0, 5]
    assert counts(state)["registry_dataset"] == 5


@pytest.mark.django_db
def test_a_load_that_may_not_wait_says_that_another_is_running(tmp_path, settings):
    if connection.vendor == "postgresql":
        pytest.skip("One connection may take PostgreSQL's lock twice; see the test of two servers.")
    settings.STATE = tmp_path / "state"  # nobody else loads into it
    path = write_map(tmp_path, date(2025, 3, 1))
    told = []
    with (
        only_load(wait_seconds=0, waiting=lambda: None),
        pytest.raises(NotPossible, match="Another load is running"),
    ):
        load_folder(path, patience=0.3, progress=lambda step: told.append(step.doing))
    assert told == ["Waiting for another load to end"]
    assert load_folder(path).is_whole


@pytest.mark.django_db(transaction=True)
def test_a_load_on_another_connection_holds_the_lock_in_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's lock is a file; see the test above.")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(7403251)")
        with pytest.raises(NotPossible), only_load(wait_seconds=0.3, waiting=lambda: None):
            pass
    finally:
        other.close()
    with only_load(wait_seconds=5, waiting=lambda: None):
        pass


@pytest.mark.django_db
def test_a_state_folder_that_cannot_be_written_is_said_so(tmp_path, settings):
    if connection.vendor == "postgresql":
        pytest.skip("On PostgreSQL the lock is in the database.")
    (tmp_path / "file").touch()
    settings.STATE = tmp_path / "file" / "state"
    with pytest.raises(NotPossible, match="cannot be written") as refused:
        load_folder(write_map(tmp_path, date(2025, 3, 1)))
    assert "OPENPCN_STATE" in refused.value.next_step
