"""Words and tables of alliances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.alliances.queries.alliances import AllianceAnswer, MemberAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted, pounds
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.tables import Cell, Column, Row, Table, words
from openpcn.web.presenters.words import number
from openpcn.workflows.alliances.show_alliances import Alliances, Shown


def standing(one: AllianceAnswer) -> tuple[str, str]:
    """How it stands on the day, and the colour of its tag."""
    if one.stands:
        return _("Stands"), "green"
    return (_("To come"), "blue") if one.is_to_come else (_("Ended"), "grey")


def days(starts_on: date, ends_on: date | None) -> str:
    """From when until when."""
    start = _("from %(day)s") % {"day": in_words(starts_on)}
    if ends_on is None:
        return start
    return _("%(start)s until %(day)s") % {"start": start, "day": in_words(ends_on)}


def alliances_table(here: Alliances, dates: Dates, *, csv_href: str = "") -> Table:
    """The alliances of an organisation, with their cost for who may read it."""
    reads = here.reads_costs
    return Table(
        id="alliances",
        caption=_("Alliances with their members and days"),
        caption_hidden=True,
        columns=(
            Column(label=_("Alliance")),
            Column(label=_("Kind"), is_minor=True),
            Column(label=_("Members")),
            Column(label=_("Patients of member practices"), is_number=True, is_minor=True),
            *(cost_columns() if reads else ()),
            Column(label=_("Standing")),
        ),
        rows=tuple(Row(cells=tuple(cells(here, one, dates, reads))) for one in here.shown),
        csv_href=csv_href,
    )


def cost_columns() -> tuple[Column, ...]:
    """Columns that only people with a role in the system see."""
    return (
        Column(label=_("Cost a year"), is_number=True, unit=_("pounds")),
        Column(label=_("For each patient"), is_number=True, unit=_("pounds a year"), is_minor=True),
    )


def cells(here: Alliances, one: Shown, dates: Dates, reads: bool) -> Iterator[Cell]:
    """Cells of an alliance."""
    held = one.alliance
    whither = dates.link(reverse("alliance", args=[here.path, here.subject.code, held.id]))
    yield words(held.title, href=whither, second=led_by(held))
    yield words(held.kind_words)
    present = held.members_on_the_day
    names = "; ".join(as_written(each.name) for each in present)
    yield Cell(value=len(present), text=counted(len(present), _("member")), second=names)
    yield patients(one)
    if reads:
        yield from costs(one)
    text, _colour = standing(held)
    yield words(text, second=days(held.starts_on, held.ends_on))


def led_by(one: AllianceAnswer) -> str:
    """Who leads it."""
    return _("led by %(name)s") % {"name": as_written(one.lead_name)}


def patients(one: Shown) -> Cell:
    """How many patients it reaches, and what is missing of that."""
    if not one.alliance.stands:
        return Cell(value=None, text="–")
    value = one.patients if one.practices else None
    return Cell(value=value, text=number(value) if value else "–", second=missing(one))


def missing(one: Shown) -> str:
    """What is not counted among the patients."""
    parts = []
    if one.without_list:
        parts.append(_("%(n)s without a list") % {"n": counted(one.without_list, _("practice"))})
    if one.elsewhere:
        parts.append(_("%(n)s outside this system") % {"n": counted(one.elsewhere, _("member"))})
    return "; ".join(parts)


def costs(one: Shown) -> Iterator[Cell]:
    """What it costs a year, in all and for each patient."""
    known = one.cost.pounds if one.cost else None
    yield Cell(
        value=float(known) if known is not None else None,
        text=pounds(known) if known is not None else _("not recorded"),
        second=one.cost.source if one.cost else "",
    )
    each = one.per_patient
    yield Cell(
        value=float(each) if each is not None else None,
        text=pounds(each) if each is not None else "–",
    )


def file_table(here: Alliances) -> Table:
    """Everything that is known of each alliance, for a spreadsheet."""
    labels = (
        _("Alliance"), _("Kind"), _("Scope"), _("Led by"), _("Code of who leads it"),
        _("Members"), _("Names of members"), _("Practices reached"), _("Patients"),
        _("Not counted"), _("Standing"), _("From"), _("Until"), _("Recorded by"),
        *((_("Contract"), _("Cost a year (pounds)"), _("Source of the cost"),
           _("For each patient (pounds a year)")) if here.reads_costs else ()),
    )  # fmt: skip
    return Table(
        id="alliances",
        caption=_("Alliances with their members and days"),
        columns=tuple(Column(label=label) for label in labels),
        rows=tuple(Row(cells=tuple(file_cells(one, here.reads_costs))) for one in here.shown),
    )


def file_cells(one: Shown, reads: bool) -> Iterator[Cell]:
    """Cells of an alliance in the file."""
    held = one.alliance
    present = held.members_on_the_day
    is_counted = held.stands and bool(one.practices)
    yield words(held.title)
    yield words(held.kind_words)
    yield words(held.scope)
    yield words(as_written(held.lead_name))
    yield words(held.lead_code)
    yield Cell(value=len(present), text="")
    yield words("; ".join(as_written(each.name) for each in present))
    yield Cell(value=len(one.practices) if held.stands else None, text="")
    yield Cell(value=one.patients if is_counted else None, text="")
    yield words(missing(one) if held.stands else "")
    yield words(standing(held)[0])
    yield day(held.starts_on)
    yield day(held.ends_on)
    yield words(as_written(held.about_name))
    if reads:
        cost = one.cost
        known = cost.pounds if cost else None
        yield words(cost.contract if cost else "")
        yield Cell(value=None if known is None else float(known), text="")
        yield words(cost.source if cost else "")
        each = one.per_patient
        yield Cell(value=None if each is None else float(each), text="")


def members_table(here: Alliances) -> Table:
    """Every membership of every alliance, for a spreadsheet."""
    labels = (
        _("Member"), _("Alliance"), _("Kind"), _("What it does there"), _("From"), _("Until"),
    )  # fmt: skip
    return Table(
        id="members",
        caption=_("Members of alliances"),
        columns=tuple(Column(label=label) for label in labels),
        rows=tuple(
            Row(
                cells=(
                    words(as_written(one.name), code=one.code),
                    words(row.alliance.title),
                    words(row.alliance.kind_words),
                    words(one.does),
                    day(one.starts_on),
                    day(last_day(row.alliance, one)),
                )
            )
            for row in here.shown
            for one in row.alliance.members
        ),
    )


def last_day(alliance: AllianceAnswer, one: MemberAnswer) -> date | None:
    """The last day of a member: its own, or that of the alliance where that comes first."""
    return min((day for day in (one.ends_on, alliance.ends_on) if day), default=None)


def day(value: date | None) -> Cell:
    """A day that may be open."""
    return Cell(value=value, text=in_words(value) if value else "")


def told(one: Shown) -> Iterator[tuple[str, str, str]]:
    """What is said of an alliance: name, words and what stands beneath."""
    held = one.alliance
    yield _("Kind"), held.kind_words, ""
    yield _("Scope"), held.scope, ""
    yield _("Led by"), as_written(held.lead_name), held.lead_code
    yield _("Stands"), days(held.starts_on, held.ends_on), ""
    yield _("Recorded by"), as_written(held.about_name), ""
    if held.stands and one.practices:
        reach = _("%(n)s patients of %(practices)s") % {
            "n": number(one.patients),
            "practices": counted(len(one.practices), _("practice")),
        }
        yield _("Reaches"), reach, missing(one)
    if one.cost is not None:
        yield from told_of_cost(one)


def told_of_cost(one: Shown) -> Iterator[tuple[str, str, str]]:
    """Contract and cost, for people with a role in the system."""
    cost = one.cost
    if cost is None:
        return
    if cost.contract:
        yield _("Contract"), cost.contract, ""
    if cost.pounds is None:
        yield _("Cost a year"), _("not recorded"), ""
        return
    yield _("Cost a year"), pounds(cost.pounds), cost.source
    if one.per_patient is not None:
        note = _("cost a year divided by the registered patients of member practices")
        yield _("For each patient"), _("%(n)s a year") % {"n": pounds(one.per_patient)}, note


def member_rows(
    one: AllianceAnswer, dates: Dates
) -> list[tuple[MemberAnswer, str, str, str, bool]]:
    """Each member with its name, the way to its page, its days, and whether it is in on the day."""
    present = {each.id for each in one.members_on_the_day}
    return [
        (
            each,
            as_written(each.name),
            dates.link(home) if (home := address(each.kind, each.code)) else "",
            days(each.starts_on, last_day(one, each)),
            each.id in present,
        )
        for each in one.members
    ]
