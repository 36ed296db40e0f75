"""How good and how fast proposals are: invented and published practices, judged independently.

Every proposal is one fresh process of the console program. What it wrote is judged here, by code
that shares nothing with the planner: band, connection, areas, distance, and the bound against it.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

HEADING = (
    "practice_code",
    "registered_patients",
    "easting",
    "northing",
    "area_code",
    "current_network",
)
SMALLEST, LARGEST = 30_000, 50_000
LIBRARIES = ("numpy", "scipy", "numba", "highspy")


def invented(practices: int, areas: int, *, seed: int) -> list[tuple[object, ...]]:
    """Towns of unequal size, practices around them, lists as they are in England (log-normal)."""
    chance = random.Random(seed)
    rows = []
    for number in range(practices):
        area = number * areas // practices
        if number == 0 or area != (number - 1) * areas // practices:
            towns = [(chance.uniform(0, 60), chance.uniform(0, 60)) for _ in range(12)]
        town = towns[min(int(chance.paretovariate(0.8)) - 1, 11)]
        east = 100 * (area % 7) + max(0, chance.gauss(town[0], 4))
        north = 100 * (area // 7) + max(0, chance.gauss(town[1], 4))
        patients = round(min(45_000, max(1_500, chance.lognormvariate(math.log(8_800), 0.6))))
        rows.append(
            (
                f"Z{number:05d}",
                patients,
                round(east * 1000),
                round(north * 1000),
                f"A{area:02d}",
                "",
            )
        )
    return rows


def published(folder: Path) -> list[tuple[object, ...]]:
    """The practices of England in July 2022, with the networks of January 2022."""
    from pyproj import Transformer

    def table(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    to_grid = Transformer.from_crs(4326, 27700, always_xy=True)
    places = {row["OrganisationCode"]: row for row in table("practices/practice_coords_2022.csv")}
    with (folder / "practices/epraccur_2022-12.csv").open(encoding="utf-8", newline="") as file:
        system = {row[0]: row[3] for row in csv.reader(file)}
    network = {
        row["PRACTICE_CODE"]: row["PCN_CODE"].replace("U" * (row["PCN_CODE"] == "U"), "")
        for row in table("networks/gp-reg-pat-prac-map_2022-01.csv")
    }
    rows: list[tuple[object, ...]] = []
    for row in table("registered/gp-reg-pat-prac-all_2022-07.csv"):
        code = row["CODE"]
        place = places[code]
        east, north = to_grid.transform(float(place["Long"]), float(place["Lat"]))
        rows.append(
            (
                code,
                row["NUMBER_OF_PATIENTS"],
                round(east),
                round(north),
                system[code],
                network.get(code, ""),
            )
        )
    return rows


def propose(practices: Path, folder: Path, options: list[str]) -> dict[str, object]:
    """Run the console program once and measure it."""
    words = [sys.executable, "-m", "openpcn.cli.main", "--state", str(folder / "state")]
    words += ["networks", "propose", "--practices", str(practices), "--json"]
    words += ["--out", str(folder / "plan.csv"), "--neighbours-out", str(folder / "near.csv")]
    began = time.perf_counter()
    done = subprocess.run([*words, *options], capture_output=True, text=True, check=False)
    wall = time.perf_counter() - began
    if done.returncode:
        sys.exit(done.stderr)
    answer: dict[str, object] = json.loads(done.stdout)
    answer["wall"] = wall
    return answer


def judge(
    rows: list[tuple[object, ...]], plan: dict[str, str], near: dict[str, set[str]]
) -> dict[str, float]:
    """Score a plan: written from the published rules alone."""
    members: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for row in rows:
        if plan.get(str(row[0])):
            members[plan[str(row[0])]].append(row)
    inside = connected = crossing = single = 0
    total = 0.0
    for group in members.values():
        size = sum(int(str(row[1])) for row in group)
        inside += SMALLEST <= size <= LARGEST
        single += size > LARGEST and len(group) == 1
        crossing += len({row[4] for row in group}) > 1
        connected += is_connected({str(row[0]) for row in group}, near)
        total += min(
            sum(
                int(str(row[1])) * math.dist(row[2:4], hub[2:4])  # type: ignore[arg-type]
                for row in group
            )
            for hub in group
        )
    patients = sum(int(str(row[1])) for group in members.values() for row in group)
    return {
        "networks": len(members),
        "in band": inside,
        "one practice above": single,
        "not connected": len(members) - connected,
        "crossing": crossing,
        "km": total / 1000 / patients,
    }


def is_connected(codes: set[str], near: dict[str, set[str]]) -> bool:
    """Whether the practices are one group of neighbours."""
    met = {min(codes)}
    queue = list(met)
    while queue:
        new = near[queue.pop()] & codes - met
        met |= new
        queue += new
    return met == codes


def measure(name: str, rows: list[tuple[object, ...]], options: list[str], state: Path) -> None:
    """Propose for one instance, judge it, and print a line."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "state").symlink_to(state)
        practices = folder / "practices.csv"
        with practices.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADING, *rows])
        answer = propose(practices, folder, options)
        with (folder / "plan.csv").open() as file:
            plan = {row["practice_code"]: row["network"] for row in csv.DictReader(file)}
        near: dict[str, set[str]] = defaultdict(set)
        with (folder / "near.csv").open() as file:
            for row in csv.DictReader(file):
                near[row["practice_code"]].add(row["neighbour_code"])
    scored = judge(rows, plan, near)
    bound = float(str(answer["lower_bound_km_per_patient"]))
    if bound > scored["km"] * (1 + 1e-9):
        sys.exit(f"{name}: the bound {bound} is above the plan {scored['km']}")
    areas = answer["areas"]
    proved = sum(area["proved_optimal"] for area in areas)  # type: ignore[attr-defined]
    print(
        f"{name:<28} {len(rows):>6} practices  {scored['networks']:>5} networks  "
        f"{scored['in band']:>5} in band  {scored['one practice above']:>3} one practice above  "
        f"{scored['not connected']} not connected  {scored['crossing']} crossing  "
        f"{scored['km']:.4f} km  bound {bound:.4f}  gap {1 - bound / scored['km']:.2%}  "
        f"proved {proved} of {len(areas)}  {answer['wall']:.1f} s",  # type: ignore[arg-type]
        flush=True,
    )
    if any(row[5] for row in rows):
        today = judge(rows, {str(row[0]): str(row[5]) for row in rows}, near)
        print(
            f"{'  today':<28} {'':>6}            {today['networks']:>5} networks  "
            f"{today['in band']:>5} in band  {today['km']:.4f} km; "
            f"{answer['patients_moved']:,} patients' practices would change network"
        )


