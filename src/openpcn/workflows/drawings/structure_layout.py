"""Where everything in a structure diagram stands: bands by place, aligned between two panes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from openpcn.kernel.names import as_written
from openpcn.workflows.drawings.structure_facts import (
    NO_NETWORK,
    Structure,
    StructureNetwork,
    StructurePlace,
)
from openpcn.workflows.drawings.text import wrap

WIDTH = 1184.0
NARROW = 326.0
BAR = 74.0
FIRST_BAND = 40.0 + BAR + 38.0
"""From the top of a pane to its first place."""
SQUARE = 18.0
CARD_HEAD = 36.0
ROW = 21.0
CARD_FOOT = 10.0
CARD_GAP = 14.0
BAND_GAP = 30.0
COLUMNS = 4


@dataclass(frozen=True, kw_only=True)
class Card:
    """An opened network in its place, or the room of one that is absent."""

    code: str
    network: StructureNetwork | None
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Pane:
    """One structure's half, or whole, of the sheet."""

    structure: Structure
    left: float
    top: float
    width: float
    height: float
    bands: tuple[Strip, ...]
    is_narrow: bool
    is_first: bool
    columns: int

    @property
    def place_left(self) -> float:
        """Left of the places' boxes."""
        return self.left if self.is_narrow else self.left + 34

    @property
    def place_width(self) -> float:
        """Width of the places' boxes."""
        return self.width if self.is_narrow else 158.0

    @property
    def content_left(self) -> float:
        """Left of squares and cards."""
        return self.left + 12 if self.is_narrow else self.left + 212

    @property
    def content_width(self) -> float:
        """Width left for squares and cards."""
        return self.width - (self.content_left - self.left)


