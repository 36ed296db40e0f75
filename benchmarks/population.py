"""How fast and how small the population engine is, and whether all opinions agree.

python3 run.py bench population [--people 1100000] [--large] [--peers] [--keep FOLDER] [--refresh]

Every measurement is a process of its own, so its CPU seconds and its memory are its own too.
Records are invented and are thrown away, unless `--keep` names a folder for them. `--large` runs
the same records ten times over, as ten times as many practices. `--peers` makes an environment
for each package that we compare ourselves with. `--refresh` measures only one practice that is
loaded again.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks._population import charlson, random_definitions
from benchmarks._population.workload import Size, copy_often, write_records
from openpcn.workflows.population.keeping import held_in

HERE = Path(__file__).parent / "_population"
PEERS = {
    "pycomorb": ["pycomorb==1.20261001.1"],
    "comorbidipy": ["comorbidipy==0.5.0", "pandas==2.3.3", "pyarrow==26.0.0"],
    "pandas": ["pandas==3.1.1", "pyarrow==26.0.0"],
}
RUNS = 3


@dataclass(frozen=True)
class Cost:
    """What a process cost, and the last line that it printed.

    Memory is what the process says of itself: what the system says afterwards begins with the
    memory of the process that started it.
    """

    seconds: float
    cpu: float
    told: str

    @property
    def json(self) -> dict:
        """What it printed, as JSON."""
        return json.loads(self.told)

    @property
    def mb(self) -> int:
        """The most memory that it held."""
        return self.json["peak_mb"]


def run(*words: object, python: str = sys.executable) -> Cost:
    """Run a Python program to its end."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([python, *map(str, words)], stdout=out)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        out.seek(0)
        told = out.read().decode()
    if child.returncode:
        raise SystemExit(f"{words} ended with {child.returncode}")
    return Cost(seconds, used.ru_utime + used.ru_stime, told.strip())


def say(what: str, *costs: Cost, note: str = "") -> None:
    """One line: the best and the median of seconds, CPU seconds and memory."""
    wall = sorted(cost.seconds for cost in costs)
    cpu = sorted(cost.cpu for cost in costs)
    print(
        f"{what:<44} {wall[0]:8.2f} s ({statistics.median(wall):.2f})  "
        f"CPU {cpu[0]:8.2f} s ({statistics.median(cpu):.2f})  "
        f"{max(cost.mb for cost in costs):5d} MB  {note}",
        flush=True,
    )


def measure(records: Path, name: str) -> tuple[Cost, Cost]:
    """The floor and the whole catalogue on one folder of records, in turn."""
    floors, runs = [], []
    with tempfile.TemporaryDirectory() as out:
        for _ in range(RUNS):
            floors.append(run(HERE / "floor.py", records))
            runs.append(run(HERE / "one_run.py", records, "--out", out))
    floor, best = (min(costs, key=lambda cost: cost.cpu) for costs in (floors, runs))
    told = best.json
    say(f"{name}: decoding the same columns", *floors)
    say(
        f"{name}: {told['definitions']} definitions",
        *runs,
        note=f"{told['events']:,} events, {told['people']:,} people, {told['memberships']:,} "
        f"memberships; {best.cpu / floor.cpu:.1f} times the floor's CPU",
    )
    assert len({cost.json["fingerprint"] for cost in runs}) == 1, "runs must agree"
    return floor, best


def small_ones(records: Path, folder: Path) -> None:
    """One practice again in a warm process, and a network from a cold one."""
    practice = held_in(records).practices[0].practice
    again = run(HERE / "one_run.py", records, "--practice", practice, "--again").json
    print(
        f"One practice of {again['people']:,} people again, warm: {again['seconds']:.3f} s, "
        f"CPU {again['cpu_seconds']:.3f} s"
    )
    network = folder / "network"
    if not network.exists():
        write_records(network, Size(people=50_000, practices=6))
    with tempfile.TemporaryDirectory() as out:
        costs = [run(HERE / "one_run.py", network, "--out", out) for _ in range(RUNS)]
    say("A network of 50,000, from a cold process", *costs)


