"""The comparison as a table: which lines there are, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.kernel.wording import spelled
from openpcn.web.planner import cells
from openpcn.web.planner.cells import Cell, Group, Row
from openpcn.web.planner.wording import attention, band_of
from openpcn.workflows.planner.compare import Column, Comparison
from openpcn.workflows.planner.money import core_payment
from openpcn.workflows.planner.pictures import EDGES, FILLS

SHOWN_NETWORKS = 6


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A colour of the maps and what it stands for."""

    fill: str
    edge: str
    words: str


def groups_of(shown: Comparison) -> tuple[Group, ...]:
    """The table beneath the maps."""
    return (
        Group(title=_("Size"), rows=(*_sizes(shown), *_others(shown), _outside(shown))),
        Group(title=_("People"), rows=_people(shown)),
        Group(title=_("Place"), rows=_place(shown)),
        Group(title=_("Money and staff"), rows=_money(shown)),
        Group(title=_("What to look at first"), rows=(_attention(shown),)),
    )


def marks_of(shown: Comparison) -> tuple[Mark, ...]:
    """The legend of the maps; where many networks change, colours only keep neighbours apart."""
    if len(shown.focus) > SHOWN_NETWORKS:
        return ()
    return tuple(
        Mark(fill=FILLS[at % 6], edge=EDGES[at % 6], words=shown.ground.name(code))
        for at, code in enumerate(shown.focus)
    )


def _each(shown: Comparison, cell: Callable[[Column], Cell]) -> tuple[Cell, ...]:
    return tuple(cell(column) for column in shown.columns)


def _sizes(shown: Comparison) -> list[Row]:
    band = band_of(shown.ground)
    return [
        Row(
            label=shown.ground.name(code),
            second=_("registered patients"),
            cells=_each(
                shown, lambda column, code=code: cells.size_cell(column.measures, code, band)
            ),
        )
        for code in _listed(shown)
    ]


def _listed(shown: Comparison) -> list[str]:
    """Networks with a line of their own: the first few, and all that are outside in any column."""
    every = (*shown.focus, *shown.also)
    outside = {
        one.network
        for column in shown.columns
        for one in column.measures.networks
        if not one.is_inside
    }
    return [code for at, code in enumerate(every) if at < SHOWN_NETWORKS or code in outside]


def _others(shown: Comparison) -> list[Row]:
    """The networks without a line of their own, which are inside in every column."""
    left = len({*shown.focus, *shown.also} - set(_listed(shown)))
    if not left:
        return []
    return [
        Row(
            label=_("Others that change"),
            second=_("number of networks"),
            cells=_each(shown, lambda _column: Cell(text=str(left), second=_("none outside"))),
        )
    ]


def _outside(shown: Comparison) -> Row:
    def cell(column: Column) -> Cell:
        networks = column.measures.networks
        out = sum(not one.is_inside for one in networks)
        single = sum(one.is_inside for one in networks) - column.measures.inside
        more = (
            _("and %(count)s of one large practice") % {"count": spelled(single)} if single else ""
        )
        return Cell(text=str(out) if out else _("None"), second=more)

    return Row(
        label=_("Networks outside %(band)s") % {"band": band_of(shown.ground)},
        second=_("of %(count)s in the system") % {"count": len(shown.today.measures.networks)},
        cells=_each(shown, cell),
    )