@dataclass(frozen=True, kw_only=True)
class Strip:
    """The height of one place's band and of each of its rows, the same in every pane."""

    code: str
    is_open: bool
    box: float
    square_rows: int
    slots: tuple[tuple[str, float], ...]
    """Networks that are opened, by code, each with its height."""
    height: float


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A place in its band, ready to draw."""

    place: StructurePlace
    top: float
    box: float
    summary_top: float
    squares: tuple[StructureNetwork, ...]
    square_rows: int
    per_row: int
    cards: tuple[Card, ...]


def panes_for(
    sides: Sequence[Structure], opened: Collection[str], *, narrow: bool, moves: int
) -> list[Pane]:
    """The panes of one or two structures, their bands of equal height where side by side."""
    gap = min(max(60.0, 12.0 * (moves + 1)), 180.0)
    width = NARROW if narrow else WIDTH if len(sides) == 1 else (WIDTH - gap) / 2
    columns = COLUMNS if len(sides) == 1 and not narrow else 1
    panes: list[Pane] = []
    top = 0.0
    for at, side in enumerate(sides):
        fitted = [side] if narrow else sides
        bands = _bands(fitted, opened, width, columns, narrow)
        height = FIRST_BAND + sum(band.height for band in bands) - BAND_GAP
        pane = Pane(
            structure=side,
            left=0.0 if narrow else at * (width + gap),
            top=top,
            width=width,
            height=height,
            bands=tuple(bands),
            is_narrow=narrow,
            is_first=at == 0,
            columns=columns,
        )
        panes.append(pane)
        top += height + 40 if narrow else 0
    return panes


def _bands(
    sides: Sequence[Structure],
    opened: Collection[str],
    width: float,
    columns: int,
    narrow: bool,
) -> list[Strip]:
    codes = list(dict.fromkeys(place.code for side in sides for place in side.places))
    codes.sort(key=lambda code: code == NO_NETWORK)
    per_row = _per_row(width, narrow)
    return [
        _band([_place_of(side, code) for side in sides], opened, per_row, columns, narrow)
        for code in codes
    ]


def _per_row(width: float, narrow: bool) -> int:
    room = width - (12 if narrow else 212)
    return max(int(room // (SQUARE + 4)), 1)


def _place_of(side: Structure, code: str) -> StructurePlace:
    found = [place for place in side.places if place.code == code]
    return found[0] if found else StructurePlace(code=code, name="", networks=())


def _band(
    places: list[StructurePlace],
    opened: Collection[str],
    per_row: int,
    columns: int,
    narrow: bool,
) -> Strip:
    code = places[0].code
    room = (NARROW if narrow else 158.0) - 22
    named = max(len(place_lines(place, room)) for place in places)
    box = 45.0 + 19.0 * named
    most = max(len(_squares(place, code in opened)) for place in places)
    square_rows = -(-most // per_row)
    slots = _slots(places, code in opened)
    summary = square_rows * (SQUARE + 4) + 44.0
    cards = _stacked([height for _, height in slots], columns)
    head = box + 10 + summary if narrow else max(box, summary)
    height = head + (14.0 + cards if slots else 0.0) + BAND_GAP
    return Strip(
        code=code,
        is_open=code in opened,
        box=box,
        square_rows=square_rows,
        slots=tuple(slots),
        height=height,
    )


def place_lines(place: StructurePlace, room: float) -> list[str]:
    """The name of a place on up to three lines."""
    return wrap(as_written(place.name), 15, room, lines=3, bold=True)


def _squares(place: StructurePlace, is_open: bool) -> list[StructureNetwork]:
    if place.is_outside:
        return []
    return [network for network in place.networks if is_open or not network.is_changed]


def _slots(places: list[StructurePlace], is_open: bool) -> list[tuple[str, float]]:
    heights: dict[str, float] = {}
    for place in places:
        for network in place.networks:
            if is_open or network.is_changed:
                tall = CARD_HEAD + ROW * len(network.practices) + CARD_FOOT
                heights[network.code] = max(heights.get(network.code, 0.0), tall)
    return list(heights.items())


def _stacked(heights: list[float], columns: int) -> float:
    stacks = [0.0] * columns
    for height in heights:
        at = stacks.index(min(stacks))
        stacks[at] += height + CARD_GAP
    return max(stacks) - CARD_GAP if heights else 0.0


def lay_out(pane: Pane) -> list[Slot]:
    """Each place of a pane with the positions of what is drawn for it."""
    slots, top = [], pane.top + FIRST_BAND
    for band in pane.bands:
        place = _place_of(pane.structure, band.code)
        if place.name:
            slots.append(_slot(pane, band, place, top))
        top += band.height
    return slots


def _slot(pane: Pane, band: Strip, place: StructurePlace, top: float) -> Slot:
    summary_top = top + band.box + 10 if pane.is_narrow else top
    summary = band.square_rows * (SQUARE + 4) + 44.0
    head = band.box + 10 + summary if pane.is_narrow else max(band.box, summary)
    return Slot(
        place=place,
        top=top,
        box=band.box,
        summary_top=summary_top,
        squares=tuple(_squares(place, band.is_open)),
        square_rows=band.square_rows,
        per_row=_per_row(pane.width, pane.is_narrow),
        cards=tuple(_cards(pane, band, place, top + head + 14)),
    )


def _cards(pane: Pane, band: Strip, place: StructurePlace, top: float) -> list[Card]:
    found = {network.code: network for network in place.networks}
    across = (pane.content_width - CARD_GAP * (pane.columns - 1)) / pane.columns
    stacks = [0.0] * pane.columns
    placed: list[Card] = []
    for code, height in band.slots:
        at = stacks.index(min(stacks))
        network = found.get(code)
        left = pane.content_left + at * (across + CARD_GAP)
        own = CARD_HEAD + ROW * len(network.practices) + CARD_FOOT if network else height
        placed.append(
            Card(
                code=code,
                network=network,
                left=left,
                top=top + stacks[at],
                width=across,
                height=own,
            )
        )
        stacks[at] += height + CARD_GAP
    return placed
