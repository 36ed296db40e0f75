"""The comparison as a table: what stands in which cell, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from openpcn.engines.formation.measuring import Measures, NetworkMeasure
from openpcn.engines.formation.review import Finding
from openpcn.kernel.names import as_written, short
from openpcn.kernel.wording import capitalised, kilometres, percent, spelled
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Link
from openpcn.workflows.planner.compare import Column, Comparison
from openpcn.workflows.planner.ground import Ground
from openpcn.workflows.planner.pictures import EDGES, FILLS

SHOWN_NETWORKS = 6
FIRST_FINDINGS = 3
LONGEST_TITLE = 120
NOT_WORKED_OUT = "Not worked out in this release."


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


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines that belong together."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A colour of the maps and what it stands for."""

    fill: str
    edge: str
    words: str


def groups_of(shown: Comparison) -> tuple[Group, ...]:
    """The table beneath the maps."""
    found = [
        Group(title=_("Size"), rows=(*_sizes(shown), _outside(shown))),
        Group(title=_("People"), rows=_people(shown)),
        Group(title=_("Place"), rows=_place(shown)),
        Group(title=_("What to look at first"), rows=(_attention(shown),)),
    ]
    return tuple(group for group in found if group.rows)


def marks_of(shown: Comparison) -> tuple[Mark, ...]:
    """The legend of the maps; where many networks change, colours only keep neighbours apart."""
    if len(shown.focus) > SHOWN_NETWORKS:
        return ()
    return tuple(
        Mark(fill=FILLS[at % 6], edge=EDGES[at % 6], words=shown.ground.name(code))
        for at, code in enumerate(shown.focus)
    )


def crumbs_of(ground: Ground, dates: Dates) -> tuple[Link, ...]:
    """System › Planner."""
    system = ground.system
    return (
        Link(text=short(system.name), href=dates.link(f"/systems/{system.code}/")),
        Link(text=_("Planner"), href=dates.link("/planner/", within=system.code)),
    )


def heading_of(shown: Comparison, asked: tuple[str, ...] = ()) -> str:
    """What the page is about."""
    band = band_of(shown.ground)
    names = [shown.ground.name(code) for code in asked]
    if shown.question == "mend":
        if len(names) > 3:
            return _("Bring %(number)s networks inside %(band)s") % {
                "number": spelled(len(names)),
                "band": band,
            }
        return _("Bring %(names)s inside %(band)s") % {
            "names": _(" and ").join(names),
            "band": band,
        }
    if shown.question == "align":
        return _("Bring networks closer to where their patients live")
    return _("Compare with today")


def band_of(ground: Ground) -> str:
    """30,000 to 50,000."""
    return ground.situation.brief.band


def _each(shown: Comparison, cell: Callable[[Column], Cell]) -> tuple[Cell, ...]:
    return tuple(cell(column) for column in shown.columns)


def _sizes(shown: Comparison) -> list[Row]:
    band = band_of(shown.ground)
    return [
        Row(
            label=shown.ground.name(code),
            second=_("registered patients"),
            cells=_each(shown, lambda column, code=code: size_cell(column.measures, code, band)),
        )
        for code in shown.focus[:SHOWN_NETWORKS]
    ]


def size_cell(measures: Measures, code: str, band: str) -> Cell:
    """A network's size and how it stands to the band."""
    one = measures.network(code)
    if one is None:
        return Cell(text=_("not there"))
    return Cell(text=f"{one.patients:,}", second=stands(one, band), mark=mark_of(one))


def stands(one: NetworkMeasure, band: str) -> str:
    """1,345 below 30,000."""
    smallest, largest = band.split(" to ")
    if one.below:
        return _("%(number)s below %(limit)s") % {"number": f"{one.below:,}", "limit": smallest}
    if one.above:
        return _("%(number)s above %(limit)s") % {"number": f"{one.above:,}", "limit": largest}
    if one.patients > int(largest.replace(",", "")):
        return _("one practice above %(limit)s") % {"limit": largest}
    return _("inside")


def mark_of(one: NetworkMeasure) -> str:
    """Which mark stands before a size."""
    return "below" if one.below else "above" if one.above else "inside"


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
    several = len(shown.options) > 1
    fewest = min((c.measures.patients_moved for c in shown.options), default=0) * several
    nearest = min((c.focus.mean_km or 0 for c in shown.options), default=0) * several
    rows = [
        Row(
            label=_("Patients whose practice changes network"),
            second=_("share of the system"),
            cells=_each(shown, lambda column: moved_cell(column, fewest)),
        ),
        Row(
            label=_("Distance to the central practice"),
            second=_("average of these networks’ patients"),
            cells=_each(shown, lambda column: distance_cell(column.focus, nearest)),
        ),
        Row(
            label=_("The same in the whole system"),
            second="",
            cells=_each(shown, lambda column: distance_cell(column.measures, 0)),
        ),
    ]
    if shown.today.measures.deprived_highest is not None:
        rows.append(
            Row(
                label=_("Living in the most deprived fifth"),
                second=_("lowest and highest network"),
                cells=_each(shown, deprived_cell),
            )
        )
    if shown.ground.neighbourhood_word:
        rows.append(
            Row(
                label=_("Living where most of their network’s patients live"),
                second=_("by %(word)s") % {"word": shown.ground.neighbourhood_word},
                cells=_each(shown, home_cell),
            )
        )
    return tuple(rows)


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


def deprived_cell(column: Column) -> Cell:
    """The spread of deprivation among the networks in question."""
    low, high = column.focus.deprived_lowest, column.focus.deprived_highest
    if low is None or high is None:
        return Cell(text=_("not held"))
    return Cell(text=f"{percent(low)} to {percent(high)}")


def home_cell(column: Column) -> Cell:
    """Overlap with neighbourhoods."""
    share = column.measures.neighbourhood_share
    return Cell(text=_("not held") if share is None else f"{share * 100:.1f}%")


def _place(shown: Comparison) -> tuple[Row, ...]:
    return (
        Row(
            label=_("Networks whose practices are not all neighbours"),
            second=_("in the whole system"),
            cells=_each(shown, lambda c: Cell(text=_count(c.measures.not_contiguous))),
        ),
        Row(
            label=_("Networks that cross the border of a place"),
            second=_("in the whole system"),
            cells=_each(shown, lambda c: Cell(text=_count(c.measures.crossing_places))),
        ),
    )


def _count(number: int) -> str:
    return str(number) if number else _("None")


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


def attention(ground: Ground, findings: tuple[Finding, ...]) -> str:
    """The first findings in a sentence each."""
    said = [finding_words(ground, one) for one in findings[:FIRST_FINDINGS]]
    if rest := len(findings) - len(said):
        said.append(_("and %(count)s more") % {"count": spelled(rest)})
    return "; ".join(said) or _("Nothing stands out")


def finding_words(ground: Ground, finding: Finding) -> str:
    """G3 PCN: 1,345 patients below 30,000."""
    name = ground.name(finding.network) if finding.network else ""
    return f"{name}: {finding.title}" if name else capitalised(finding.title)


def kept_title(column: Column) -> str:
    """What a kept option is called unless somebody says otherwise."""
    title = column.what or column.why or column.title
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{column.why or column.title} ({spelled(len(column.moves))} practices)"


def area_name(ground: Ground) -> str:
    """What the area of a plan is called."""
    if ground.area.kind in ("icb", "sub_icb"):
        named = ground.facts.ground.place_names.get(ground.area.code)
        return named or short(ground.area.name)
    return as_written(ground.area.name)
