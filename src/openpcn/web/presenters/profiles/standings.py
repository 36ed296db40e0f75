"""Tables of indicators: on the page with intervals, and in full for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from openpcn.engines.indicators import Compared
from openpcn.kernel.names import as_written
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.profiles.periods import period
from openpcn.workflows.profiles.sayings import interval, names_of, shown
from openpcn.workflows.profiles.show_profile import GroupValue
from openpcn.workflows.profiles.standings import Standing


def how_words(how: Compared) -> str:
    """How a figure stands to what it is compared with."""
    return {
        Compared.HIGHER: _("▲ higher"),
        Compared.LOWER: _("▼ lower"),
        Compared.SIMILAR: _("● similar"),
        Compared.NOT_COMPARED: _("not compared"),
    }[how]


def value_cell(one: Standing) -> Cell:
    """The value, its interval beneath."""
    if one.value is None:
        return Cell(value=None, text=_("not shown"), second=one.why_not)
    return Cell(
        value=round(one.value.value, 4),
        text=shown(one.indicator, one.value.value),
        second=interval(one.indicator, one.value.low, one.value.high),
    )


def plain_cell(one: Standing, value: float | None) -> Cell:
    """A value without interval."""
    return Cell(value=None if value is None else round(value, 4), text=shown(one.indicator, value))


def against(standings: Sequence[Standing]) -> str:
    """The heading of the comparison."""
    called = names_of([one for one in standings if one.everyone_called])
    return called[:1].upper() + called[1:] if called else _("All practices held")


def standings_table(
    standings: Sequence[Standing], base: str, dates: Dates, *, id_: str, caption: str
) -> Table:
    """Indicators of one area, beside all practices of the file and the peer in the middle."""
    has_peers = any(one.peers for one in standings)
    middle = (Column(label=_("Middle of peers"), is_minor=True),) if has_peers else ()
    together = len({(one.practices, one.of) for one in standings}) == 1
    return Table(
        id=id_,
        caption=caption,
        caption_hidden=True,
        columns=(
            Column(label=_("Indicator")),
            Column(label=_("Here"), is_number=True),
            Column(label=against(standings), is_number=True),
            *middle,
            Column(label=_("Compared")),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        one.indicator.title,
                        href=dates.link(f"{base}population/indicators/{one.indicator.id}/"),
                        second="" if together else coverage(one),
                    ),
                    value_cell(one),
                    plain_cell(one, one.everyone),
                    *((plain_cell(one, one.peers_median),) if has_peers else ()),
                    words(how_words(one.how)),
                )
            )
            for one in standings
        ),
        note=_("Figures of %(practices)s.") % {"practices": coverage(standings[0])}
        if together and coverage(standings[0])
        else "",
        csv_href=dates.link(f"{base}population/", format="csv", of=id_),
    )


def coverage(one: Standing) -> str:
    """How many practices have figures, unless all."""
    if one.practices == one.of:
        return ""
    return _("%(held)s of %(of)s practices") % {"held": one.practices, "of": one.of}


FULL = (
    ("Numerator", True), ("Denominator", True), ("Value", True), ("95% lower", True),
    ("95% upper", True), ("Unit", False), ("Interval by", False), ("Compared with", False),
    ("Its value", True), ("Compared", False), ("Practices with figures", True),
    ("Practices", True), ("Starts on", False), ("Ends on", False),
)  # fmt: skip


def full_cells(one: Standing) -> tuple[Cell, ...]:
    """All that is known of one value, for a spreadsheet."""
    held = one.value
    numbers = (
        (held.numerator, held.denominator, held.value, held.low, held.high) if held else (None,) * 5
    )
    return (
        *(Cell(value=None if n is None else round(n, 6), text="") for n in numbers),
        words(one.indicator.shown_as),
        words(held.estimate.method.name if held else one.why_not),
        words(one.everyone_called),
        Cell(value=None if one.everyone is None else round(one.everyone, 6), text=""),
        words(str(one.how)),
        count(one.practices),
        count(one.of),
        Cell(value=one.starts_on, text=""),
        Cell(value=one.ends_on, text=""),
    )


def full_columns() -> tuple[Column, ...]:
    """Their headings."""
    return tuple(Column(label=label, is_number=is_number) for label, is_number in FULL)


def standings_file(standings: Sequence[Standing], *, id_: str) -> Table:
    """The same indicators with every column, for a download."""
    return Table(
        id=id_,
        caption=_("Indicators"),
        columns=(
            Column(label=_("Indicator")),
            *full_columns(),
            Column(label=_("Peers"), is_number=True),
            Column(label=_("Middle of peers"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(one.indicator.title, code=one.indicator.id),
                    *full_cells(one),
                    count(len(one.peers)),
                    plain_cell(one, one.peers_median),
                )
            )
            for one in standings
        ),
    )


def groups_table(
    values: Sequence[GroupValue], base: str, dates: Dates, *, id_: str, caption: str, label: str
) -> Table:
    """Networks or practices on one indicator, the highest first."""
    order = sorted(
        values, key=lambda one: -(one.standing.value.value if one.standing.value else -1.0)
    )
    return Table(
        id=id_,
        caption=caption,
        caption_hidden=True,
        columns=(
            Column(label=label),
            Column(label=_("Share or rate"), is_number=True),
            Column(label=_("Numerator"), is_number=True, is_minor=True),
            Column(label=_("Denominator"), is_number=True, is_minor=True),
            Column(label=_("Compared")),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        as_written(one.name),
                        href=dates.link(f"{address(one.kind, one.code)}population/"),
                        code=one.code,
                    ),
                    value_cell(one.standing),
                    count(one.standing.value.numerator if one.standing.value else None),
                    count(one.standing.value.denominator if one.standing.value else None),
                    words(how_words(one.standing.how)),
                ),
                is_chosen=one.is_chosen,
            )
            for one in order
        ),
        csv_href=dates.link(base, format="csv", of=id_),
    )


def groups_file(values: Sequence[GroupValue], *, id_: str, label: str) -> Table:
    """The same with every column, for a download."""
    return Table(
        id=id_,
        caption=label,
        columns=(Column(label=label), *full_columns()),
        rows=tuple(
            Row(cells=(words(as_written(one.name), code=one.code), *full_cells(one.standing)))
            for one in values
        ),
    )


def period_of(standings: Sequence[Standing]) -> str:
    """The period of several indicators; several periods are listed."""
    return ", ".join(sorted({period(one.starts_on, one.ends_on) for one in standings}))
