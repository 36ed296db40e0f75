"""Public pages are the same for everyone, so one that was made is given to the next reader too.

Only for readers who bring no cookie, only whole answers, and only as long as nothing at all was
written: every page is kept under a mark of the database that differs after any commit, taken
before the page was made, and under the day. So no reader ever sees a page from before a change.
The word that lets a page's own scripts run is new for every reader.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language_from_request

MOST_BYTES = 64 << 20
"""Of all pages that one process keeps."""
LARGEST = 1 << 20
"""Bytes of one page that is kept."""
LONGEST = 300.0
"""Seconds, as a second safeguard: a page may show what is kept beside the database."""
NONCE = secrets.token_urlsafe(16).encode()
"""Stands for the nonce in a page that is kept; nobody who writes a text can know it."""
IN_MEMORY = (":memory:", "file:memorydb")
PATIENCE = 10.0
"""Seconds that a thread waits for another one that makes the same page."""
NOT_KEPT = ("no-store", "private", "no-cache")

Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, kw_only=True)
class Page:
    """An answer as it was made, without the nonce of its reader."""

    content: bytes
    headers: dict[str, str]
    until: float


class Pages:
    """The pages that one process keeps; those that nobody asks for leave first."""

    def __init__(self) -> None:
        self._held: OrderedDict[Any, Page] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._making: dict[Any, tuple[threading.Lock, int]] = {}

    def get(self, key: Any) -> Page | None:
        """A page, while it may be given."""
        with self._lock:
            page = self._held.get(key)
            if page is None or page.until < time.monotonic():
                return None
            self._held.move_to_end(key)
            return page

    def keep(self, key: Any, page: Page) -> None:
        """Keep a page."""
        with self._lock:
            self._forget(key)
            self._held[key] = page
            self._bytes += len(page.content)
            while self._bytes > MOST_BYTES:
                self._forget(next(iter(self._held)))

    @contextmanager
    def made_once(self, key: Any) -> Iterator[None]:
        """While one thread makes a page, others who want it wait for that one, for a while."""
        with self._lock:
            making, others = self._making.get(key, (threading.Lock(), 0))
            self._making[key] = (making, others + 1)
        has_turn = making.acquire(timeout=PATIENCE)
        try:
            yield
        finally:
            if has_turn:
                making.release()
            with self._lock:
                others = self._making[key][1] - 1
                if others:
                    self._making[key] = (making, others)
                else:
                    del self._making[key]

    def clear(self) -> None:
        """Forget all pages."""
        with self._lock:
            self._held.clear()
            self._bytes = 0

    def _forget(self, key: Any) -> None:
        gone = self._held.pop(key, None)
        self._bytes -= len(gone.content) if gone else 0


pages = Pages()


def kept_pages(get_response: Answer) -> Answer:
    """Give a page that was made already, where it is the same for everyone and still true."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or request.COOKIES or "Authorization" in request.headers:
            return get_response(request)
        mark = database_mark()
        if mark is None:
            return get_response(request)
        language = get_language_from_request(request)
        key = (request.get_host(), request.get_full_path(), language, timezone.localdate(), mark)
        if (page := pages.get(key)) is not None:
            return given(page, request)
        with pages.made_once(key):
            if (page := pages.get(key)) is not None:
                return given(page, request)
            response = get_response(request)
            if may_be_kept(response):
                pages.keep(key, page_of(response, request))
        return response

    return answer


def may_be_kept(response: HttpResponse) -> bool:
    """Whether an answer is whole, well, and not for one reader."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and len(response.content) <= LARGEST
        and not any(word in response.get("Cache-Control", "") for word in NOT_KEPT)
    )


def page_of(response: HttpResponse, request: HttpRequest) -> Page:
    """An answer as it is kept."""
    return Page(
        content=response.content.replace(nonce_of(request), NONCE),
        headers=dict(response.items()),
        until=time.monotonic() + LONGEST,
    )


def given(page: Page, request: HttpRequest) -> HttpResponse:
    """A page for another reader, with a nonce of its own."""
    return HttpResponse(page.content.replace(NONCE, nonce_of(request)), headers=page.headers)


def nonce_of(request: HttpRequest) -> bytes:
    """The word that lets scripts of this answer run."""
    return str(request.csp_nonce).encode()  # type: ignore[attr-defined]


def database_mark() -> str | None:
    """A text that differs after any commit of anybody; None where that cannot be told."""
    if connection.in_atomic_block:
        return None
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0])
    return watcher.mark(str(connection.settings_dict["NAME"]))


class Watcher:
    """A connection of its own that asks SQLite whether anybody else has committed since."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._file: tuple[str, int] | None = None
        self._connection: sqlite3.Connection | None = None

    def mark(self, name: str) -> str | None:
        """SQLite's number of changes; None for a database that lives in memory."""
        if name.startswith(IN_MEMORY):
            return None
        with self._lock:
            try:
                held = self._watching(name)
                (number,) = held.execute("PRAGMA data_version").fetchone()
            except (OSError, sqlite3.Error):
                self._leave()
                return None
        return f"{self._file} {number}"

    def _watching(self, name: str) -> sqlite3.Connection:
        """The connection to this very file; a copy that was put in its place is another one."""
        file = (name, Path(name).stat().st_ino)
        if self._connection is None or file != self._file:
            self._leave()
            pages.clear()
            self._connection = sqlite3.connect(
                f"file:{name}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
            )
            self._file = file
        return self._connection

    def _leave(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._file = self._connection = None


watcher = Watcher()
