"""The processes of a running installation: the site, and one worker for long work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable

SITE_PROCESSES = 2
THREADS_OF_A_PROCESS = 4
GRACE_SECONDS = 10
LONGEST_PAUSE = 60.0
WORKER = [sys.executable, "-m", "openpcn.cli.main", "work"]


def serve(host: str, port: int, *, ready: Callable[[], None]) -> int:
    """Run site and worker until told to stop; 0 where that was asked, 1 where the site ended."""
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda _number, _frame: stop.set())
    site, worker = start(site_words(host, port)), None
    pause = 1.0
    try:
        while not stop.wait(0.5 if worker else 0.05):
            if site.poll() is not None:
                return 1
            if worker is None and answers(host, port):
                ready()
                worker = start(WORKER)
            elif worker is not None and worker.poll() is not None and not stop.wait(pause):
                worker, pause = start(WORKER), min(pause * 2, LONGEST_PAUSE)
        return 0
    finally:
        end(*filter(None, (worker, site)))


def start(words: list[str]) -> subprocess.Popen[bytes]:
    """Start one process; it hears of Ctrl+C from us, not from the terminal."""
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True)


def site_words(host: str, port: int) -> list[str]:
    """The command line of the site's server."""
    return [
        *(sys.executable, "-m", "granian", "openpcn.site.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(SITE_PROCESSES), "--blocking-threads", str(THREADS_OF_A_PROCESS)),
        *("--backpressure", "128", "--log-level", "warning", "--no-ws"),
    ]


def answers(host: str, port: int) -> bool:
    """Whether the site says by now that it is well."""
    near = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - only compared
    try:
        with urllib.request.urlopen(f"http://{near}:{port}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def end(*processes: subprocess.Popen[bytes]) -> None:
    """Ask each process to end, and end those that do not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
