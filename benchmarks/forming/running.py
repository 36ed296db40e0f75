"""Runs a program in a process of its own and says what it took: clock, processor, memory."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from building.places import CHECKOUT

LOOK_EVERY = 0.1
STILL_RUNNING = 124
PATHS = (str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")]))

RUNNING: set[int] = set()
"""Processes that were started and have not ended."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A program that ended, or was ended."""

    code: int
    out: str
    err: str
    seconds: float
    cpu_seconds: float
    """Of the process and of all that it started."""
    peaks_mb: tuple[float, ...]
    """The most memory that each of its processes held, largest first."""
    load: float
    """Of the machine over the last minute, at the end."""

    @property
    def was_ended(self) -> bool:
        """The time was up."""
        return self.code == STILL_RUNNING


def run_measured(
    words: Sequence[str | Path],
    *,
    given: str = "",
    seconds: float = 3_600,
    cpu_seconds: int | None = None,
) -> Run:
    """Run it with `given` on its standard input; end it and all it started after `seconds`.

    With `cpu_seconds` the first process is also ended when it has used so much of a processor.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in words],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=err,
            text=True,
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(PATHS)},
        )
        if cpu_seconds is not None:
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
        RUNNING.add(process.pid)
        peaks: dict[int, float] = {}
        over = threading.Event()
        watcher = threading.Thread(target=watch, args=(process.pid, peaks, over), daemon=True)
        watcher.start()
        ender = threading.Timer(seconds, os.killpg, (process.pid, signal.SIGKILL))
        ender.start()
        if process.stdin is not None:
            try:
                process.stdin.write(given)
                process.stdin.close()
            except BrokenPipeError:
                pass
        _, status, used = os.wait4(process.pid, 0)
        RUNNING.discard(process.pid)
        took = time.perf_counter() - began
        ender.cancel()
        over.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Run(
            code=STILL_RUNNING if process.returncode == -signal.SIGKILL else process.returncode,
            out=out.read(),
            err=err.read(),
            seconds=took,
            cpu_seconds=used.ru_utime + used.ru_stime,
            peaks_mb=tuple(sorted(peaks.values(), reverse=True)) or (used.ru_maxrss / 1024,),
            load=os.getloadavg()[0],
        )


def end_all(number: int, _frame: object) -> None:
    """When the bench is told to end: whatever it started ends too."""
    for pid in list(RUNNING):
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    print(f"ended by signal {number}", file=sys.stderr, flush=True)
    os._exit(128 + number)


def watch(first: int, peaks: dict[int, float], over: threading.Event) -> None:
    """Note the high-water mark of the process and of all that it started, while they live."""
    while not over.wait(LOOK_EVERY):
        queue = [first]
        while queue:
            pid = queue.pop()
            try:
                status = Path(f"/proc/{pid}/status").read_text()
                for child in Path(f"/proc/{pid}/task").glob("*/children"):
                    queue += map(int, child.read_text().split())
            except (OSError, ValueError):
                continue
            for line in status.splitlines():
                if line.startswith("VmHWM:"):
                    peaks[pid] = int(line.split()[1]) / 1024


def calibrate() -> float:
    """Seconds that ten million additions take here."""
    began = time.perf_counter()
    total = 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - began
