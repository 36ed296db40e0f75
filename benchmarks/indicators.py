"""Shares, rates and standardised rates against the official Python package: same data, same run.

python3 run.py bench indicators [--areas 7000] [--seed 1]

The package (PHStatsMethods, GPL-3) runs in an environment of its own under var/. Asked for: at
least 100 times its speed in CPU seconds, and every number within 1e-12 of it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from building.packages import get_uv, surroundings
from building.places import CHECKOUT, fingerprint, is_stamped, leave_stamp, run
from openpcn.engines.indicators import (
    Estimates,
    dsr_many,
    esp_2013,
    rate_many,
    ratio_many,
    wilson_many,
)

PEER = CHECKOUT / "benchmarks" / "indicators_peer"
PLACE = CHECKOUT / "var" / "indicators" / "peer"
FASTER, CLOSE = 100, 1e-12


def main() -> int:
    """Print the table; 1 where a number that is asked for was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--areas", type=int, default=7000, help="as many practices as England has")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    data = invented(asked.areas, asked.seed)
    set_up()
    theirs = ask_peer(data)
    missed = []
    print(f"{asked.areas:,} areas, CPU seconds, best of three (ours of thirty)\n")
    print(f"{'':<22}{'ours':>12}{'theirs':>12}{'times':>10}{'largest difference':>22}")
    for name, answer in OURS.items():
        found, seconds = timed(lambda answer=answer: answer(data))
        times = float(theirs[f"{name}_seconds"]) / seconds
        ours = np.array([found.value, found.lower, found.upper])
        apart = difference(ours, theirs[name])
        print(
            f"{name:<22}{seconds:>12.6f}{theirs[f'{name}_seconds']:>12.3f}{times:>10,.0f}{apart:>22.1e}"
        )
        if times < FASTER or not apart <= CLOSE:
            missed.append(name)
    print(f"\nMissed: {', '.join(missed)}." if missed else "\nEverything asked for was reached.")
    return 1 if missed else 0


def invented(areas: int, seed: int) -> dict[str, np.ndarray]:
    """Areas of many sizes, with age bands and a reference population."""
    chance = np.random.default_rng(seed)
    wholes = np.round(chance.lognormal(9, 0.6, areas)).clip(50)
    bands = len(esp_2013().weights)
    people = np.round(chance.lognormal(6, 0.5, (areas, bands))).clip(20)
    some = chance.binomial(wholes.astype(int), chance.beta(2, 25, areas))
    risk = np.linspace(0.001, 0.05, bands) * chance.lognormal(0, 0.2, (areas, 1))
    return {
        "wholes": wholes,
        "parts": np.maximum(some, 1).astype(float),  # the peer stops at a count of nought
        "people": people,
        "counts": chance.poisson(people * risk).astype(float),
        "weights": np.array(esp_2013().weights, dtype=float),
        "rn": np.linspace(1_000, 50_000, bands),
        "rd": np.full(bands, 1_000_000.0),
    }


def ratios(data: dict[str, np.ndarray]) -> Estimates:
    """Observed over expected, the expected worked out for all areas at once."""
    expected = data["people"] @ (data["rn"] / data["rd"])
    return ratio_many(data["counts"].sum(axis=1), expected)


OURS: dict[str, Callable[[dict[str, np.ndarray]], Estimates]] = {
    "shares": lambda data: wilson_many(data["parts"], data["wholes"]),
    "rates": lambda data: rate_many(data["parts"], data["wholes"]),
    "standardised rates": lambda data: dsr_many(data["counts"], data["people"]),
    "standardised ratios": ratios,
}


def timed(answer: Callable[[], Estimates]) -> tuple[Estimates, float]:
    """The answer, and the fewest CPU seconds of thirty tries."""
    best = float("inf")
    for _ in range(30):
        began = time.process_time()
        found = answer()
        best = min(best, time.process_time() - began)
    return found, best


def difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The largest difference relative to the value; where one is missing both have to be."""
    if (np.isnan(ours) != np.isnan(theirs)).any():
        return float("inf")
    return float(np.nanmax(np.abs(ours - theirs) / np.maximum(np.abs(theirs), 1e-9)))


def set_up() -> None:
    """The peer's environment, made where it is not there yet."""
    packages = PEER / "packages.txt"
    stamp, mark = PLACE.with_suffix(".stamp"), fingerprint(packages)
    if is_stamped(stamp, mark) and (PLACE / "bin" / "python").exists():
        return
    uv = get_uv()
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    run([uv, "venv", "--clear", "--python", sys.executable, PLACE], env=surroundings())
    install = [uv, "pip", "install", "--python", PLACE / "bin" / "python", "-r", packages]
    run(install, env=surroundings())
    leave_stamp(stamp, mark)


def ask_peer(data: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What the official package answers, with its CPU seconds."""
    with tempfile.TemporaryDirectory() as folder:
        questions, answers = Path(folder) / "questions.npz", Path(folder) / "answers.npz"
        np.savez(questions, **data)
        run([PLACE / "bin" / "python", PEER / "ask.py", questions, answers])
        return dict(np.load(answers))


if __name__ == "__main__":
    sys.exit(main())
