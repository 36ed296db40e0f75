"""A directory's server on this machine that misbehaves as it is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.sources.open_referral.entries import page

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Served:
    """A running server: its address, what it was asked for, and how it answers each path."""

    url: str = ""
    host: str = ""
    asked: list[str] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)

    def listing(self, *entries: dict[str, object], per_page: int = 100) -> None:
        """Answer /services with pages of these entries."""
        pages = [entries[at : at + per_page] for at in range(0, len(entries), per_page)] or [()]

        def answer(request: BaseHTTPRequestHandler) -> None:
            number = int(parse_qs(urlsplit(request.path).query)["page"][0])
            send(
                request, page(*pages[number - 1], number=number, of=len(pages), total=len(entries))
            )

        self.answers["/services"] = answer


@contextmanager
def serving() -> Iterator[Served]:
    """The server while a test runs."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            served.asked.append(self.path)
            path = urlsplit(self.path).path
            try:
                served.answers.get(path, lambda request: send(request, b"", status=404))(self)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    served.host = f"127.0.0.1:{server.server_port}"
    served.url = f"http://{served.host}"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(
    request: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, **headers: str
) -> None:
    """A whole answer."""
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def redirecting(to: str, status: int = 302) -> Answer:
    """An answer that sends elsewhere."""
    return lambda request: send(request, b"", status=status, Location=to)


def breaking_off(request: BaseHTTPRequestHandler) -> None:
    """Half of an answer."""
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"contents": [')
    request.close_connection = True


def dripping(request: BaseHTTPRequestHandler) -> None:
    """One byte after the other, each in time."""
    drip(request, "Content-Length", "1000")


def dripping_to_the_end(request: BaseHTTPRequestHandler) -> None:
    """The same of an answer that lasts until the connection is closed."""
    drip(request, "Connection", "close")


def drip(request: BaseHTTPRequestHandler, header: str, value: str) -> None:
    request.send_response(200)
    request.send_header(header, value)
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b" ")
        request.wfile.flush()
        time.sleep(0.02)


def endless(request: BaseHTTPRequestHandler) -> None:
    """More than anybody wants."""
    request.send_response(200)
    request.send_header("Content-Length", str(1 << 40))
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b"x" * (1 << 16))
