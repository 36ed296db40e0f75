"""What networks were told of their weighted population, beside the lists that need is taken from.

A network's count says nothing of each practice, so no need follows from it; where the two differ
a reader has to know.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from openpcn.domains.agreements.queries.counts import CountAnswer, recorded_counts_of
from openpcn.domains.agreements.vocabulary import Counts
from openpcn.domains.registry.queries.organisations import organisations_of_kind
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When, in_words
from openpcn.kernel.wording import grouped, listed, percent, plain
from openpcn.workflows.fairness.held import Held, PracticeHeld
from openpcn.workflows.fairness.scenario import Method

MOST_NAMED = 3
LEAST = Decimal("0.0005")
"""Below it one decimal of a per cent would be 0.0."""
NOT_SHARED = (
    "It is of the network and not of each practice, so the practices' own lists count here; to use "
    "others, tell them for each practice."
)


def recorded_beside(held: Held, method: Method, when: When) -> list[str]:
    """A sentence on the recorded weighted populations of the area's networks; none where none."""
    codes = {one.network_code for one in held.practices if one.network_code}
    if method is not Method.PUBLISHED or not codes:
        return []
    networks = {one.id: one for one in organisations_of_kind("network", when=when)
                if one.code in codes}  # fmt: skip
    told = newest_of(networks, held.year, when)
    said = [
        (apart, f"{as_written(networks[one.network_id].name)} {words}")
        for one in told
        for apart, words in [beside(one, held.practices, networks[one.network_id].code)]
    ]
    if not said:
        return []
    said.sort(key=lambda pair: (-pair[0], pair[1]))
    named = [words for _apart, words in said[:MOST_NAMED]]
    more = len(said) - len(named)
    others = f" ({more} more)" if more else ""
    return [f"A weighted population is recorded for {listed(named)}{others}. {NOT_SHARED}"]


def newest_of(network_ids: Collection[int], year: ContractYear, when: When) -> list[CountAnswer]:
    """The newest recorded weighted population of each network for the payment year."""
    found: dict[int, CountAnswer] = {}
    for one in recorded_counts_of(network_ids, as_known=when.as_known):
        if one.counts == Counts.WEIGHTED and one.is_current and one.on in year:
            last = found.get(one.network_id)
            found[one.network_id] = max(last, one, key=lambda each: each.on) if last else one
    return list(found.values())


def beside(one: CountAnswer, practices: Collection[PracticeHeld], code: str) -> tuple[Decimal, str]:
    """How far a recorded population is from the practices' lists, and both in words."""
    lists = sum((each.weighted or Decimal(0) for each in practices
                 if each.network_code == code), Decimal(0))  # fmt: skip
    apart = abs(one.number - lists) / lists if lists else Decimal(0)
    told = f"({plain(one.number)} on {in_words(one.on)}; its practices' lists come to"
    return apart, f"{told} {grouped(float(lists))}, {how_far(apart)})"


def how_far(apart: Decimal) -> str:
    """A difference in words: 1.2% apart; the same where there is none."""
    if not apart:
        return "the same"
    return "under 0.1% apart" if apart < LEAST else f"{percent(float(apart), 1)} apart"
