"""Where everything in a structure diagram stands: bands by place, aligned between two panes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from openpcn.kernel.names import as_written
from openpcn.workflows.drawings.facts import Band
from openpcn.workflows.drawings.structure_facts import (
    NO_NETWORK,
    Structure,
    StructureNetwork,
    StructurePlace,
)
from openpcn.workflows.drawings.structure_forms import (
    BAND_GAP,
    CARD_FOOT,
    CARD_GAP,
    CARD_HEAD,
    FIRST_BAND,
    NARROW,
    PAPER,
    ROW,
    SINGLE,
    STEP,
    Form,
    pair,
)
from openpcn.workflows.drawings.text import wrap

ORDER = (Band.BELOW, Band.INSIDE, Band.ABOVE, Band.NOT_KNOWN)
"""Of the squares of a place."""


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
    form: Form
    left: float
    top: float
    height: float
    bands: tuple[Strip, ...]
    is_first: bool

    @property
    def width(self) -> float:
        """Its width in pixels."""
        return self.form.width

    @property
    def is_narrow(self) -> bool:
        """Whether it is drawn for a phone."""
        return self.form.is_narrow

    @property
    def place_left(self) -> float:
        """Left of the places' boxes."""
        return self.left + self.form.place_left

    @property
    def place_width(self) -> float:
        """Width of the places' boxes."""
        return self.form.place_width

    @property
    def content_left(self) -> float:
        """Left of squares and cards."""
        return self.left + self.form.content_left

    @property
    def content_width(self) -> float:
        """Width left for squares and cards."""
        return self.form.content_width


@dataclass(frozen=True, kw_only=True)
class Strip:
    """The height of one place's band and of each of its rows, the same in every pane."""

    code: str
    is_open: bool
    is_beneath: bool
    """Whether squares and counts stand beneath the place's box, with the cards beside."""
    box: float
    square_rows: int
    slots: tuple[tuple[str, float], ...]
    """Networks that are opened, by code, each with its height."""
    cards_top: float
    height: float

    def summary_top(self, form: Form) -> float:
        """From the top of the band to its squares."""
        return self.box + 10 if form.is_narrow or self.is_beneath else 0.0


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A place in its band, ready to draw."""

    place: StructurePlace
    top: float
    box: float
    is_beneath: bool
    summary_top: float
    summary_left: float
    summary_width: float
    squares: tuple[StructureNetwork, ...]
    square_rows: int
    per_row: int
    cards: tuple[Card, ...]


def panes_for(
    sides: Sequence[Structure],
    opened: Collection[str],
    *,
    narrow: bool = False,
    paper: bool = False,
    moves: int = 0,
) -> list[Pane]:
    """The panes of one or two structures, their bands of equal height where side by side."""
    form, gap = (NARROW, 0.0) if narrow else (PAPER if paper else SINGLE, 0.0)
    if len(sides) == 2 and not narrow:
        form, gap = pair(moves)
    panes: list[Pane] = []
    top = 0.0
    for at, side in enumerate(sides):
        bands = _bands([side] if narrow else sides, opened, form)
        height = FIRST_BAND + sum(band.height for band in bands) - BAND_GAP
        pane = Pane(
            structure=side,
            form=form,
            left=0.0 if narrow else at * (form.width + gap),
            top=top,
            height=height,
            bands=tuple(bands),
            is_first=at == 0,
        )
        panes.append(pane)
        top += height + 40 if narrow else 0
    return panes


def _bands(sides: Sequence[Structure], opened: Collection[str], form: Form) -> list[Strip]:
    codes = list(dict.fromkeys(place.code for side in sides for place in side.places))
    codes.sort(key=lambda code: code == NO_NETWORK)
    return [
        _band([_place_of(side, code) for side in sides], code in opened, form) for code in codes
    ]


def _place_of(side: Structure, code: str) -> StructurePlace:
    found = [place for place in side.places if place.code == code]
    return found[0] if found else StructurePlace(code=code, name="", networks=())


def _band(places: list[StructurePlace], is_open: bool, form: Form) -> Strip:
    slots = _slots(places, is_open)
    if form.is_packed:
        slots.sort(key=lambda slot: -slot[1])
    is_beneath = form.columns > 1 and bool(slots)
    named = max(len(place_lines(place, form.place_width - 22)) for place in places)
    box = 49.0 + 19.0 * named
    most = max(len(_squares(place, is_open)) for place in places)
    square_rows = -(-most // form.per_row(is_beneath=is_beneath))
    summary = square_rows * STEP + (80.0 if is_beneath else 44.0)
    cards = _stacked([height for _, height in slots], form.columns)
    if is_beneath:
        top, height = 0.0, max(box + 10 + summary, cards)
    else:
        head = box + 10 + summary if form.is_narrow else max(box, summary)
        top, height = head + 14, head + (14 + cards if slots else 0.0)
    return Strip(
        code=places[0].code,
        is_open=is_open,
        is_beneath=is_beneath,
        box=box,
        square_rows=square_rows,
        slots=tuple(slots),
        cards_top=top,
        height=height + BAND_GAP,
    )


def place_lines(place: StructurePlace, room: float) -> list[str]:
    """The name of a place on up to three lines."""
    return wrap(as_written(place.name), 15, room, lines=3, bold=True)


def _squares(place: StructurePlace, is_open: bool) -> list[StructureNetwork]:
    if place.is_outside:
        return []
    shown = [network for network in place.networks if is_open or not network.is_changed]
    return sorted(shown, key=lambda one: (ORDER.index(one.band), one.patients or 0, one.code))


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
    under = band.is_beneath
    return Slot(
        place=place,
        top=top,
        box=band.box,
        is_beneath=under,
        summary_top=top + band.summary_top(pane.form),
        summary_left=pane.place_left if under else pane.content_left,
        summary_width=pane.place_width if under else pane.content_width,
        squares=tuple(_squares(place, band.is_open)),
        square_rows=band.square_rows,
        per_row=pane.form.per_row(is_beneath=under),
        cards=tuple(_cards(pane, band, place, top + band.cards_top)),
    )


def _cards(pane: Pane, band: Strip, place: StructurePlace, top: float) -> list[Card]:
    found = {network.code: network for network in place.networks}
    columns = pane.form.columns
    across = (pane.content_width - CARD_GAP * (columns - 1)) / columns
    stacks = [0.0] * columns
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
