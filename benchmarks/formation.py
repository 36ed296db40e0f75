"""How good and how fast proposals are: invented and published practices, judged independently.

Every proposal is one fresh process of the console program, and so is every peer. What they wrote is
judged by code that shares nothing with the planner: band, connection, areas, distance, patients
moved, and the bound against every plan that anybody found for the same question.

    python3 run.py bench formation                    every section, as many minutes as it takes
    python3 run.py bench formation --only england     england, systems, peers, today, curve
    python3 run.py bench formation --long             also ten minutes for all England
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from benchmarks.forming.against import measure_peers
from benchmarks.forming.curve import measure_curve
from benchmarks.forming.england import measure_england
from benchmarks.forming.instances import Instance, invented, published
from benchmarks.forming.proposing import propose
from benchmarks.forming.running import end_all
from benchmarks.forming.systems import measure_systems
from benchmarks.forming.telling import KEPT, say, summary, surroundings
from benchmarks.forming.today import measure_today
from building.places import CHECKOUT, Stopped

SECTIONS = ("england", "systems", "peers", "today", "curve")
PUBLISHED = Path(os.environ.get("OPENPCN_PUBLISHED", CHECKOUT.parent / "shared" / "data"))


def main() -> None:
    """Measure what is asked for."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--data", type=Path, default=PUBLISHED, help="folder of published files")
    words.add_argument("--seeds", type=int, default=3, help="how many seeds")
    words.add_argument("--only", nargs="*", default=SECTIONS, choices=SECTIONS)
    words.add_argument(
        "--patience",
        type=float,
        default=1.0,
        help="so many times as long by the clock, and processor seconds decide: for a busy machine",
    )
    words.add_argument("--long", action="store_true", help="also ten minutes for all England")
    words.add_argument("--keep-peers", action="store_true", help="the peers' plans of last time")
    words.add_argument(
        "--sizes", type=int, nargs=2, default=(0, 10_000), help="least and most of the peers' files"
    )
    asked = words.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end_all)
    try:
        measure(asked)
    except Stopped as stopped:
        sys.exit(f"STOPPED  {stopped}")


def measure(asked: argparse.Namespace) -> None:
    """Each section in turn; the summary of all that were ever measured at the end."""
    say(surroundings())
    warm = propose(invented(20, 1, seed=0))
    say(f"first process, with the compiler where it is needed: {warm.run.seconds:.1f} s")
    seeds = range(1, asked.seeds + 1)
    if not asked.data.is_dir():
        raise Stopped(f"There is no folder {asked.data}. Name the published files with --data.")
    england = published(asked.data)
    made = [invented(6_300, 42, seed=1)]
    if "england" in asked.only:
        measure_england([england, *made], seeds, long=False, patience=asked.patience)
    if asked.long:
        measure_england([england, *made], list(seeds)[:1], long=True, patience=asked.patience)
    if "systems" in asked.only:
        measure_systems(england, seeds, patience=asked.patience)
    if "peers" in asked.only:
        instances = instances_for_peers(england, *asked.sizes)
        measure_peers(instances, seeds, keep_peers=asked.keep_peers)
    if "today" in asked.only:
        measure_today(england, patience=asked.patience)
    if "curve" in asked.only:
        measure_curve(england, patience=asked.patience)
    text = summary(["england", "england-long", *SECTIONS[1:]])
    (KEPT / "summary.md").write_text(text, encoding="utf-8")
    say(f"tables in {KEPT.relative_to(CHECKOUT)}")


def instances_for_peers(england: Instance, least: int, most: int) -> list[Instance]:
    """One system, and up, invented and published."""
    by_size = sorted(england.areas, key=lambda area: (len(england.areas[area]), area))
    about = [min(by_size, key=lambda a: abs(len(england.areas[a]) - n)) for n in (100, 200)]
    sizes = ((100, 1), (200, 1), (600, 4), (1_500, 10), (6_300, 42))
    found = [england.only(area) for area in about]
    found += [invented(n, areas, seed=n) for n, areas in sizes]
    found.append(england)
    return [instance for instance in found if least <= len(instance.practices) <= most]


if __name__ == "__main__":
    main()
