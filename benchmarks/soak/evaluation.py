"""Judge a thousand invented interventions of each kind, whose true effect is known.

python3 run.py soak evaluation [--runs 1000] [--seed 0]

For each kind: how often the 95% interval holds the truth (93% to 97% is asked), how often a
benefit is declared where there is none (at most 2.5%), and how far estimates lie from the truth.
The simulator is tests/engines/evaluation/interventions.py; it shares no code with the estimator.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices; threads only wait

import numpy as np

from openpcn.engines.evaluation import Verdict, evaluate
from tests.engines.evaluation.interventions import invent
from tests.engines.evaluation.seen import as_seen

EFFECTS = {"helpful": 0.8, "null": 1.0, "harmful": 1.25}
DESIGNS = {"people within practices": False, "whole practices": True}
LEAST, MOST, MOST_FALSE_BENEFIT = 0.93, 0.97, 0.025


@dataclass
class Tally:
    """What happened over the runs of one kind."""

    ratio_held: list[bool] = field(default_factory=list)
    difference_held: list[bool] = field(default_factory=list)
    one_sided_benefit: list[bool] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    off: list[float] = field(default_factory=list)

    def share(self, *verdicts: Verdict) -> float:
        """How often a verdict was given."""
        return float(np.mean([verdict in verdicts for verdict in self.verdicts]))


def judge(true_ratio: float, whole: bool, runs: int, seed: int) -> Tally:
    """Invent and judge interventions of one kind."""
    tally = Tally()
    for run in range(runs):
        made = invent(seed + run, true_ratio=true_ratio, whole_practices=whole)
        people, outcomes = as_seen(made)
        effect = (answer := evaluate(people, outcomes)).findings[0].effect
        low, high = effect.ratio_lower or 0.0, effect.ratio_upper or np.inf
        tally.ratio_held.append(low <= true_ratio <= high)
        gain = (made.expected_with - made.expected_without) * made.treated
        truth = float(np.average(gain, weights=made.treated * made.years_after))
        tally.difference_held.append(effect.difference_lower <= truth <= effect.difference_upper)
        tally.one_sided_benefit.append(effect.difference_upper < 0)
        tally.verdicts.append(answer.findings[0].verdict)
        tally.off.append(float(np.log((effect.ratio or np.nan) / true_ratio)))
    return tally


def main() -> int:
    """Print the table; 1 where a number that is asked for was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    began = time.process_time()
    print(f"{asked.runs} interventions of each kind; shares in per cent\n")
    heading = ("truth", "ratio held", "difference held", "benefit", "in doubt", "harm", "below")
    print(f"{'':<34}" + "".join(f"{word:>17}" for word in heading) + f"{'mean log error':>17}")
    missed = []
    held_in_all: list[bool] = []
    for design, whole in DESIGNS.items():
        for name, true_ratio in EFFECTS.items():
            tally = judge(true_ratio, whole, asked.runs, asked.seed)
            held_in_all += tally.ratio_held
            held = float(np.mean(tally.ratio_held)), float(np.mean(tally.difference_held))
            benefit = tally.share(Verdict.BENEFIT)
            cells = [
                f"{true_ratio:.2f}",
                *(f"{100 * share:.1f}" for share in held),
                *(
                    f"{100 * tally.share(each):.1f}"
                    for each in (Verdict.BENEFIT, Verdict.BENEFIT_IN_DOUBT, Verdict.HARM)
                ),
                f"{100 * np.mean(tally.one_sided_benefit):.1f}",
                f"{np.nanmean(tally.off):+.3f}",
            ]
            print(
                f"{design + ', ' + name:<34}" + "".join(f"{cell:>17}" for cell in cells), flush=True
            )
            if not LEAST <= held[0] <= MOST:
                missed.append(f"{design}, {name}: the interval held the truth {held[0]:.1%}")
            if true_ratio >= 1 and benefit > MOST_FALSE_BENEFIT:
                missed.append(f"{design}, {name}: false benefit {benefit:.1%}")
    print(f"\nAll kinds together: the interval of the ratio held {np.mean(held_in_all):.1%}.")
    print(f"{time.process_time() - began:.0f} CPU seconds")
    print("\n".join(missed) or "Every number that is asked for was reached.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
