"""An opened network in a structure diagram: its name, its size and its practices."""

from __future__ import annotations

from openpcn.kernel.names import as_written
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import Band
from openpcn.workflows.drawings.structure_facts import (
    NO_NETWORK,
    StructureNetwork,
    StructurePractice,
)
from openpcn.workflows.drawings.structure_forms import CARD_HEAD, ROW
from openpcn.workflows.drawings.structure_layout import Card, Pane
from openpcn.workflows.drawings.structure_marks import practice_dot, text_at
from openpcn.workflows.drawings.svg import link, tag, words
from openpcn.workflows.drawings.text import cut, fitted, short_name, told_apart, width_of


def card_svg(pane: Pane, card: Card) -> str:
    """A network with a row for each practice, or the words for its absence."""
    network, x, y, width, height = card.network, card.left, card.top, card.width, card.height
    if network is None:
        held = {one.code for one in pane.structure.networks}
        return _gap(x, y, width, height, is_elsewhere=card.code in held)
    letters = pane.form.letters
    names = [
        fitted(one.name, letters, _room_for_name(one, width, letters)) for one in network.practices
    ]
    apart = told_apart([one.name for one in network.practices], names)
    rows = [
        _row(practice, name, x, y + CARD_HEAD + at * ROW, width, letters)
        for at, (practice, name) in enumerate(zip(network.practices, apart, strict=True))
    ]
    return tag("g", _frame(network, x, y, width, height), _head(network, x, y, width), *rows)


def _gap(x: float, y: float, width: float, height: float, *, is_elsewhere: bool) -> str:
    said = "In another place" if is_elsewhere else "Not a network on this date"
    return tag(
        "rect",
        x=x + 1,
        y=y + 1,
        width=width - 2,
        height=min(height, 44.0) - 2,
        fill="none",
        stroke=palette.HAIRLINE,
        stroke_width=1.5,
    ) + text_at(said, x + 12, y + 27, 14, fill=palette.SECOND_TEXT)


def _frame(network: StructureNetwork, x: float, y: float, width: float, height: float) -> str:
    strong, sized = network.is_changed, network.code != NO_NETWORK
    colour = palette.DARK if strong else palette.DOT
    outer = tag(
        "rect",
        x=x + 1,
        y=y + 1,
        width=width - 2,
        height=height - 2,
        fill="#ffffff",
        stroke=colour,
        stroke_width=2.0 if strong else 1.2,
        stroke_dasharray="6 4" if network.band is Band.BELOW and sized else None,
    )
    if network.band is not Band.ABOVE or not sized:
        return outer
    return outer + tag(
        "rect",
        x=x + 4.5,
        y=y + 4.5,
        width=width - 9,
        height=height - 9,
        fill="none",
        stroke=colour,
        stroke_width=0.9,
    )


def _head(network: StructureNetwork, x: float, y: float, width: float) -> str:
    size = "not known" if network.patients is None else f"{network.patients:,}"
    room = width - 36 - width_of(size, 15, bold=True)
    was = f"was {network.was:,}" if network.was is not None else ""
    if was:
        room -= width_of(was, 13) + 10
    name = cut(short_name(network.name), 15, room, bold=True)
    right = x + width - 13
    parts = [
        link(
            network.href,
            text_at(name, x + 13, y + 24, 15, bold=True),
            title=short_name(network.name),
        ),
        text_at(size, right, y + 24, 15, bold=True, end=True),
    ]
    if was:
        before = right - width_of(size, 15, bold=True) - 10
        parts.append(text_at(was, before, y + 24, 13, fill=palette.SECOND_TEXT, end=True))
    return "".join(parts)


def _size(practice: StructurePractice) -> str:
    return "not known" if practice.patients is None else f"{practice.patients:,}"


def _room_for_name(practice: StructurePractice, width: float, letters: float) -> float:
    said = width_of(f" {practice.change}", letters, bold=True) if practice.change else 0.0
    return width - 54 - width_of(_size(practice), letters) - said


def _row(
    practice: StructurePractice, name: str, x: float, y: float, width: float, letters: float
) -> str:
    middle, dot_x = y + ROW / 2, x + 20
    said = f" {practice.change}" if practice.change else ""
    low = middle + letters * 0.35
    text = tag(
        "text",
        words(name),
        tag("tspan", words(said), font_weight=700) if said else "",
        x=x + 33,
        y=low,
        font_size=letters,
        fill=palette.TEXT,
    )
    marked = tag(
        "rect", x=x + 7, y=y + 1, width=width - 14, height=ROW - 2, fill=palette.CHANGED_ROW
    )
    number = text_at(_size(practice), x + width - 13, low, letters, end=True)
    body = (practice_dot(practice, dot_x, middle), text, number)
    titled = link(practice.href, *body, title=as_written(practice.name) + _towards(practice))
    return (marked if practice.change else "") + titled


def _towards(practice: StructurePractice) -> str:
    if not practice.other:
        return f" {practice.change}" if practice.change else ""
    way = "for" if practice.change == "leaves" else "from"
    return f" {practice.change} {way} {short_name(practice.other)}"
