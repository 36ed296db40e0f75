"""Fetch a feed over the web: bounded in time, in bytes and in redirects, and never from inside."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin

from openpcn.kernel.errors import NotPossible, NotRight, Refused
from openpcn.sources.open_referral.addresses import LookUp, Target, judge

AGENT = "OpenPCN (reads Open Referral UK feeds)"
REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 502, 503, 504)
PIECE = 1 << 16
TOO_SLOW = "The feed is too slow: it did not end its answer in time."


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of a stranger's answers is borne."""

    wait_seconds: float = 15.0
    """For a connection, and for each piece of an answer."""
    answer_seconds: float = 60.0
    """For one whole answer, redirects included."""
    feed_seconds: float = 1800.0
    """For the whole feed."""
    answer_bytes: int = 64 << 20
    feed_bytes: int = 1 << 30
    redirects: int = 3
    tries: int = 3
    pause_seconds: float = 2.0
    """Before asking a busy feed again; longer each time."""
    longest_pause_seconds: float = 30.0


class NotFetched(NotPossible):
    """The feed could not be had; nothing was changed."""

    def __init__(self, message: str, next_step: str = "Try again later; nothing was changed."):
        super().__init__(message, next_step=next_step)


class Busy(Exception):
    """The feed asks to be left alone for a while."""

    def __init__(self, status: int, seconds: float | None) -> None:
        self.status, self.seconds = status, seconds


@dataclass(kw_only=True)
class Visitor:
    """One visit to a feed: its connection, and what is left of the limits."""

    allowed: Collection[str] = ()
    limits: Limits = field(default_factory=Limits)
    look_up: LookUp | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    bytes_had: int = 0
    _began: float | None = None
    _until: float = 0.0
    """When the answer that is being read has to be whole."""
    _origin: str = ""
    _connection: http.client.HTTPConnection | None = None

    def get(self, url: str) -> bytes:
        """The body of an answer; redirects are followed a few times, each judged anew."""
        self._began = self.clock() if self._began is None else self._began
        for attempt in range(self.limits.tries):
            last = attempt + 1 == self.limits.tries
            was_open = self._connection is not None
            try:
                with self._no_longer_than(self.limits.answer_seconds):
                    return self._follow(url)
            except Busy as busy:
                if last:
                    raise NotFetched(
                        f"The feed answered {busy.status} {self.limits.tries} times: it is busy."
                    ) from None
                self._pause(attempt, busy.seconds)
            except (OSError, http.client.HTTPException) as down:
                self.close()
                if last or isinstance(down, ssl.SSLCertVerificationError):
                    raise NotFetched(in_words(down)) from None
                if not was_open:
                    self._pause(attempt, None)
        raise AssertionError("the last attempt returns or raises")

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._origin = None, ""

    @contextmanager
    def _no_longer_than(self, seconds: float) -> Iterator[None]:
        """Cut the connection of an answer that drips on; each piece alone would be in time."""
        over = threading.Event()
        self._until = self.clock() + seconds

        def cut() -> None:
            over.set()
            held = self._connection.sock if self._connection is not None else None
            if held is not None:
                held.shutdown(socket.SHUT_RDWR)

        watch = threading.Timer(seconds, cut)
        watch.daemon = True
        watch.start()
        try:
            yield
        except (OSError, http.client.HTTPException):
            if over.is_set():
                self.close()
                raise NotFetched(TOO_SLOW) from None
            raise
        finally:
            watch.cancel()

    def _pause(self, attempt: int, asked: float | None) -> None:
        longest = self.limits.longest_pause_seconds
        self.sleep(min(asked or self.limits.pause_seconds * 2**attempt, longest))

    def _follow(self, url: str) -> bytes:
        first = judge(url, allowed=self.allowed, look_up=self.look_up)
        target = first
        for _ in range(self.limits.redirects + 1):
            answer = self._ask(target)
            if answer.status not in REDIRECTS:
                with closing(answer):
                    return self._body(answer, target)
            answer.read(PIECE)
            self.close()
            url = urljoin(f"{target.origin}{target.path}", answer.getheader("Location") or "")
            target = self._next(target, url)
        raise NotFetched(
            f"The feed redirects more than {self.limits.redirects} times.",
            "Ask the publisher for the address at which the feed answers.",
        )

    def _next(self, target: Target, url: str) -> Target:
        following = judge(url, allowed=self.allowed, look_up=self.look_up)
        if target.scheme == "https" and following.scheme != "https":
            raise Refused(
                f"The feed redirects from https to plain http at {following.host}.",
                next_step="Ask the publisher for an address with https all the way.",
            )
        return following

    def _ask(self, target: Target) -> http.client.HTTPResponse:
        if self._connection is None or self._origin != target.origin:
            self.close()
            self._connection = connection_to(target, self.limits.wait_seconds)
            self._origin = target.origin
        self._connection.request(
            "GET",
            target.path,
            headers={
                "Accept": "application/json, application/x-ndjson",
                "Accept-Encoding": "identity",
                "User-Agent": AGENT,
            },
        )
        return self._connection.getresponse()

    def _body(self, answer: http.client.HTTPResponse, target: Target) -> bytes:
        if answer.status in BUSY:
            answer.read(PIECE)
            self.close()
            raise Busy(answer.status, seconds_in(answer.getheader("Retry-After")))
        if answer.status != 200:
            answer.read(PIECE)
            self.close()
            raise NotFetched(
                f"{target.host} answered {answer.status} for {target.path[:200]}.",
                "Check the address of the feed; it should answer without signing in.",
            )
        if answer.getheader("Content-Encoding", "identity") != "identity":
            raise NotRight(
                f"{target.host} packs its answers although that was not asked for.",
                next_step="Ask the publisher to answer as the request says.",
            )
        return self._read(answer, target)

    def _read(self, answer: http.client.HTTPResponse, target: Target) -> bytes:
        pieces, size = [], 0
        while piece := answer.read1(PIECE):
            pieces.append(piece)
            size += len(piece)
            self.bytes_had += len(piece)
            self._check_size(size, target)
            self._check_time()
        if answer.length:
            raise http.client.IncompleteRead(b"", answer.length)
        return b"".join(pieces)

    def _check_size(self, size: int, target: Target) -> None:
        limits = self.limits
        if size > limits.answer_bytes or self.bytes_had > limits.feed_bytes:
            most = limits.answer_bytes if size > limits.answer_bytes else limits.feed_bytes
            self.close()
            raise NotFetched(
                f"{target.host} sends more than {most >> 20:,} MB.",
                "Fetch the feed as a file, look at it, and import the file.",
            )

    def _check_time(self) -> None:
        now = self.clock()
        if now > self._until or now - (self._began or 0.0) > self.limits.feed_seconds:
            self.close()
            raise NotFetched(TOO_SLOW)


