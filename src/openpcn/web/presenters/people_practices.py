"""Staff of practices: the table of the organisation, of its parts, and what no file holds."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from openpcn.engines.workforce.tables import GroupTable
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted, listed
from openpcn.web.dates import Dates
from openpcn.web.presenters.profiles.sections import ProfileSection, held_on
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.workforce.gathering import GPS, GROUPS, SHORT
from openpcn.workflows.workforce.pictures import trend
from openpcn.workflows.workforce.show_people import People

NOT_HELD = "not held"


def practice_staff(answer: People, dates: Dates, name: str, base: str) -> Section:
    """The staff of the practices: sentence, trend, table."""
    tables, heading = answer.tables, _("Staff of the practices")
    if tables.here is None or tables.ends_on is None:
        said, link = held_on(base, tables.newest_on, dates, first=None)
        return Section(
            id="practice-staff",
            heading=heading,
            empty=(
                _("Staff of the practices are not held for this date."),
                said,
                _(
                    "The General Practice Workforce by practice would be here: GPs, nurses, other "
                    "direct patient care and administration. Whoever looks after the data can load "
                    "it."
                ),
            ),
            links=(link,) if link else (),
        )
    gps = tables.here.staff[GPS]
    return ProfileSection(
        id="practice-staff",
        heading=heading,
        lines=(sentence(tables.here, tables.ends_on),) if gps.practices else (),
        chart=trend(name, tables),
        tables=(
            staff_table(answer, dates.link(base, format="csv", of="staff")),
            *([trend_table(answer, dates.link(base, format="csv", of="trend"))]),
        ),
        notes=(gaps(tables.here),),
    )


def sentence(table: GroupTable, ends_on: date) -> str:
    """List, ratio and period in one sentence."""
    gps = table.staff[GPS]
    return _(
        "%(rate)s fully qualified GPs per 1,000 patients: one for %(each)s patients. "
        "%(practices)s%(lists)s, on average %(list)s patients each. "
        "Mean of the year to %(day)s."
    ) % {
        "rate": two(gps.per_thousand),
        "each": whole(gps.patients_each),
        "practices": counted(table.practices, "practice"),
        "lists": ""
        if table.with_patients == table.practices
        else _(", %(n)s of them with a list") % {"n": table.with_patients},
        "list": whole(table.average_list),
        "day": in_words(ends_on),
    }


def gaps(table: GroupTable) -> str:
    """Which practices the figures are without."""
    missing = [
        _("%(group)s of %(n)s") % {"group": SHORT[key], "n": counted(gap, "practice")}
        for key, group in GROUPS.items()
        if (gap := table.practices - table.staff[group].practices) > 0
    ]
    if not missing:
        return _("All practices report. Staff of networks are not counted here.")
    return _(
        "Not held: %(missing)s. Ratios are of those that report, with their patients only. "
        "Staff of networks are not counted here."
    ) % {"missing": listed(missing)}


def staff_table(answer: People, csv_href: str) -> Table:
    """One row for each staff group."""
    here, system = answer.tables.here, answer.tables.system
    is_system = answer.subject.kind == "icb"
    rows = []
    for key, group in GROUPS.items():
        total = here.staff[group] if here else None
        against = system.staff.get(group) if system else None
        rows.append(
            Row(
                cells=(
                    words(SHORT[key]),
                    figure(total.fte if total and total.practices else None, 1),
                    count(total.practices if total else None),
                    figure(total.per_thousand if total else None, 2),
                    figure(total.patients_each if total else None, 0),
                    *([] if is_system else [figure(against.per_thousand if against else None, 2)]),
                )
            )
        )
    compare = [] if is_system else [Column(label=_("System, per 1,000"), is_number=True)]
    return Table(
        id="staff",
        caption=_("Staff by group, mean of the year"),
        columns=(
            Column(label=_("Staff")),
            Column(label=_("FTE"), is_number=True, unit="full-time equivalent"),
            Column(label=_("Practices"), is_number=True),
            Column(label=_("Per 1,000"), is_number=True, unit="per 1,000 patients"),
            Column(label=_("Patients each"), is_number=True, unit="patients per FTE"),
            *compare,
        ),
        rows=tuple(rows),
        csv_href=csv_href,
    )


def trend_table(answer: People, csv_href: str) -> Table:
    """One row for each year, the newest first."""
    rows = []
    for each in reversed(answer.tables.trend):
        gps = each.table.staff.get(GPS)
        rows.append(
            Row(
                cells=(
                    words(_("%(before)s/%(year)s")
                          % {"before": each.year - 1, "year": str(each.year)[2:]}),
                    count(round(each.table.patients)),
                    figure(gps.fte if gps and gps.practices else None, 1),
                    figure(gps.per_thousand if gps else None, 2),
                    count(gps.practices if gps else None),
                )
            )
        )  # fmt: skip
    stands = (
        _("The practices of each year.")
        if answer.subject.kind in ("icb", "place", "sub_icb")
        else _("The members of the day asked about, in every year.")
    )
    return Table(
        id="trend",
        caption=_("Fully qualified GPs by year"),
        columns=(
            Column(label=_("Year to 31 March")),
            Column(label=_("Patients"), is_number=True),
            Column(label=_("FTE"), is_number=True, unit="full-time equivalent"),
            Column(label=_("Per 1,000"), is_number=True, unit="per 1,000 patients"),
            Column(label=_("Practices"), is_number=True),
        ),
        rows=tuple(rows),
        note=stands,
        csv_href=csv_href,
    )


def not_held(answer: People) -> Section:
    """Contracts, single-handed and training practices, partners: held or named."""
    tables, here = answer.tables, answer.tables.here
    on = tables.history.contracts_on
    period = _("Year to %(day)s") % {"day": in_words(tables.ends_on)} if tables.ends_on else ""
    contracts = here.contracts if here else {}
    said = ", ".join(f"{number} {kind}" for kind, number in contracts.items())
    known = sum(contracts.values())
    rows = [
        fact(_("Contracts"), said, _("Year to %(day)s") % {"day": in_words(on)} if on else "",
             _("NHS Payments to General Practice, %(n)s of %(all)s")
             % {"n": known, "all": counted(here.practices if here else 0, "practice")}),
        fact(_("Practices with one GP"),
             f"{here.single_handed} of {here.heads_known}"
             if here and here.single_handed is not None else "",
             period, _("General Practice Workforce, people; a mean of one or less")),
        fact(_("GP partners"), f"{tables.partners:,.1f} FTE" if tables.partners else "", period,
             _("General Practice Workforce")),
        fact(_("Training practices"),
             str(answer.training_practices) if answer.training_practices else "",
             _("Recorded for this date"),
             _("No file held lists them; recorded on the page of training")),
    ]  # fmt: skip
    return Section(
        id="other",
        heading=_("Contracts, partners and training"),
        tables=(
            Table(
                id="other-table",
                caption=_("What else is known of the practices"),
                caption_hidden=True,
                columns=(
                    Column(label=_("What")),
                    Column(label=_("Figure")),
                    Column(label=_("Period")),
                    Column(label=_("Source"), is_minor=True),
                ),
                rows=tuple(rows),
            ),
        ),
    )


def fact(name: str, figure_: str, period: str, source: str) -> Row:
    """One line: the figure, or that it is not held."""
    return Row(
        cells=(
            words(name),
            words(figure_ or NOT_HELD),
            words(period if figure_ else ""),
            words(source),
        )
    )


def figure(value: float | None, places: int) -> Cell:
    """A cell with a number of so many decimals."""
    if value is None:
        return Cell(value=None, text=NOT_HELD)
    return Cell(value=round(value, places), text=f"{value:,.{places}f}")


def two(value: float | None) -> str:
    """A ratio with two decimals."""
    return NOT_HELD if value is None else f"{value:.2f}"


def whole(value: float | None) -> str:
    """A whole number with commas."""
    return NOT_HELD if value is None else f"{value:,.0f}"