def calibrate() -> float:
    """Seconds that ten million additions take here."""
    began = time.perf_counter()
    total = 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - began


def main() -> None:
    """Measure what is asked for."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--data", type=Path, help="folder of published files, for all England")
    words.add_argument("--seeds", type=int, default=3)
    words.add_argument("--large", action="store_true", help="6,300 invented practices too")
    asked, options = words.parse_known_args()
    print(", ".join(f"{name} {version(name)}" for name in LIBRARIES), platform.python_version())
    print(f"load {os.getloadavg()[0]:.1f}; ten million additions {calibrate():.2f} s")
    with tempfile.TemporaryDirectory() as state:
        measure("first, with the compiler", invented(20, 1, seed=0), options, Path(state))
        for seed in range(1, asked.seeds + 1):
            measure(f"150 invented, seed {seed}", invented(150, 1, seed=seed), options, Path(state))
        for seed in range(1, asked.seeds + 1):
            rows = invented(1_000, 7, seed=seed)
            measure(f"1,000 in 7 areas, seed {seed}", rows, options, Path(state))
        if asked.large:
            measure("6,300 in 42 areas", invented(6_300, 42, seed=1), options, Path(state))
        if asked.data:
            measure("England, July 2022", published(asked.data), options, Path(state))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process {most:.0f} MB")


if __name__ == "__main__":
    main()
