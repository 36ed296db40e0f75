"""How long the statements of all England's networks take: 1,264 networks in every contract year.

Populations are generated with a seed. Prints seconds and processor seconds beside a calibration
loop of the machine.
"""

from __future__ import annotations

import random
import time
from decimal import Decimal

from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import NetworkFacts, reckoned
from openpcn.rulebook.funding import funding_rules, years_held

NETWORKS = 1_264
SEED = 2026


def main() -> None:
    """Work out every statement, and say what it took."""
    networks = generated()
    print(f"calibration: ten million additions in {calibrate():.2f} s")
    began, used = time.perf_counter(), time.process_time()
    years = years_held()
    total = Decimal(0)
    for year in years:
        rules = funding_rules(year)
        total += sum((work_out_funding(facts, rules).total for facts in networks), Decimal(0))
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    print(
        f"{NETWORKS:,} networks in {len(years)} years: {seconds:.2f} s, {processor:.2f} s of "
        f"processor; £{total:,.2f} in all"
    )


def generated() -> list[NetworkFacts]:
    """Populations of networks like England's, about 50,000 patients each."""
    chance = random.Random(SEED)
    return [network(chance) for _ in range(NETWORKS)]


def network(chance: random.Random) -> NetworkFacts:
    """One network's populations."""
    registered = round(chance.lognormvariate(10.8, 0.35))
    return reckoned(
        registered=registered,
        adjusted=round(registered * chance.gauss(1, 0.04)),
        weighted=round(registered * chance.gauss(1, 0.05)),
        beds=round(registered * abs(chance.gauss(0.005, 0.002))),
    )


def calibrate() -> float:
    """Seconds for ten million additions."""
    began, total = time.perf_counter(), 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
