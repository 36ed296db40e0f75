"""How many public pages a second the production server gives, and how long each reader waits.

python3 run.py bench web [--seconds 20] [--clients 8] [--state FOLDER]

Starts the server as `run.py` does, with the demonstration, and reads its public pages with
several clients at once from this machine, each going from page to page on one connection. Prints
pages a second, the waits of each page, and what a page costs the processors of the server: other
programs of a busy machine lengthen the waits, hardly the cost. Leaves with 1 where the limits are
not met; `--cost` measures the cost alone.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

PAGES = {
    "home": "/",
    "network": "/networks/ZN0001/",
    "network population": "/networks/ZN0001/population/",
    "network money": "/networks/ZN0001/money/",
    "place": "/places/ZP1/",
    "system": "/systems/ZQ1/",
    "system members": "/systems/ZQ1/practices/",
    "neighbourhood": "/neighbourhoods/ZNB01/",
    "practice": "/practices/Z90001/",
    "for me": "/me/",
    "community": "/community/",
    "open referral": "/openreferral/services",
    "api": "/api/networks",
}
LEAST_A_SECOND = 150.0
MOST_WAIT = 300.0
"""Milliseconds that 19 of 20 readers wait at most."""
TIMES = 20
WARM_UP = 10.0
"""Seconds of reading that are not counted: every process makes its first pages."""
KEPT: dict[str, str] = {}
MADE = {"Cookie": "a-reader-with=a-cookie"}
"""A reader with a cookie is given no page that was made for another."""
PORT = 8766


def main(typed: Sequence[str] | None = None) -> None:
    """Measure and print; leave with 1 where the limits are not met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--port", type=int, default=PORT)
    options.add_argument("--state", help="a state folder with the demonstration; else a new one")
    options.add_argument("--cost", action="store_true", help="only what each page costs")
    words = options.parse_args(typed)
    print(f"A million additions take {calibrate():.0f} ms here; load {os.getloadavg()[0]:.1f}.")
    with serving(words.port, words.state) as site:
        waits: dict[str, list[float]] = {}
        took = worked = 0.0
        if not words.cost:
            read_all(words.port, words.clients, WARM_UP)
            used, began = processor_seconds(site), time.monotonic()
            waits = read_all(words.port, words.clients, words.seconds)
            took, worked = time.monotonic() - began, processor_seconds(site) - used
        costs = {
            name: (cost_of(path, words.port, site, KEPT), cost_of(path, words.port, site, MADE))
            for name, path in PAGES.items()
        }
    tell(waits, costs)
    if waits:
        judge(waits, took, worked)


def calibrate() -> float:
    """Milliseconds that a million additions take here."""
    began = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number
    return (time.perf_counter() - began) * 1000


@contextmanager
def serving(port: int, state: str | None) -> Iterator[psutil.Process]:
    """The site as it runs in service, once it answers."""
    with tempfile.TemporaryDirectory(prefix="openpcn-bench-") as folder:
        where = state or str(Path(folder) / "state")
        words = ["-m", "openpcn.cli.main", "up", "--demo", "--port", str(port), "--state", where]
        site = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True)
        try:
            told = ""
            while site.stdout is not None and not told.startswith("OpenPCN is at"):
                if not (told := site.stdout.readline()):
                    raise SystemExit("The site did not start.")
            yield psutil.Process(site.pid)
        finally:
            site.terminate()
            site.wait(30)


def cost_of(path: str, port: int, site: psutil.Process, brought: dict[str, str]) -> float:
    """Milliseconds of the server's processors for one answer, warm."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for _ in range(4):
        get(connection, path, brought)
    used = processor_seconds(site)
    for _ in range(TIMES):
        get(connection, path, brought)
    connection.close()
    return (processor_seconds(site) - used) * 1000 / TIMES


def get(connection: http.client.HTTPConnection, path: str, brought: dict[str, str]) -> int:
    """Ask once; the status of the answer."""
    connection.request("GET", path, headers=brought)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def read_all(port: int, clients: int, seconds: float) -> dict[str, list[float]]:
    """Milliseconds of every answer by page, read by several clients until the time is up."""
    waits: dict[str, list[float]] = defaultdict(list)
    end = time.monotonic() + seconds
    readers = [
        threading.Thread(target=read, args=(port, number, end, waits)) for number in range(clients)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return waits


def read(port: int, first: int, end: float, waits: dict[str, list[float]]) -> None:
    """One client, who goes from page to page on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    pages = list(PAGES.items())
    at = first * len(pages) // 8
    while time.monotonic() < end:
        name, path = pages[at % len(pages)]
        at += 1
        began = time.perf_counter()
        status = get(connection, path, KEPT)
        waits[name].append((time.perf_counter() - began) * 1000)
        if status != 200:
            waits[f"{name}: {status}"].append(0.0)
    connection.close()


def processor_seconds(site: psutil.Process) -> float:
    """Seconds that the site's processes have kept a processor busy."""
    used = [one.cpu_times() for one in (site, *site.children(recursive=True))]
    return sum(each.user + each.system for each in used)


def tell(waits: dict[str, list[float]], costs: dict[str, tuple[float, float]]) -> None:
    """Print each page's waits, and its cost to give as it was made and to make anew."""
    heads = ("asked", "p50 ms", "p95 ms", "p99 ms", "CPU ms", "anew")
    print(f"{'page':22}{heads[0]:>7}{''.join(f'{each:>9}' for each in heads[1:])}")
    for name, (cost, anew) in costs.items():
        spread = quantiles(waits.get(name, []))
        told = "".join(f"{each:9.0f}" for each in spread) if spread else " " * 27
        print(f"{name:22}{len(waits.get(name, [])):7}{told}{cost:9.1f}{anew:9.1f}")


def quantiles(waits: list[float]) -> tuple[float, float, float] | None:
    """The waits within which a half, 19 of 20, and 99 of 100 lie."""
    if len(waits) < 2:
        return None
    cut = statistics.quantiles(waits, n=100)
    return cut[49], cut[94], cut[98]


def judge(waits: dict[str, list[float]], took: float, worked: float) -> None:
    """Print the whole, and leave with 1 where it is not enough."""
    every = [each for name in PAGES for each in waits.get(name, [])]
    broken = {name: len(each) for name, each in waits.items() if name not in PAGES}
    spread = quantiles(every) or (0.0, 0.0, 0.0)
    rate = len(every) / took
    print(f"\n{rate:.0f} pages a second; p50 {spread[0]:.0f}, p95 {spread[1]:.0f} ms.")
    print(f"The server worked {worked * 1000 / max(len(every), 1):.1f} ms a page.")
    print(f"The processors were its for {worked / took / (os.cpu_count() or 1):.0%} of the time.")
    if broken:
        raise SystemExit(f"Not answered as they should be: {broken}.")
    if rate < LEAST_A_SECOND or spread[1] > MOST_WAIT:
        raise SystemExit(f"Wanted: {LEAST_A_SECOND:.0f} a second, p95 within {MOST_WAIT:.0f} ms.")


if __name__ == "__main__":
    main()
