"""Prints what was measured, keeps it in the state folder, and makes the tables of the document."""

from __future__ import annotations

import csv
import json
import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.forming.running import calibrate
from building.places import CHECKOUT

KEPT = CHECKOUT / "var" / "formation"
LIBRARIES = ("openpcn", "numpy", "scipy", "numba", "highspy")
Row = Mapping[str, object]


def say(text: str) -> None:
    """At once, so that a long run can be watched."""
    print(text, flush=True)


def surroundings() -> str:
    """Versions, processors and how busy the machine is."""
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Python {platform.python_version()}, {versions}; {os.cpu_count()} processors of "
        f"{processor()}; load {os.getloadavg()[0]:.1f}, ten million additions in "
        f"{calibrate():.2f} s"
    )


def processor() -> str:
    """The name of the processor, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def keep(section: str, rows: Sequence[Row], goals: Sequence[str]) -> None:
    """Keep a section's rows as JSON and CSV, with the goals and the surroundings."""
    KEPT.mkdir(parents=True, exist_ok=True)
    whole = {"rows": list(rows), "goals": list(goals), "surroundings": surroundings()}
    (KEPT / f"{section}.json").write_text(json.dumps(whole, indent=1), encoding="utf-8")
    names = list(dict.fromkeys(name for row in rows for name in row))
    with (KEPT / f"{section}.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, names)
        table.writeheader()
        table.writerows(rows)
    for goal in goals:
        say(goal)


def goal(reached: bool, words: str) -> str:
    """A line that says whether a number was reached."""
    return f"{'reached    ' if reached else 'NOT reached'}  {words}"


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a table."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"]
    lines += [f"| {' | '.join(str(row.get(name, '')) for name in names)} |" for row in rows]
    return "\n".join(lines)


def summary(sections: Sequence[str]) -> str:
    """Every section that has been kept, newest figures of each, as markdown."""
    parts = []
    for section in sections:
        file = KEPT / f"{section}.json"
        if file.is_file():
            held = json.loads(file.read_text(encoding="utf-8"))
            goals = "\n".join(f"- {line}" for line in held["goals"])
            parts += [f"## {section}", held["surroundings"], markdown(held["rows"]), goals]
    return "\n\n".join(parts) + "\n"
