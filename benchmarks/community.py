"""How long a directory of 50,000 services takes to import: new, with little changed, and unchanged.

Writes an invented directory from a seed, imports it with `openpcn community import` into a state
folder of its own (OPENPCN_DATABASE names a PostgreSQL database instead), and prints seconds of
the clock and of the processor beside a calibration loop of the machine. Both times are held to
their limits by the processor's time, which other programs of a busy machine do not lengthen.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks._community.directory import write_directory

SERVICES = 50_000
LIMITS = {"new": 60.0, "one in a hundred changed": 20.0, "nothing changed": 20.0}
"""Seconds that each import may take."""


def calibrate() -> float:
    """Seconds that ten million additions take here."""
    began = time.perf_counter()
    total = 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - began


def timed_import(path: Path, around: dict[str, str]) -> tuple[float, float]:
    """Seconds of the clock and of the processor of a whole `openpcn community import`."""
    program = str(Path(sys.executable).with_name("openpcn"))
    began, worked = time.perf_counter(), processor_seconds()
    words = [program, "community", "import", str(path), "--name", "Benchmark"]
    subprocess.run(words, env=around, check=True)
    return time.perf_counter() - began, processor_seconds() - worked


def processor_seconds() -> float:
    """Seconds that processes which we started have kept a processor busy."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(typed: Sequence[str] | None = None) -> None:
    """Measure and print; leave with 1 where an import takes longer than it may."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--services", type=int, default=SERVICES)
    options.add_argument("--seed", type=int, default=1)
    words = options.parse_args(typed)
    late = []
    print(f"Ten million additions take {calibrate():.2f} s here; {os.cpu_count()} processors.")
    with tempfile.TemporaryDirectory() as folder:
        path, state = Path(folder) / "directory.json", Path(folder) / "state"
        around = os.environ | {"OPENPCN_STATE": str(state)}
        program = str(Path(sys.executable).with_name("openpcn"))
        subprocess.run([program, "upgrade"], env=around, check=True, stdout=subprocess.DEVNULL)
        changed = {"new": 0, "one in a hundred changed": words.services // 100}
        for what, limit in LIMITS.items():
            if what in changed:
                write_directory(path, words.services, seed=words.seed, changed=changed[what])
            clock, worked = timed_import(path, around)
            print(f"{what}: {clock:.1f} s, of which the processor worked {worked:.1f} s\n")
            late += [what] if worked > limit else []
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        print(f"{words.services:,} services; greatest memory of an import {most:.0f} MB")
    if late:
        raise SystemExit(f"Too slow: {', '.join(late)}.")


if __name__ == "__main__":
    main()
