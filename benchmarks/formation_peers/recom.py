"""GerryChain: a plan by recursive trees, then ReCom steps in short bursts towards less distance.

With the word `plain` the plan by trees alone.
"""

from __future__ import annotations

import random
import sys
import time
import warnings
from collections import defaultdict
from functools import partial

import networkx
from asking import Part, answer_all
from gerrychain import Graph, Partition
from gerrychain.constraints import contiguous
from gerrychain.optimization import SingleMetricOptimizer
from gerrychain.partition.initial_partition_generators import recursive_tree_part
from gerrychain.proposals import recom
from gerrychain.tree import bipartition_tree
from gerrychain.updaters import Tally

PLAIN = "plain" in sys.argv
BURST = 10
ATTEMPTS = 2_000
"""Trees to try before a plan is begun again."""

warnings.filterwarnings("ignore")


def divide(part: Part) -> list[int]:
    """As many bursts as the time allows from the first plan that was found."""
    ends_at = time.process_time() + part.seconds
    mean = sum(part.patients) / part.networks
    slack = min(part.largest / mean - 1, 1 - part.smallest / mean)
    if slack <= 0:
        raise ValueError(f"networks of {mean:.0f} on average cannot be in band")
    # In this order: inside, nodes are numbered as they come.
    plain = networkx.Graph()
    for v, patients in enumerate(part.patients):
        plain.add_node(v, patients=patients)
    plain.add_edges_from(part.edges)
    graph = Graph.from_networkx(plain)
    chance = random.Random(part.seed)
    first = first_plan(part, graph, mean, slack, chance, ends_at)
    if PLAIN:
        return [first[v] for v in range(part.size)]
    state = Partition(graph, first, {"patients": Tally("patients", alias="patients")})
    step = partial(recom, pop_col="patients", pop_target=mean, epsilon=slack, rng=chance)
    search = SingleMetricOptimizer(
        proposal_fn=step,
        constraints=[contiguous],
        initial_state=state,
        optimization_metric_fn=lambda plan: total_km(part, plan),
        maximize=False,
        rng=chance,
    )
    best, least = first, total_km(part, state)
    try:
        for plan in search.short_bursts(BURST, 1_000_000):
            km = total_km(part, plan)
            if km < least:
                best, least = dict(plan.assignment.items()), km
            if time.process_time() > ends_at:
                break
    except RuntimeError:
        pass
    return [best[v] for v in range(part.size)]


def first_plan(part, graph, mean, slack, chance, ends_at):
    """Trees again and again until one can be cut, or the time is over."""
    trees = partial(bipartition_tree, max_attempts=ATTEMPTS)
    while True:
        try:
            return recursive_tree_part(
                graph, range(part.networks), mean, "patients", slack, 1, trees, rng=chance
            )
        except RuntimeError:
            if time.process_time() > ends_at:
                raise


def total_km(part: Part, plan: Partition) -> float:
    """Distance of the whole plan."""
    groups = defaultdict(list)
    for v, group in plan.assignment.items():
        groups[group].append(v)
    return sum(map(part.patient_km, groups.values()))


answer_all(divide)
