"""Words and tables of a year of claims."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.reimbursement.odd import Vacancy
from openpcn.engines.reimbursement.outlook import Outlook
from openpcn.kernel.exports import Cell as Value
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.rulebook.statuses import Status
from openpcn.web.chrome import safe_dates
from openpcn.web.dates import Dates
from openpcn.web.presenters.statuses import COLOURS
from openpcn.web.presenters.tables import Cell, Column, Row, Table, words
from openpcn.workflows.claims.used_up import used_up
from openpcn.workflows.claims.years_shown import ClaimsYear, MonthShown, RoleShown

YEAR_HEADINGS = ("Month", "People", "FTE", "State", "Amount", "Paid", "Lines not known")


def pounds(amount: Decimal | None) -> str:
    """An amount, or that it is not shown."""
    if amount is None:
        return _("not shown")
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def about(amount: Decimal) -> str:
    """An amount in prose: £114,000."""
    return f"£{amount:,.0f}"


def year_words(found: ClaimsYear, request: HttpRequest) -> dict[str, Any]:
    """What the page of a year is given."""
    dates, code = safe_dates(request), found.page.subject.code
    base = reverse("claims", args=[code])
    return {
        "title": _("Claims for staff, %(year)s") % {"year": found.year},
        "under": "claims",
        "found": found,
        "heading": heading(found),
        "sentences": sentences(found),
        "months": months_table(found, dates),
        "roles": roles_table(found),
        "empty_posts": [empty(one) for one in found.vacancies],
        "chart": used_up(found) if found.sees_all and found.forecast.total else None,
        "years": [(str(year), dates.link(base, year=str(year)), year == found.year)
                  for year in found.years],
        "sums": [
            (one.title, one.working, Status(one.status).words, COLOURS[Status(one.status).words])
            for one in found.sums
        ],
        "practices": [
            (name, dates.link(reverse("claim", args=[code, latest(found)]), practice=practice))
            for practice, name in found.practices
        ],
        "csv": dates.link(base, year=str(found.year), format="csv"),
    }  # fmt: skip


def latest(found: ClaimsYear) -> str:
    """The last month that has ended; April where none has."""
    ended = [one.month for one in found.months if one.has_ended]
    return f"{ended[-1] if ended else found.months[0].month:%Y-%m}"


def heading(found: ClaimsYear) -> str:
    """The message of the page."""
    unused = found.forecast.unused
    if unused is None or not found.sees_all:
        return _("What is claimed for staff in %(year)s") % {"year": found.year}
    if unused <= 0:
        return _("The year’s sum is used up by what is recorded")
    told = (
        _("Up to %(unused)s may go unused by %(day)s")
        if found.forecast.not_known
        else _("About %(unused)s may go unused by %(day)s")
    )
    return told % {
        "unused": about(round(unused, -3) if unused >= 10_000 else unused),
        "day": in_words(found.year.last_on),
    }


def sentences(found: ClaimsYear) -> list[str]:
    """The sum, what of it is used, and how long there is to act."""
    cast, said = found.forecast, []
    if cast.sum is None:
        said.append(_("The year’s sum is not known; see below what is missing."))
    else:
        said.append(_("The year’s sum is %(sum)s.") % {"sum": pounds(cast.sum)})
    nothing = cast.not_known and not cast.total
    if cast.total is not None and cast.claimed is not None and not nothing:
        said.append(
            _("Months that have ended come to %(claimed)s, and the whole year to %(total)s.")
            % {"claimed": pounds(cast.claimed), "total": pounds(cast.total)}
        )
    elif cast.about is not None:
        said.append(
            _("With who is in post the year comes to about %(about)s, rounded to £50,000 so that "
              "nobody’s pay can be worked out.") % {"about": about(cast.about)}
        )  # fmt: skip
    if cast.outlook is not None and not nothing:
        said.append(range_words(cast.outlook))
    if cast.not_known:
        said.append(
            _("Of the year %(lines)s not known, because a maximum is not held; what is not known "
              "is in no amount, so that less may go unused than is said here.")
            % {"lines": counted(cast.not_known, _("line is"), _("lines are"))}
        )  # fmt: skip
    if cast.months_left == 1:
        said.append(_("One whole month is left to act; nothing is carried forward."))
    elif cast.months_left:
        left = counted(cast.months_left, "whole month")
        said.append(_("%(left)s are left to act; nothing is carried forward.") % {"left": left})
    elif cast.unused:
        said.append(_("What is not used is lost: nothing is carried forward."))
    return said


def range_words(seen: Outlook) -> str:
    """Between which amounts the year may end, and what each end supposes."""
    high = _("%(high)s, if every empty post is filled from next month at its maximum") % {
        "high": pounds(seen.high)
    }
    if not seen.leavers:
        return _("It may come to %(high)s. Nobody was seen to leave in the last two years.") % {
            "high": high
        }
    return _(
        "It may end between %(low)s, if people leave as often as in the last two years "
        "(%(left)s in %(months)s of work) and nobody follows them, and %(high)s."
    ) % {
        "low": pounds(seen.low),
        "left": counted(seen.leavers, "person", "people"),
        "months": counted(seen.months_worked, "month"),
        "high": high,
    }


def months_table(found: ClaimsYear, dates: Dates) -> Table:
    """The months with their states; amounts for those who see them all."""
    columns = [
        Column(label=_("Month")),
        Column(label=_("People"), is_minor=True),
        Column(label=_("FTE"), is_number=True),
        Column(label=_("State")),
    ]
    total: tuple[Cell, ...] = ()
    if found.sees_all:
        columns.append(Column(label=_("Amount"), is_number=True))
        nothing = found.forecast.not_known and not found.forecast.total
        whole = _("not known") if nothing else pounds(found.forecast.total)
        year = _("What is known of the year") if found.forecast.not_known else _("The year")
        total = (words(year), words(""), words(""), words(""), words(whole))
    return Table(
        id="months",
        caption=_("Months"),
        caption_hidden=True,
        columns=tuple(columns),
        rows=tuple(month_row(found, one, dates) for one in found.months),
        total=total,
        note=paid_so_far(found)
        if found.sees_all
        else _("Amounts are shown to the employer, to whoever is paid, and to the approver."),
    )


def month_row(found: ClaimsYear, one: MonthShown, dates: Dates) -> Row:
    """One month."""
    path = reverse("claim", args=[found.page.subject.code, f"{one.month:%Y-%m}"])
    cells = [
        words(f"{one.month:%B %Y}", href=dates.link(path)),
        Cell(value=one.people, text=str(one.people)),
        Cell(value=round(float(one.fte), 2), text=f"{one.fte:,.2f}"),
        words(state(one), second=beside(one)),
    ]
    if found.sees_all:
        nothing = one.not_known and not one.amount
        amount = _("not known") if nothing else pounds(one.amount)
        cells.append(words(amount, second=second_of(one)))
    return Row(cells=tuple(cells))


def second_of(one: MonthShown) -> str:
    """What stands beneath a month's amount: what was paid of it, and what is not known."""
    said = []
    if one.claim is not None and one.claim.paid is not None and one.claim.paid != one.amount:
        said.append(_("paid %(paid)s") % {"paid": pounds(one.claim.paid)})
    if one.not_known:
        said.append(_("%(lines)s not known") % {"lines": counted(one.not_known, "line")})
    return ", ".join(said)