def refresh(folder: Path) -> None:
    """One practice again from its extract, from file to partition replaced."""
    told = run(HERE / "refresh.py", folder / "refresh").json
    print(
        f"One practice refreshed from CSV ({told['bytes'] / 1e6:.0f} MB, {told['people']:,} people,"
        f" {told['events']:,} events, {told['encounters']:,} encounters): read, judged, sorted, "
        f"written, on the disk and exchanged in {told['seconds']:.3f} s "
        f"(least {told['least_seconds']:.3f} s), CPU {told['cpu_seconds']:.3f} s"
    )


def opinions(records: Path) -> None:
    """All engines on two practices with the whole catalogue, then random definitions."""
    two = [held.practice for held in held_in(records).practices[:2]]
    words = [word for code in two for word in ("--practice", code)]
    found = {
        engine: run(HERE / "one_run.py", records, "--engine", engine, *words)
        for engine in ("duckdb", "sql", "polars")
    }
    for engine, cost in found.items():
        say(f"Two practices by {engine}", cost, note=cost.json["fingerprint"][:16])
    assert len({cost.json["fingerprint"] for cost in found.values()}) == 1, "engines must agree"
    print(random_definitions.agree(1_000))


def peers(records: Path, folder: Path) -> None:
    """Pandas on a sample of practices; Charlson scores by two packages."""
    pythons = {name: environment(folder / name, wanted) for name, wanted in PEERS.items()}
    sample = sorted(records.glob("practice=*/event.parquet"))[:3]
    whole = held_in(records).events
    (packages,) = Path(pythons["pandas"]).parents[1].glob("lib/python*/site-packages")
    theirs = run(HERE / "with_pandas.py", packages, *sample).json
    print(
        f"pandas, leaves about events only: CPU {theirs['cpu_seconds']} s for "
        f"{theirs['events']:,} events, {theirs['cpu_seconds'] * whole / theirs['events']:.0f} s "
        f"for {whole:,}"
    )
    place = folder / "charlson"
    place.mkdir(exist_ok=True)
    run(HERE / "comorbidity.py", "mapping", place / "m.json", python=pythons["comorbidipy"])
    seconds, scores = charlson.ours(place, json.loads((place / "m.json").read_text()))
    print(f"Charlson, 100,000 people with 800,000 codes, ours with reading: CPU {seconds:.3f} s")
    for name in ("pycomorb", "comorbidipy"):
        words = (name, place / "flat.parquet", place / f"{name}.json")
        best = min(
            run(HERE / "comorbidity.py", *words, python=pythons[name]).json["cpu_seconds"]
            for _ in range(RUNS)
        )
        wrong = charlson.differing(scores, place / f"{name}.json")
        print(f"{name}: CPU {best} s, {best / seconds:.1f} times ours; {wrong} scores differ")


def environment(place: Path, wanted: list[str]) -> str:
    """A Python with these packages and nothing of ours."""
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run(["uv", "venv", "-q", str(place)], check=True)
        subprocess.run(["uv", "pip", "install", "-q", "--python", str(python), *wanted], check=True)
    return str(python)


def main() -> None:
    """Make records where there are none, and measure."""
    words = argparse.ArgumentParser()
    words.add_argument("--people", type=int, default=1_100_000)
    words.add_argument("--large", action="store_true")
    words.add_argument("--peers", action="store_true")
    words.add_argument("--keep", type=Path)
    words.add_argument("--refresh", action="store_true")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as unkept:
        folder = asked.keep or Path(unkept)
        if asked.refresh:
            refresh(folder)
            return
        records = folder / f"people-{asked.people}"
        if not records.exists():
            write_records(records, Size(people=asked.people))
        few = folder / "people-30000"
        if not few.exists():
            write_records(few, Size(people=30_000, practices=4))
        print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        measure(records, f"{asked.people:,} people")
        measure(few, "30,000 people")
        small_ones(records, folder)
        refresh(folder)
        opinions(few)
        if asked.peers:
            peers(records, folder)
        if asked.large:
            large = folder / "ten-times"
            if not large.exists():
                copy_often(records, large, 10)
            measure(large, "ten times over")
        print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
