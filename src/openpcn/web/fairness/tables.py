"""Tables of a fairness page."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from openpcn.engines.fairness.facts import NOTHING, PENNY, Practice
from openpcn.engines.fairness.levelling import Levelled
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import counted, pounds
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.tables import Cell, Column, Row, Table
from openpcn.web.presenters.tables import words as said
from openpcn.workflows.fairness.groups import GroupLine, by_deprivation, by_network
from openpcn.workflows.fairness.show_fairness import Fairness

STEPS = 10


def tables_of(found: Fairness, dates: Dates) -> dict[str, Table | None]:
    """Every table of the page by name."""
    is_network = found.held.page.subject.kind == "network"
    fifths = by_deprivation(found)
    return {
        "gainers": practices(found, dates, gain=True) if found.plan.gainers else None,
        "others": practices(found, dates, gain=False),
        "networks": None if is_network else networks(found, dates),
        "fifths": fifths_table(found, fifths) if fifths else None,
        "curve": curve(found),
        "years": years(found),
        "floor": floor(found, dates) if found.floor.below else None,
    }


def practices(found: Fairness, dates: Dates, *, gain: bool) -> Table | None:
    """Practices that gain, or that keep what they have; those furthest behind come first."""
    plan = {one.code: one for one in found.plan.practices}
    ordered = sorted(
        (one for one in found.practices if bool(plan[one.code].gain) is gain),
        key=lambda one: (one.pounds / one.need, one.code),
    )
    if not ordered:
        return None
    today = sum((one.pounds for one in ordered), NOTHING)
    extra = found.plan.spent_by_year[-1] if gain else NOTHING
    patients = sum((one.patients for one in ordered), NOTHING)
    return Table(
        id="fair-gainers" if gain else "fair-others",
        caption=_("Practices that gain") if gain else _("Practices that keep what they have"),
        columns=(
            Column(label=_("Practice")),
            Column(label=_("Registered"), is_number=True),
            Column(label=_("Need each"), is_number=True),
            Column(label=_("Money today"), is_number=True),
            Column(label=_("For each weighted patient"), is_number=True),
            Column(label=_("Gain a year"), is_number=True),
            Column(label=_("After"), is_number=True),
        ),
        rows=tuple(practice_row(found, one, plan[one.code], dates) for one in ordered),
        total=(
            said(_("Together")),
            said(f"{patients:,.0f}"),
            said(""),
            said(pounds(today)),
            said(""),
            said(pounds(extra)),
            said(pounds(today + extra)),
        ),
        note=_(
            "Those with the least for each weighted patient come first. Need each: weighted "
            "patients for each registered one. Gain and after are of the last year of the plan; "
            "the Excel file has each year and each working."
        ),
    )


def practice_row(found: Fairness, one: Practice, plan: Levelled, dates: Dates) -> Row:
    """One practice, with pounds for each patient beneath its sums."""
    about = found.about[one.code]
    held = _("held by the pace") if plan.is_held_by_pace else ""
    share = f"+{100 * plan.gain / one.pounds:.1f}%" if plan.gain and one.pounds else ""
    return Row(
        cells=(
            said(
                as_written(about.name),
                href=dates.link(address("practice", one.code)),
                second=f"{one.code} {as_written(about.network)}",
                code=one.code,
            ),
            said(f"{one.patients:,.0f}"),
            said(f"{one.need / one.patients:.3f}"),
            each_cell(one.pounds, one.patients),
            said(pounds((one.pounds / one.need).quantize(PENNY))),
            said(pounds(plan.gain), second=", ".join(filter(None, (share, held)))),
            each_cell(plan.after, one.patients),
        )
    )


def each_cell(amount: Decimal, patients: Decimal) -> Cell:
    """A sum with its pounds for each registered patient beneath."""
    each = pounds((amount / patients).quantize(PENNY))
    return said(pounds(amount), second=_("%(each)s a patient") % {"each": each})


def networks(found: Fairness, dates: Dates) -> Table:
    """A line for each network, with the way to its own page."""
    return groups(
        found,
        [
            (
                one,
                said(
                    as_written(one.name),
                    href=dates.link(f"{address('network', one.code)}money/fairness/")
                    if one.code
                    else "",
                    second=gain_words(one),
                ),
            )
            for one in by_network(found)
        ],
        id_="fair-networks",
        caption=_("Networks"),
        first=_("Network"),
    )


def fifths_table(found: Fairness, fifths: tuple[GroupLine, ...]) -> Table:
    """A line for each fifth of the patients."""
    return groups(
        found,
        [(one, said(one.name, second=gain_words(one))) for one in fifths],
        id_="fair-fifths",
        caption=_("Fifths of patients, by how deprived their practices’ patients live"),
        first=_("Homes of patients"),
    )


def gain_words(one: GroupLine) -> str:
    """How many of a group gain."""
    return _("%(gain)s of %(of)s gain") % {
        "gain": one.gain,
        "of": counted(one.practices, "practice"),
    }


def groups(
    found: Fairness, lines: list[tuple[GroupLine, Cell]], *, id_: str, caption: str, first: str
) -> Table:
    """Some practices together on each line."""
    gain = found.plan.spent_by_year[-1]
    return Table(
        id=id_,
        caption=caption,
        columns=(
            Column(label=first),
            Column(label=_("Need each"), is_number=True),
            Column(label=_("Today a patient"), is_number=True),
            Column(label=_("After a patient"), is_number=True),
            Column(label=_("Gain a year"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    name,
                    said(f"{one.need / one.patients:.3f}"),
                    said(pounds(one.each(one.today))),
                    said(pounds(one.each(one.after))),
                    said(pounds(one.extra)),
                )
            )
            for one, name in lines
        ),
        total=(
            said(_("Together")),
            said(""),
            said(pounds((found.money / found.patients).quantize(PENNY))),
            said(pounds(((found.money + gain) / found.patients).quantize(PENNY))),
            said(pounds(gain)),
        ),
    )


def curve(found: Fairness) -> Table:
    """The curves at about each tenth of the patients; the file has every step."""
    points = list(zip(found.need.points, found.today.points, found.after.points, strict=True))[1:]
    shown = []
    for step in range(1, STEPS + 1):
        at = min(points, key=lambda each: abs(each[0].patients - Decimal(step) / STEPS))
        if at not in shown:
            shown.append(at)
    return Table(
        id="fair-curve",
        caption=_("Shares so far, in the order of need"),
        columns=(
            Column(label=_("Of patients, greatest need first")),
            Column(label=_("Of need"), is_number=True),
            Column(label=_("Of money today"), is_number=True),
            Column(label=_("Of money after"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    said(_("the first %(share)s") % {"share": share(need.patients)}),
                    *(said(share(each.amount)) for each in (need, today, after)),
                )
            )
            for need, today, after in shown
        ),
    )


def share(value: Decimal) -> str:
    """Per cent with one decimal."""
    return f"{100 * value:.1f}%"


def years(found: Fairness) -> Table:
    """What is paid in each year of the plan, and what the pace leaves."""
    plan = found.plan
    return Table(
        id="fair-years",
        caption=_("Year by year"),
        columns=(
            Column(label=_("Year of the plan")),
            Column(label=_("Extra money paid"), is_number=True),
            Column(label=_("Left by the pace"), is_number=True),
            Column(label=_("All money"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    said(_("Year %(year)s") % {"year": year}),
                    said(pounds(spent)),
                    said(pounds(plan.plan.budget - spent)),
                    said(pounds(found.money + spent)),
                )
            )
            for year, spent in enumerate(plan.spent_by_year, 1)
        ),
        note=_("Each year’s extra money is beyond today’s, and stays: no practice falls back."),
    )


def floor(found: Fairness, dates: Dates) -> Table:
    """Who is below the floor."""
    return Table(
        id="fair-floor",
        caption=_("Below the floor, the lowest first"),
        columns=(
            Column(label=_("Practice")),
            Column(label=_("Today a patient"), is_number=True),
            Column(label=_("To the floor"), is_number=True),
            Column(label=_("Working"), is_minor=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    said(
                        as_written(found.about[one.code].name),
                        href=dates.link(address("practice", one.code)),
                        second=one.code,
                    ),
                    said(pounds(one.each)),
                    said(pounds(one.cost)),
                    said(one.working),
                )
            )
            for one in found.floor.below
        ),
        total=(said(_("Together")), said(""), said(pounds(found.floor.cost)), said("")),
    )
