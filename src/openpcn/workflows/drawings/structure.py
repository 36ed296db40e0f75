"""The structure diagram as SVG: one system on a day, or two side by side with their differences."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from openpcn.kernel.names import as_written
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import Band
from openpcn.workflows.drawings.structure_bands import Look, pane_svg
from openpcn.workflows.drawings.structure_facts import Comparison, Structure, StructurePractice
from openpcn.workflows.drawings.structure_forms import CARD_HEAD, ROW, SQUARE
from openpcn.workflows.drawings.structure_layout import Pane, lay_out, panes_for
from openpcn.workflows.drawings.structure_marks import practice_dot, size_square, text_at
from openpcn.workflows.drawings.structure_words import counts
from openpcn.workflows.drawings.svg import path_of, picture, tag
from openpcn.workflows.drawings.text import short_name, width_of


def structure_svg(
    shown: Structure | Comparison,
    *,
    opened: Collection[str] = (),
    hrefs: Mapping[str, str] | None = None,
    name: str = "structure",
    narrow: bool = False,
    paper: bool = False,
) -> str:
    """Draw one structure, or two with their differences; `opened` are codes of places.

    `hrefs` gives the address behind Open or Close of each place; without it there is none.
    `paper` shapes one structure with its networks opened for a sheet of A4 landscape.
    """
    sides = (shown.now, shown.then) if isinstance(shown, Comparison) else (shown,)
    look = Look(opened=opened, hrefs=hrefs or {}, is_comparison=isinstance(shown, Comparison))
    panes = panes_for(sides, opened, narrow=narrow, paper=paper, moves=_moves(shown))
    height = max(pane.top + pane.height for pane in panes)
    width = max(pane.left + pane.width for pane in panes)
    drawn = [pane_svg(pane, look) for pane in panes]
    legend, legend_height = _legend(width, height + 28, is_comparison=look.is_comparison)
    return picture(
        tag("rect", width=width, height=height + legend_height + 28, fill="#ffffff"),
        *drawn,
        *([] if narrow else _lines(panes, shown)),
        legend,
        name=name,
        width=width,
        height=height + legend_height + 28,
        title=_title(sides),
        description=_description(shown),
    )


def _moves(shown: Structure | Comparison) -> int:
    return len(shown.moves) if isinstance(shown, Comparison) else 0


def _title(sides: tuple[Structure, ...]) -> str:
    said = " and ".join(f"{side.heading.lower()}, {side.note}" for side in sides)
    return f"Structure of {sides[0].name}: {said}"


def _description(shown: Structure | Comparison) -> str:
    if isinstance(shown, Structure):
        return f"{counts(shown)}. The list beside this picture says the same."
    told = [
        f"{as_written(move.practice.name)} is in {short_name(move.old.name)} and then in "
        f"{short_name(move.new.name)}"
        for move in shown.moves
    ]
    told += [f"{as_written(one.name)} opens" for one in shown.opened]
    told += [f"{as_written(one.name)} closes" for one in shown.closed]
    return f"{'; '.join(told) or 'Nothing differs'}. The list beside this picture says the same."


def _lines(panes: list[Pane], shown: Structure | Comparison) -> list[str]:
    """One orthogonal line for each practice that moves, in lanes of its own between the panes."""
    if not isinstance(shown, Comparison):
        return []
    left, right = (_row_middles(pane) for pane in panes)
    ends = [
        (left[move.practice.code], right[move.practice.code])
        for move in shown.moves
        if move.practice.code in left and move.practice.code in right
    ]
    up = sorted(end for end in ends if end[0][1] > end[1][1])
    down = sorted((end for end in ends if end[0][1] <= end[1][1]), key=lambda end: -end[0][1])
    lanes = sorted(up, key=lambda end: end[0][1]) + down
    start, stop = panes[0].left + panes[0].width, panes[1].left
    step = (stop - start - 8) / (len(lanes) + 1)
    return [_line(old, new, start + 4 + step * (at + 1)) for at, (old, new) in enumerate(lanes)]


def _row_middles(pane: Pane) -> dict[str, tuple[float, float]]:
    """For each practice drawn, the edge of its card that faces the other pane, and its row."""
    found = {}
    for slot in lay_out(pane):
        for card in slot.cards:
            edge = card.left + card.width if pane.is_first else card.left
            for at, practice in enumerate(card.network.practices if card.network else ()):
                found[practice.code] = (edge, card.top + CARD_HEAD + at * ROW + ROW / 2)
    return found


def _line(old: tuple[float, float], new: tuple[float, float], lane: float) -> str:
    bend = min(10.0, abs(old[1] - new[1]) / 2)
    turn = math.copysign(bend, new[1] - old[1])
    tip = new[0] - 1
    data = (
        f"M{old[0] - 2:.1f} {old[1]:.1f}H{lane - bend:.1f}"
        f"Q{lane:.1f} {old[1]:.1f} {lane:.1f} {old[1] + turn:.1f}"
        f"V{new[1] - turn:.1f}Q{lane:.1f} {new[1]:.1f} {lane + bend:.1f} {new[1]:.1f}H{tip - 7:.1f}"
    )
    head = path_of([[(tip, new[1]), (tip - 9, new[1] - 5), (tip - 9, new[1] + 5)]])
    return (
        tag("path", d=data, fill="none", stroke="#ffffff", stroke_width=6.0)
        + tag("path", d=data, fill="none", stroke=palette.CHANGE, stroke_width=2.0)
        + tag("path", d=head, fill=palette.CHANGE)
    )


def _legend(width: float, top: float, *, is_comparison: bool) -> tuple[str, float]:
    entries = [
        (size_square(0, 0, Band.INSIDE), "Network inside 30,000 to 50,000"),
        (size_square(0, 0, Band.BELOW), "Below 30,000"),
        (size_square(0, 0, Band.ABOVE), "Above 50,000"),
    ]
    if is_comparison:
        ring = StructurePractice(code="", name="", patients=6_000, change="joins")
        entries += [
            (size_square(0, 0, Band.INSIDE, strong=True), "Network that changes, opened"),
            ([practice_dot(ring, SQUARE / 2, SQUARE / 2)], "Practice that changes"),
        ]
    parts, x, row = [], 1.0, 0
    for marks, said in entries:
        across = SQUARE + 8 + width_of(said, 14) + 24
        if x + across > width + 24 and x > 1:
            x, row = 1.0, row + 1
        y = top + row * 28
        text = text_at(said, SQUARE + 8, SQUARE - 4, 14)
        parts.append(tag("g", *marks, text, transform=f"translate({x:.1f} {y:.1f})"))
        x += across
    return "".join(parts), (row + 1) * 28.0
