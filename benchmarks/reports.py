"""How long reports take: a pack for scrutiny in each form, and a hundred board papers.

Makes the demonstration in a state folder of its own, then starts `openpcn report` as anybody would.
The hundred papers are those of the demonstration's networks for as many months as it takes.
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

PAPERS = 100
PACK_SECONDS, PAPERS_SECONDS = 10.0, 120.0
MONTHS = ("2026-10", "2026-09", "2026-08", "2026-07", "2026-06")


def processor_seconds() -> float:
    """Seconds that processes which we started have kept a processor busy."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(program: str, around: dict[str, str], *words: str) -> tuple[float, float]:
    """Seconds of the clock and of the processor of one command."""
    began, worked = time.perf_counter(), processor_seconds()
    subprocess.run(
        [program, *words],
        env=around,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began, processor_seconds() - worked


def packs(program: str, around: dict[str, str], folder: Path) -> list[str]:
    """The pack in each form; the forms that took too long."""
    late = []
    for form in ("pdf", "docx", "html"):
        out = str(folder / f"pack.{form}")
        words = ("report", "scrutiny", "--within", "ZQ1", "--as-at", "2026-11-20", "--out", out)
        clock, worked = timed(program, around, *words)
        print(f"Pack as {form}: {clock:.1f} s, of which the processor worked {worked:.1f} s")
        late += [form] if worked > PACK_SECONDS else []
    return late


def papers(program: str, around: dict[str, str], folder: Path) -> list[str]:
    """Board papers of every network month by month, until there are a hundred."""
    clock = worked = made = 0.0
    for month in MONTHS:
        if made >= PAPERS:
            break
        into = folder / month
        words = ("report", "boards", "--within", "ZQ1", "--month", month, "--into", str(into))
        more = timed(program, around, *words)
        clock, worked = clock + more[0], worked + more[1]
        made += len(list(into.iterdir()))
    a_hundred = worked * PAPERS / made
    print(f"{made:.0f} board papers: {clock:.1f} s, of which the processor worked {worked:.1f} s")
    print(f"A hundred: {a_hundred:.1f} s of the processor")
    return ["board papers"] if a_hundred > PAPERS_SECONDS else []


def main(typed: Sequence[str] | None = None) -> None:
    """Measure and print; leave with 1 where a report takes longer than it may."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--state", help="A state folder that holds the demonstration already")
    words = options.parse_args(typed)
    program = str(Path(sys.executable).with_name("openpcn"))
    with tempfile.TemporaryDirectory() as folder:
        around = os.environ | {"OPENPCN_STATE": words.state or str(Path(folder) / "state")}
        if words.state is None:
            prepared(around)
        late = packs(program, around, Path(folder)) + papers(program, around, Path(folder))
    if late:
        raise SystemExit(f"Too slow: {', '.join(late)}.")


def prepared(around: dict[str, str]) -> None:
    """The demonstration in a new state folder."""
    said = (
        "from openpcn.cli.answers import start_registry; start_registry(); "
        "from openpcn.workflows.demonstration.preparing import prepare; prepare()"
    )
    subprocess.run([sys.executable, "-c", said], env=around, check=True)


if __name__ == "__main__":
    main()
