"""How long loading takes: a registrations-by-LSOA file of national size, and a folder if named.

Prints seconds beside a calibration loop of the machine, and the greatest memory used.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS = 866_000
PRACTICES = 6_400
AREAS = 33_755
HEADING = (
    "PUBLICATION",
    "EXTRACT_DATE",
    "PRACTICE_CODE",
    "PRACTICE_NAME",
    "LSOA_CODE",
    "SEX",
    "NUMBER_OF_PATIENTS",
)


def write_national_file(path: Path, *, rows: int = ROWS, seed: int = 1) -> None:
    """Write an invented registrations-by-LSOA file in the published layout."""
    chance = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADING)
        for number in range(PRACTICES):
            share = rows * (number + 1) // PRACTICES - rows * number // PRACTICES
            first = number * AREAS // PRACTICES
            for step in range(share):
                area = (first + step) % AREAS
                writer.writerow(
                    (
                        "GP_PRAC_PAT_LIST",
                        "01JUL2024",
                        f"Z{90000 + number}",
                        f"INVENTED SURGERY {number}",
                        f"E019{area:05d}",
                        "ALL",
                        1 + int(chance.expovariate(1 / 70)),
                    )
                )


def calibrate() -> float:
    """Seconds that ten million additions take here."""
    began = time.perf_counter()
    total = 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - began


def timed_load(place: Path, state: Path) -> float:
    """Seconds of `openpcn load` as a whole process in a state folder of its own."""
    environment = {**os.environ, "OPENPCN_STATE": str(state)}
    program = str(Path(sys.executable).with_name("openpcn"))
    subprocess.run([program, "upgrade"], env=environment, check=True, stdout=subprocess.DEVNULL)
    began, worked = time.perf_counter(), processor_seconds()
    subprocess.run([program, "load", str(place)], env=environment, check=False)
    seconds = time.perf_counter() - began
    print(f"Of {seconds:.1f} s, the processor worked {processor_seconds() - worked:.1f} s.")
    return seconds


def processor_seconds() -> float:
    """Seconds that processes which we started have kept a processor busy."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=Path, help="published files to load as well")
    named = arguments.parse_args()
    print(f"Calibration: ten million additions in {calibrate():.2f} s.")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "national.csv"
        write_national_file(file)
        seconds = timed_load(file, Path(scratch) / "national")
        print(f"{ROWS:,} rows of registrations by LSOA: {seconds:.1f} s (limit 20 s).")
        if named.folder:
            seconds = timed_load(named.folder, Path(scratch) / "folder")
            print(f"{named.folder}: {seconds:.1f} s (limit 60 s).")
    greatest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"Greatest memory of a load: {greatest:,.0f} MB (limit 1,024 MB).")


if __name__ == "__main__":
    main()
