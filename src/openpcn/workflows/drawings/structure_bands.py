"""One pane of a structure diagram: the system on top, then a band for each place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from openpcn.kernel.names import as_written
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import Band
from openpcn.workflows.drawings.structure_cards import card_svg
from openpcn.workflows.drawings.structure_facts import StructurePlace
from openpcn.workflows.drawings.structure_forms import BAR, CARD_HEAD, SQUARE, STEP
from openpcn.workflows.drawings.structure_layout import Pane, Slot, lay_out, place_lines
from openpcn.workflows.drawings.structure_marks import network_square, text_at
from openpcn.workflows.drawings.structure_words import counts, many, patients
from openpcn.workflows.drawings.svg import link, path_of, tag, words
from openpcn.workflows.drawings.text import wrap


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is opened and where Open leads."""

    opened: Collection[str]
    hrefs: Mapping[str, str]
    is_comparison: bool


def pane_svg(pane: Pane, look: Look) -> str:
    """One structure in its half, or whole, of the sheet."""
    structure = pane.structure
    large, small = (22, 14) if pane.is_narrow else (24, 16)
    first = words(structure.heading)
    heading = tag(
        "text",
        tag("tspan", first, font_size=large, font_weight=700, fill=palette.TEXT),
        tag("tspan", words(structure.note), dx=10, font_size=small, fill=palette.SECOND_TEXT),
        x=pane.left,
        y=pane.top + 24,
    )
    bands = lay_out(pane)
    drawn = [band_svg(pane, slot, look) for slot in bands]
    return tag("g", heading, _spine(pane, bands), _bar(pane), *drawn)


def _bar(pane: Pane) -> str:
    top, structure = pane.top + 40, pane.structure
    size = 16 if pane.is_narrow else 18
    name = wrap(structure.name, size, pane.width - 32, lines=1, bold=True)[0]
    body = (
        tag("rect", x=pane.left, y=top, width=pane.width, height=BAR, fill=palette.LINK),
        text_at(name, pane.left + 18, top + 28, size, fill="#ffffff", bold=True),
        text_at(counts(structure), pane.left + 18, top + 53, size - 3, fill="#ffffff"),
    )
    return link(structure.href, *body)


def _spine(pane: Pane, bands: list[Slot]) -> str:
    if pane.is_narrow or not bands:
        return ""
    x = pane.left + 18
    ends = [band.top + band.box / 2 for band in bands]
    data = path_of([[(x, pane.top + 40 + BAR), (x, ends[-1])]], closed=False)
    data += path_of([[(x, end), (pane.place_left, end)] for end in ends], closed=False)
    return tag("path", d=data, fill="none", stroke=palette.DOT, stroke_width=1.2)


def band_svg(pane: Pane, slot: Slot, look: Look) -> str:
    """A place, what is in it in short, and what is opened."""
    cards = [card_svg(pane, card) for card in slot.cards]
    return tag(
        "g",
        _place(pane, slot),
        _joints(pane, slot) if look.is_comparison else _joint(pane, slot),
        _summary(slot, look),
        *cards,
    )


def _place(pane: Pane, slot: Slot) -> str:
    place, left, room = slot.place, pane.place_left, pane.place_width - 22
    lines = place_lines(place, room)
    first = slot.top + 21
    second = first + 19 * len(lines)
    body = [
        tag(
            "rect",
            x=left,
            y=slot.top,
            width=pane.place_width,
            height=slot.box,
            fill="#ffffff" if place.is_outside else palette.PLACE,
            stroke=palette.DOT,
            stroke_width=1.0,
            stroke_dasharray="2 3" if place.is_outside else None,
        ),
        *(
            text_at(line, left + 11, first + at * 19, 15, bold=True)
            for at, line in enumerate(lines)
        ),
        text_at(patients(place.patients), left + 11, second, 14, fill=palette.SECOND_TEXT),
        text_at(_inside(place), left + 11, second + 18, 14, fill=palette.SECOND_TEXT),
    ]
    return link(place.href, *body)


def _inside(place: StructurePlace) -> str:
    if place.is_outside:
        return many(place.practices, "practice")
    return many(len(place.networks), "network")


def _joint(pane: Pane, slot: Slot) -> str:
    if pane.is_narrow:
        return ""
    y = slot.top + SQUARE / 2
    ends = [(pane.place_left + pane.place_width, y), (pane.content_left - 5, y)]
    data = path_of([ends], closed=False)
    return tag("path", d=data, fill="none", stroke=palette.DOT, stroke_width=1.2)


def _joints(pane: Pane, slot: Slot) -> str:
    if pane.is_narrow or not any(card.network for card in slot.cards):
        return _joint(pane, slot)
    x, y = pane.content_left - 10, slot.top + SQUARE / 2
    ends = [card.top + CARD_HEAD / 2 for card in slot.cards if card.network]
    data = path_of([[(x, y), (x, ends[-1])]], closed=False)
    data += path_of([[(x, end), (pane.content_left, end)] for end in ends], closed=False)
    return _joint(pane, slot) + tag(
        "path", d=data, fill="none", stroke=palette.DOT, stroke_width=1.2
    )


def _summary(slot: Slot, look: Look) -> str:
    x, y = slot.summary_left, slot.summary_top
    squares = [
        network_square(x + at % slot.per_row * STEP, y + at // slot.per_row * STEP, network)
        for at, network in enumerate(slot.squares)
    ]
    line = y + slot.square_rows * STEP + 15
    first, second = _said(slot, look)
    href = look.hrefs.get(slot.place.code, "")
    act = "Close" if slot.place.code in look.opened else "Open"
    rows = wrap(second, 14, slot.summary_width, lines=2) if slot.is_beneath else [second]
    return "".join(
        (
            *squares,
            text_at(first, x, line, 16, bold=True),
            *(
                text_at(row, x, line + 19 + at * 18, 14, fill=palette.SECOND_TEXT)
                for at, row in enumerate(rows)
            ),
            _open_link(href, act, slot.place, x + slot.summary_width, line)
            if slot.place.networks
            else "",
        )
    )


def _open_link(href: str, act: str, place: StructurePlace, right: float, line: float) -> str:
    if not href:
        return ""
    text = tag(
        "text",
        words(act),
        tag("title", words(f"{act} {place.name}")),
        x=right,
        y=line,
        font_size=16,
        fill=palette.LINK,
        text_anchor="end",
        text_decoration="underline",
    )
    return tag("a", text, href=href, aria_label=f"{act} {as_written(place.name)}")


def _said(slot: Slot, look: Look) -> tuple[str, str]:
    place = slot.place
    rest = [network for network in place.networks if not network.is_changed]
    if place.is_outside:
        return (many(place.practices, "practice"), "Counted in the system and in no place")
    if not place.networks:
        return ("No network", "")
    if not look.is_comparison:
        outside = sum(1 for one in place.networks if one.band in (Band.BELOW, Band.ABOVE))
        tail = f" · {outside} outside 30,000 to 50,000" if outside else " · all inside"
        return (many(len(place.networks), "network"), f"{many(place.practices, 'practice')}{tail}")
    changed = len(place.networks) - len(rest)
    if not rest or (changed and place.code in look.opened):
        changes = "changes" if changed == 1 else "change"
        number = "all" if not rest and changed > 1 else f"{changed}"
        return (f"{many(len(place.networks), 'network')}, {number} {changes}", "")
    practices = sum(len(network.practices) for network in rest)
    known = [network.patients for network in rest if network.patients is not None]
    return (
        f"{many(len(rest), 'network')}, not changed",
        f"{many(practices, 'practice')} · {patients(sum(known) if known else None)}",
    )