def connection_to(target: Target, seconds: float) -> http.client.HTTPConnection:
    """A connection to the address that was judged, under the name that was asked for."""
    if target.scheme == "http":
        plain = http.client.HTTPConnection(target.host, target.port, timeout=seconds)
        plain._create_connection = pinned(target)  # type: ignore[attr-defined]
        return plain
    context = ssl.create_default_context()
    secure = http.client.HTTPSConnection(target.host, target.port, timeout=seconds, context=context)
    secure._create_connection = pinned(target)  # type: ignore[attr-defined]
    return secure


def pinned(target: Target) -> Callable[..., socket.socket]:
    """A way to connect that never looks the name up again."""

    def connect(_address: object, timeout: float, _source: object = None) -> socket.socket:
        return socket.create_connection((target.ip, target.port), timeout)

    return connect


def seconds_in(header: str | None) -> float | None:
    """The pause that a feed asks for; None where it gives a date or nothing."""
    return float(header) if header and header.strip().isdigit() else None


def in_words(down: BaseException) -> str:
    """Why no answer came, without a code."""
    if isinstance(down, TimeoutError):
        return "The feed did not answer in time."
    if isinstance(down, ssl.SSLCertVerificationError):
        return "The certificate of the feed is not to be trusted."
    if isinstance(down, http.client.IncompleteRead):
        return "The feed broke off in the middle of an answer."
    if isinstance(down, ConnectionRefusedError):
        return "Nothing answers at the address of the feed."
    return "The connection to the feed broke."