def paid_so_far(found: ClaimsYear) -> str:
    """The sum of what was paid for the year's claims."""
    paid = sum((one.claim.paid or Decimal(0) for one in found.months if one.claim), Decimal(0))
    return _("Paid so far: %(paid)s.") % {"paid": pounds(paid)} if paid else ""


def state(one: MonthShown) -> str:
    """How far the claim of a month is."""
    if one.claim is not None:
        return one.claim.state_words
    return _("Not claimed yet") if one.has_ended else _("Forecast")


def beside(one: MonthShown) -> str:
    """What the records say now against what was submitted."""
    if one.changed_by is None:
        return ""
    way = _("more") if one.changed_by > 0 else _("less")
    return _("the records now say %(amount)s %(way)s") % {
        "amount": pounds(abs(one.changed_by)), "way": way
    }  # fmt: skip


def roles_table(found: ClaimsYear) -> Table | None:
    """The roles on the day."""
    if not found.roles:
        return None
    columns = [Column(label=_("Role")), Column(label=_("FTE"), is_number=True)]
    if found.sees_all:
        columns.append(Column(label=_("This month"), is_number=True))
    return Table(
        id="roles",
        caption=_("Full-time equivalents by role"),
        caption_hidden=True,
        columns=tuple(columns),
        rows=tuple(role_row(found, one) for one in found.roles),
    )


def role_row(found: ClaimsYear, one: RoleShown) -> Row:
    """One role; what stays with the employer, for those who see it."""
    second = (
        _("%(above)s a month stays with the employer") % {"above": pounds(one.above)}
        if one.above
        else ""
    )
    cells = [
        words(one.title, second=second),
        Cell(value=round(float(one.fte), 2), text=f"{one.fte:,.2f}"),
    ]
    if found.sees_all:
        cells.append(words(_("not known") if one.amount is None else pounds(one.amount)))
    return Row(cells=tuple(cells))


def empty(one: Vacancy) -> str:
    """An empty post in a sentence."""
    told = _("%(title)s, post %(post)s: empty since %(day)s; no one in post, not reimbursed.") % {
        "title": one.title, "post": one.post, "day": in_words(one.empty_from)
    }  # fmt: skip
    if one.could_be:
        told += " " + _("Filled from next month it could bring up to %(most)s this year.") % {
            "most": about(one.could_be)
        }
    return told


def year_rows(found: ClaimsYear) -> Iterator[tuple[Value, ...]]:
    """The months for a spreadsheet; amounts are empty where they are not shown."""
    for one in found.months:
        paid = one.claim.paid if one.claim else None
        yield (
            one.month,
            one.people,
            round(float(one.fte), 2),
            state(one),
            None if one.amount is None else float(one.amount),
            None if paid is None else float(paid),
            one.not_known,
        )
