"""One load at a time; the lock goes with its process, so that a killed load holds nobody up."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from openpcn.kernel.errors import NotPossible

NUMBER = 7_403_251
"""What the lock is called in PostgreSQL, where locks are numbers."""
PAUSE = 0.2


@contextmanager
def only_load(*, wait_seconds: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the load lock; wait for another load to end, and say so, up to `wait_seconds`."""
    hold = _in_postgresql if connection.vendor == "postgresql" else _in_state_folder
    with hold(wait_seconds, waiting):
        yield


@contextmanager
def _in_state_folder(wait_seconds: float, waiting: Callable[[], None]) -> Iterator[None]:
    place = Path(settings.STATE) / "load.lock"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        file = place.open("a")
    except OSError as unwritable:
        raise NotPossible(
            f"The state folder {place.parent} cannot be written: {unwritable.strerror}.",
            next_step="Name a folder that you may write with OPENPCN_STATE or --state.",
        ) from unwritable
    with file:
        _take(lambda: _lock_file(file.fileno()), wait_seconds, waiting)
        yield


def _lock_file(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _in_postgresql(wait_seconds: float, waiting: Callable[[], None]) -> Iterator[None]:
    _take(lambda: _ask_postgresql("pg_try_advisory_lock"), wait_seconds, waiting)
    try:
        yield
    finally:
        _ask_postgresql("pg_advisory_unlock")


def _ask_postgresql(function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [NUMBER])
        return bool(cursor.fetchone()[0])


def _take(attempt: Callable[[], bool], wait_seconds: float, waiting: Callable[[], None]) -> None:
    until = time.monotonic() + wait_seconds
    told = False
    while not attempt():
        if time.monotonic() >= until:
            raise NotPossible(
                "Another load is running.", next_step="Wait until it has ended, then load again."
            )
        if not told:
            waiting()
            told = True
        time.sleep(PAUSE)