def _people(shown: Comparison) -> tuple[Row, ...]:
    fewest = int(_best([c.measures.patients_moved for c in shown.options]))
    nearest = _best([c.focus.mean_km or 0 for c in shown.options])
    rows = [
        Row(
            label=_("Patients whose practice changes network"),
            second=_("share of the system"),
            cells=_each(shown, lambda column: cells.moved_cell(column, fewest)),
        ),
        Row(
            label=_("Distance to the central practice"),
            second=_("average of these networks’ patients"),
            cells=_each(shown, lambda column: cells.distance_cell(column.focus, nearest)),
        ),
        Row(
            label=_("The same in the whole system"),
            second="",
            cells=_each(shown, lambda column: cells.distance_cell(column.measures, 0)),
        ),
    ]
    if any(column.homes for column in shown.columns):
        rows.append(
            Row(
                label=_("From home to the nearest practice of their network"),
                second=_("average of these networks’ patients"),
                cells=_each(shown, cells.from_home_cell),
            )
        )
    if shown.today.measures.deprived_highest is not None:
        label = (
            _("share of each network’s patients")
            if len(shown.focus) <= cells.NAMED
            else _("lowest and highest of these networks")
        )
        rows.append(
            Row(
                label=_("Living in the most deprived fifth"),
                second=label,
                cells=_each(shown, lambda column: cells.deprived_cell(shown, column)),
            )
        )
    if shown.ground.neighbourhood_word:
        rows.append(
            Row(
                label=_("Living where most of their network’s patients live"),
                second=_("by %(word)s, these networks’ patients")
                % {"word": shown.ground.neighbourhood_word},
                cells=_each(shown, cells.home_cell),
            )
        )
    return tuple(rows)


def _best(values: Sequence[float]) -> float:
    """The smallest, where the options differ; else nothing decides."""
    return min(values) if len({round(value, 1) for value in values}) > 1 else 0


def _place(shown: Comparison) -> tuple[Row, ...]:
    rows = [
        Row(
            label=_("Networks whose practices are not all neighbours"),
            second=_("in the whole system"),
            cells=_each(shown, lambda c: cells.count_cell(c.measures.not_contiguous)),
        ),
        Row(
            label=_("Networks that cross the border of a place"),
            second=_("in the whole system"),
            cells=_each(shown, lambda c: cells.count_cell(c.measures.crossing_places)),
        ),
    ]
    if any(column.pieces for column in shown.columns):
        rows.insert(
            0,
            Row(
                label=_("Catchments"),
                second=_("number of separate pieces"),
                cells=_each(shown, lambda column: cells.pieces_cell(shown, column)),
            ),
        )
    return tuple(rows)


def _money(shown: Comparison) -> tuple[Row, ...]:
    """Staff as published, and what the contract pays for those who change network."""
    ground, rows = shown.ground, []
    if on := ground.facts.staff_on:
        rows.append(
            Row(
                label=_("Network staff to agree on"),
                second=_("full-time equivalent, %(day)s, of networks that gain or lose a practice")
                % {"day": in_words(on)},
                cells=_each(shown, cells.network_staff_cell),
            )
        )
    if on := ground.practice_staff_on:
        rows.append(
            Row(
                label=_("Practice staff who come with their practice"),
                second=_("full-time equivalent, year to %(day)s") % {"day": in_words(on)},
                cells=_each(shown, cells.practice_staff_cell),
            )
        )
    rows.append(_payment(shown))
    return tuple(rows)


def _payment(shown: Comparison) -> Row:
    """What follows patients at the rates of the contract year of the day, where one is held."""
    day = shown.ground.when.as_at
    held = core_payment(1, on=day)
    label = _("Core payment that follows patients")
    if held is None:
        note = _("Not worked out: no rate is held for this contract year.")
        return Row(
            label=label,
            second=_("list × rate"),
            cells=(Cell(text=_("None")),),
            note=note if shown.options else "",
        )
    return Row(
        label=label,
        second=_("registered part, %(year)s; rate: %(status)s")
        % {"year": held.year, "status": held.status_words.lower()},
        cells=_each(shown, lambda column: cells.payment_cell(column, day)),
    )


def _attention(shown: Comparison) -> Row:
    return Row(
        label=_("Attention"),
        second=_("about these networks"),
        cells=_each(
            shown,
            lambda column: Cell(
                text=attention(shown.ground, column.findings), second=column.further
            ),
        ),
    )
