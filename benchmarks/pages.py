"""How long pages take on the server, warm: the middle of several requests, in milliseconds.

Beside the time on the clock stands the time of the processor, which other programs of a busy
machine do not lengthen; the limit is set on that.

Asks the WSGI application of this process, so that no network and no browser is in the time.
Uses the state folder of OPENPCN_STATE, or the checkout's; `--as-at` and codes name the pages.
Prints each time beside a calibration loop of the machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Sequence

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openpcn.site.settings")

LIMIT = {"system": 300.0}
"""Milliseconds of the processor that a kind of page may take, warm."""


def calibrate() -> float:
    """Milliseconds that a million additions take here."""
    began = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number
    return (time.perf_counter() - began) * 1000


def addresses(words: argparse.Namespace) -> dict[str, str]:
    """The pages to ask for, by what they are."""
    asked = f"?as_at={words.as_at}" if words.as_at else ""
    moved = f"{words.practice}:{words.network}"
    system, network = f"/systems/{words.system}/", f"/networks/{words.network}/"
    return {
        "system": system + asked,
        "system members": f"{system}practices/{asked}",
        "system population": f"{system}population/{asked}",
        "system findings": f"{system}attention/{asked}",
        "network": network + asked,
        "network population": f"{network}population/{asked}",
        "practice": f"/practices/{words.practice}/{asked}",
        "a move by hand": f"/planner/by-hand/?within={words.system}&move={moved}",
    }


def measure(address: str, times: int) -> tuple[float, float, float, int]:
    """Cold and warm milliseconds of a page, warm ones of the processor, and its bytes."""
    from django.test import Client

    client = Client()
    taken, worked = [], []
    size = 0
    for _ in range(times + 1):
        began, working = time.perf_counter(), time.process_time()
        answer = client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - working) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}.")
        size = len(answer.content)
    return taken[0], statistics.median(taken[1:]), statistics.median(worked[1:]), size


def main(typed: Sequence[str] | None = None) -> None:
    """Measure and print; leave with 1 where a page takes longer than it may."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--system", default="QK1")
    options.add_argument("--network", default="U87499")
    options.add_argument("--practice", default="C82056")
    options.add_argument("--as-at", default="2025-03-31")
    options.add_argument("--times", type=int, default=9)
    words = options.parse_args(typed)
    import django

    django.setup()
    print(f"A million additions take {calibrate():.0f} ms here.")
    print(f"{'page':20}{'first ms':>10}{'warm ms':>10}{'CPU ms':>10}{'kB':>8}")
    late = []
    for name, address in addresses(words).items():
        first, warm, worked, size = measure(address, words.times)
        print(f"{name:20}{first:10.0f}{warm:10.0f}{worked:10.0f}{size / 1000:8.0f}")
        if worked > LIMIT.get(name, float("inf")):
            late.append(name)
    if late:
        raise SystemExit(f"Too slow: {', '.join(late)}.")


if __name__ == "__main__":
    main()
