"""Options that mend, align, or answer who can take a practice: found once, then kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from openpcn.engines.formation.repairing import Move, Option, align, homes_for, mend, mend_in_turn
from openpcn.engines.formation.repairing.leaving import follow_on
from openpcn.engines.formation.repairing.mending import Mended, outside_band
from openpcn.workflows.facts.show_facts import inputs_of
from openpcn.workflows.keeping import kept
from openpcn.workflows.planner.compare import Column, Comparison, beside, moves_in_words
from openpcn.workflows.planner.ground import Ground, networks_asked

FOCUS = 4
"""More networks than this are not shown line by line."""
TOGETHER = 3
"""More networks than this are mended one after the other."""
Answer = TypeVar("Answer")


def mend_networks(ground: Ground, codes: Sequence[str]) -> Comparison:
    """Options that bring networks inside the band, changing few practices."""
    targets = networks_asked(ground, codes) or outside(ground)
    found = _kept(
        ground,
        ("mend", targets),
        lambda: _mended(ground, targets),
    )
    return compared(ground, "mend", targets, found.options, is_complete=found.is_complete)


def _mended(ground: Ground, targets: Sequence[str]) -> Mended:
    """All at once where that is possible, else one after the other."""
    situation = ground.situation
    if len(targets) <= TOGETHER:
        found = mend(situation, situation.today, targets=targets)
        if found.options or len(targets) == 1:
            return found
    return mend_in_turn(situation, situation.today, targets=targets)


def align_networks(ground: Ground, codes: Sequence[str]) -> Comparison:
    """Options that bring networks closer to where their patients live."""
    targets = networks_asked(ground, codes) or ground.networks
    options = _kept(
        ground,
        ("align", targets),
        lambda: align(ground.situation, ground.situation.today, within=targets),
    )
    return compared(ground, "align", targets if len(targets) <= FOCUS else (), options)


def answer_leaving(ground: Ground, practice: str) -> Comparison:
    """Who can take a practice, and what each answer does."""
    today = ground.situation.today
    options = homes_for(ground.situation, today, practice)[:3]
    home = today.get(practice)
    shown = compared(ground, "leave", (home,) if home else (), options)
    columns = []
    for column in shown.options:
        to = column.moves[0].to_network
        further = follow_on(ground.situation, today, practice, to)
        why = f"It joins {ground.name(to)}"
        columns.append(replace(column, why=why, further=_further(ground, column, further)))
    return replace(shown, options=tuple(columns))


def outside(ground: Ground) -> tuple[str, ...]:
    """Networks of the area outside the band."""
    found = outside_band(ground.situation, ground.situation.today)
    return tuple(code for code in ground.networks if code in found)


def compared(
    ground: Ground,
    question: str,
    targets: Sequence[str],
    options: Sequence[Option],
    *,
    is_complete: bool = True,
) -> Comparison:
    """Today beside options of a repair."""
    plans = [(one.title, one.network_of, one.moves) for one in options]
    return beside(ground, question, targets, plans, is_complete=is_complete)


def _further(ground: Ground, column: Column, moves: Sequence[tuple[str, str]]) -> str:
    if moves:
        made = [
            Move(
                practice=code,
                patients=ground.practices[code].patients or 0,
                from_network=column.network_of.get(code),
                to_network=to,
            )
            for code, to in moves
        ]
        return f"To bring both back inside: {moves_in_words(ground, made)}."
    worse = [f for f in column.findings if f.code in ("below_smallest", "above_largest")]
    if worse:
        return "No further change of one or two practices would bring both inside."
    return ""


def _kept(ground: Ground, question: object, make: Callable[[], Answer]) -> Answer:
    brief = ground.situation.brief
    inputs = (inputs_of(ground.system.code, when=ground.when), brief.smallest, brief.largest)
    return kept("planner", (inputs, question), make)
