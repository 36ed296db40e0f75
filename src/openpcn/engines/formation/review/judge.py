"""Judges a grouping of practices into networks by a brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpcn.engines.formation.review.checks import check
from openpcn.engines.formation.review.facts import Brief, Practice
from openpcn.engines.formation.review.findings import Finding, Mend, Move
from openpcn.engines.formation.review.grouping import Grouping
from openpcn.engines.formation.review.mending import Mending
from openpcn.engines.formation.review.sentences import change_in_words

FAULTS = {
    "below_smallest": "below",
    "above_largest": "above",
    "crosses_system": "systems",
    "crosses_place": "places",
    "not_contiguous": "groups",
    "practice_far": "far",
}
"""Findings that practices changing network can mend, and what must be gone afterwards."""

OTHERWISE = {
    "unknown_practice": "Add the practice with its list, or take it out of the grouping.",
    "unplaced": "No neighbouring network can take it without breaking a rule: the commissioner "
    "arranges cover by another network.",
    "unplaced_unlisted": "Load a list for the day: without it no network can be found for them.",
    "list_not_held": "Load a list for the day, or choose a day for which one is held.",
    "single_practice_above": "One practice cannot be divided between networks: write a rationale.",
    "catchment_in_pieces": "Compare options, or write a rationale.",
    "patients_far": "Compare options, or write a rationale.",
}
NOTHING_SMALL = (
    "No change of one or two practices would mend it without breaking another network: "
    "write a rationale, or look for a larger change."
)


def review(
    practices: Sequence[Practice], network_of: Mapping[str, str], brief: Brief
) -> tuple[Finding, ...]:
    """What is wrong with a grouping, gravest kind first, then by how much.

    `network_of` says in which network each practice is; a practice that is not in it is in none.
    """
    grouping = Grouping(practices, network_of, brief)
    mending = Mending(grouping)
    found = [replace(f, mend=_mend(grouping, mending, f)) for f in check(grouping)]
    return tuple(sorted(found, key=lambda f: (f.order, -f.amount, f.network or "", f.practices)))


def faults_in(
    practices: Sequence[Practice], network_of: Mapping[str, str], brief: Brief
) -> tuple[Finding, ...]:
    """The same without what would mend it: fast enough to be asked at every move of a hand."""
    found = check(Grouping(practices, network_of, brief))
    return tuple(sorted(found, key=lambda f: (f.order, -f.amount, f.network or "", f.practices)))


def _mend(grouping: Grouping, mending: Mending, finding: Finding) -> Mend:
    moves: tuple[Move, ...] = ()
    if finding.code == "unplaced":
        moves = mending.best_home(finding.practices[0])
    elif finding.code in FAULTS and finding.network is not None:
        moves = mending.smallest_moves(finding.network, FAULTS[finding.code])
    return Mend(
        moves=moves,
        patients=sum(move.patients for move in moves),
        sentence=change_in_words(grouping, moves)
        if moves
        else OTHERWISE.get(finding.code, NOTHING_SMALL),
    )
