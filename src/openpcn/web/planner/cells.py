"""What stands in a cell of the comparison, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from openpcn.engines.formation.measuring import Measures
from openpcn.kernel.wording import kilometres, percent, spelled
from openpcn.web.planner.wording import brief, mark_of, stands
from openpcn.workflows.planner.compare import Column, Comparison
from openpcn.workflows.planner.money import core_payment

NAMED = 3
"""So many networks are told apart by name within one cell."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of the comparison."""

    text: str
    second: str = ""
    mark: str = ""
    """inside, below or above."""
    is_strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the comparison."""

    label: str
    second: str
    cells: tuple[Cell, ...]
    note: str = ""
    """One sentence for every option, in place of cells."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines that belong together."""

    title: str
    rows: tuple[Row, ...]


def size_cell(measures: Measures, code: str, band: str) -> Cell:
    """A network's size and how it stands to the band."""
    one = measures.network(code)
    if one is None:
        return Cell(text=_("not there"))
    return Cell(text=f"{one.patients:,}", second=stands(one, band), mark=mark_of(one))


def moved_cell(column: Column, fewest: int) -> Cell:
    """Patients whose practice changes network, with their share and the number of practices."""
    moved = column.measures.patients_moved
    if not column.moves:
        return Cell(text=_("None"))
    share = moved / column.measures.patients if column.measures.patients else 0.0
    number = len(column.measures.practices_moved)
    practices = f"{spelled(number)} practice{'' if number == 1 else 's'}"
    return Cell(
        text=f"{moved:,}",
        second=f"{share * 100:.1f}%, {practices}",
        is_strong=bool(moved) and moved == fewest,
    )


def distance_cell(measures: Measures, nearest: float) -> Cell:
    """Mean and worst tenth."""
    if measures.mean_km is None:
        return Cell(text=_("not known"))
    far = (
        _("one in ten over %(km)s") % {"km": kilometres(measures.tenth_km)}
        if measures.tenth_km is not None
        else ""
    )
    return Cell(
        text=kilometres(measures.mean_km),
        second=far,
        is_strong=bool(nearest) and measures.mean_km == nearest,
    )


def deprived_cell(shown: Comparison, column: Column) -> Cell:
    """The share of each network in question; of many, the lowest and the highest."""
    shares = [
        (code, one.deprived_share)
        for code in shown.focus
        if (one := column.focus.network(code)) is not None and one.deprived_share is not None
    ]
    if not shares:
        return Cell(text=_("not held"))
    if len(shown.focus) <= NAMED:
        return Cell(text=_named(shown, [(code, percent(share)) for code, share in shares]))
    low, high = min(share for _c, share in shares), max(share for _c, share in shares)
    return Cell(text=_("%(low)s to %(high)s") % {"low": percent(low), "high": percent(high)})


def home_cell(column: Column) -> Cell:
    """Overlap with neighbourhoods: of the networks in question, and of all."""
    here, everywhere = column.focus.neighbourhood_share, column.measures.neighbourhood_share
    if here is None or everywhere is None:
        return Cell(text=_("not held"))
    whole = _("%(share)s in the whole system") % {"share": f"{everywhere * 100:.1f}%"}
    return Cell(text=f"{here * 100:.1f}%", second=whole)


def from_home_cell(column: Column) -> Cell:
    """From home to the nearest practice of the network, of those whose homes are known."""
    known = sum(one.patients for one in column.homes.values())
    if not known:
        return Cell(text=_("not held"))
    total = sum(one.mean_km * one.patients for one in column.homes.values())
    return Cell(text=kilometres(total / known))


def pieces_cell(shown: Comparison, column: Column) -> Cell:
    """In how many pieces the catchments lie."""
    held = [(code, column.pieces[code]) for code in shown.focus if code in column.pieces]
    if not held:
        return Cell(text=_("not held"))
    if len(shown.focus) <= NAMED:
        return Cell(text=_named(shown, [(code, spelled(pieces)) for code, pieces in held]))
    several = sum(pieces > 1 for _code, pieces in held)
    return Cell(
        text=_("%(several)s of %(all)s in several pieces")
        % {"several": several or _("none"), "all": len(held)}
    )


def network_staff_cell(column: Column) -> Cell:
    """Posts to be agreed on: those of networks that gain or lose a practice."""
    if not column.moves:
        return Cell(text=_("None"))
    held = column.staff.of_networks
    if held is None:
        return Cell(text=_("not held"))
    networks = (
        f"{spelled(column.staff.networks)} network{'' if column.staff.networks == 1 else 's'}"
    )
    return Cell(text=f"{held:,.1f}", second=_("in %(networks)s") % {"networks": networks})


def practice_staff_cell(column: Column) -> Cell:
    """Staff who come with their practice."""
    if not column.moves:
        return Cell(text=_("None"))
    held = column.staff.of_practices
    return Cell(text=_("not held") if held is None else f"{held:,.1f}")


def payment_cell(column: Column, day: date) -> Cell:
    """£19,500 a year, at the rate of the contract year."""
    found = core_payment(column.measures.patients_moved, on=day)
    if found is None or not column.measures.patients_moved:
        return Cell(text=_("None"))
    return Cell(text=f"£{round(found.pounds, -2):,.0f}", second=_("a year"))


def count_cell(number: int) -> Cell:
    """A number of networks; none in a word."""
    return Cell(text=str(number) if number else _("None"))


def _named(shown: Comparison, held: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{brief(shown.ground.name(code))} {words}" for code, words in held)
