"""How long `openpcn networks list` takes as a whole process, and the demonstration to prepare.

Prints seconds and processor seconds beside a calibration loop of the machine. Name a folder of
published files to measure a national list; without one the demonstration is measured.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES = 5
DAYS = ("2022-07-01", "2023-01-31", "2025-03-31")
PREPARE = (
    "import django; django.setup();"
    "from openpcn.workflows.demonstration.preparing import prepare; prepare()"
)


def main() -> None:
    """Measure on a state folder of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="published files, for a national list")
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as state:
        os.environ["OPENPCN_STATE"] = state
        os.environ["DJANGO_SETTINGS_MODULE"] = "openpcn.site.settings"
        print(f"calibration: ten million additions in {calibrate():.2f} s")
        openpcn("upgrade")
        if folder is None:
            told("prepare the demonstration", [sys.executable, "-c", PREPARE])
        else:
            told(f"load {folder}", [*PROGRAM, "load", str(folder)])
        for day in DAYS:
            words = [*PROGRAM, "networks", "list", "--as-at", day]
            told(f"networks list --as-at {day}", words, times=TIMES)


PROGRAM = [sys.executable, "-m", "openpcn.cli.main"]


def openpcn(*words: str) -> None:
    """Run one command quietly."""
    subprocess.run([*PROGRAM, *words], check=True, stdout=subprocess.DEVNULL)


def told(what: str, command: list[str], *, times: int = 1) -> None:
    """Run a command some times and print the quickest run."""
    runs = []
    for _ in range(times):
        began, used = time.perf_counter(), processor()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        runs.append((time.perf_counter() - began, processor() - used))
    seconds, processor_seconds = min(runs)
    print(f"{what}: {seconds:.2f} s, {processor_seconds:.2f} s of processor")


def processor() -> float:
    """Seconds of processor that our children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def calibrate() -> float:
    """Seconds that ten million additions take here."""
    began = time.perf_counter()
    total = 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
