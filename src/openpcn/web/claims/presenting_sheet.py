"""Words and tables of one month's claim, and of what was paid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.accounts.queries import called
from openpcn.domains.workforce.vocabulary import ClaimState
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.web.claims.presenting_claims import pounds
from openpcn.web.dates import Dates
from openpcn.web.presenters.statuses import COLOURS
from openpcn.web.presenters.tables import Column, Row, Table, words
from openpcn.workflows.claims.remittances import open_matters
from openpcn.workflows.claims.sheets import Sheet, SheetLine
from openpcn.workflows.claims.years_shown import ClaimsYear

STATES = {
    ClaimState.DRAFT: "grey",
    ClaimState.SUBMITTED: "blue",
    ClaimState.QUERIED: "orange",
    ClaimState.APPROVED: "green",
    ClaimState.REFUSED: "orange",
    ClaimState.PART_PAID: "yellow",
    ClaimState.PAID: "green",
}


def sheet_words(sheet: Sheet, dates: Dates, *, practice: str) -> dict[str, Any]:
    """What the page of a claim is given."""
    claim = sheet.claim
    args = [sheet.network_code, f"{sheet.month:%Y-%m}"]
    more = {"practice": practice} if practice else {}
    return {
        "sheet": sheet,
        "lines": [line_words(one) for one in sheet.lines],
        "state_colour": STATES.get(ClaimState(claim.state), "grey") if claim else "grey",
        "money": {
            "claimed": pounds(sheet.claimed),
            "above": pounds(sheet.above_sum) if sheet.above_sum else "",
            "payable": pounds(sheet.payable),
            "now": pounds(sheet.now) if sheet.now is not None else "",
            "paid": pounds(claim.paid) if claim and claim.paid is not None else "",
        },
        "practice": practice,
        "may_submit": sheet.claims_here
        and (claim is None or ClaimState.SUBMITTED in dict(claim.next)),
        "moves": [(to, text) for to, text in claim.next if to != ClaimState.SUBMITTED]
        if claim
        else [],
        "files": [
            (dates.link(reverse(name, args=args), **more), text)
            for name, text in (("claim-xlsx", _("Excel")), ("claim-csv", _("CSV")))
        ],
        "unknown": not_known(sheet),
        "last_on": in_words(sheet.last_day.last_on) if sheet.last_day else "",
        "year_href": dates.link(reverse("claims", args=[sheet.network_code]), year=str(sheet.year)),
    }


def not_known(sheet: Sheet) -> str:
    """How many lines have no amount."""
    number = sum(1 for one in sheet.lines if one.amount is None)
    if not number or not sheet.sees_all:
        return ""
    if number == 1:
        return _("1 line is not known and is not in it.")
    return _("%(lines)s are not known and are not in it.") % {"lines": counted(number, "line")}


def line_words(one: SheetLine) -> dict[str, Any]:
    """A line as the page shows it, closed and opened."""
    days = _("%(days)s of %(all)s days") % {"days": one.days, "all": one.days_of_month}
    told = [(_("Working"), one.working)] if one.working else []
    if one.name:
        told.append((_("Person"), one.name))
    told.append((_("Employer"), one.employer or _("not shown")))
    if one.above:
        told.append((_("Above the maximum"), _("%(amount)s stays with the employer")
                     % {"amount": pounds(one.above)}))  # fmt: skip
    if one.condition:
        told.append((_("To confirm"), one.condition))
    if one.note:
        told.append((_("About the rate"), one.note))
    return {
        "title": f"{one.title}, {one.post}",
        "short": f"{one.fte:,.2f} FTE, {days}",
        "amount": one.amount_words,
        "status": one.status_words,
        "colour": COLOURS[one.status_words],
        "told": told,
        "sources": one.sources,
    }


def paid_words(found: ClaimsYear, dates: Dates) -> dict[str, Any]:
    """What the page of payments is given."""
    claims = [one.claim for one in found.months if one.claim is not None]
    matters = open_matters(claims, found.remittances)
    code = found.page.subject.code

    def link(month: Any) -> str:
        return dates.link(reverse("claim", args=[code, f"{month:%Y-%m}"]))

    open_lists = (
        (
            _("Approved and not paid in full"),
            [
                (f"{one.month:%B %Y}", link(one.month),
                 _("%(rest)s of %(all)s") % {
                     "rest": pounds((one.amount or Decimal(0)) - (one.paid or Decimal(0))),
                     "all": pounds(one.amount)})
                for one in matters.unpaid
            ],
        ),
        (
            _("Queried"),
            [(f"{one.month:%B %Y}", link(one.month), pounds(one.amount))
             for one in matters.queried],
        ),
        (
            _("Paid above the claim"),
            [
                (f"{one.month:%B %Y}", link(one.month),
                 pounds((one.paid or Decimal(0)) - (one.amount or Decimal(0))))
                for one in matters.overpaid
            ],
        ),
    )  # fmt: skip
    return {
        "title": _("What was paid"),
        "under": "claims",
        "found": found,
        "open_lists": [(name, rows) for name, rows in open_lists if rows],
        "unexplained": [
            (one.id, one.reference or _("no reference"), pounds(one.amount),
             in_words(one.paid_on) if one.paid_on else "")
            for one in matters.unexplained
        ],
        "files": [remittance(one, code) for one in found.remittances],
        "nothing_open": _("Everything that was paid pays a claim, and no claim is open.")
        if not any(rows for _name, rows in open_lists) and not matters.unexplained
        else "",
    }  # fmt: skip


def remittance(one: Any, code: str) -> dict[str, Any]:
    """An imported file."""
    return {
        "id": one.id,
        "name": one.name,
        "words": _("%(lines)s, %(total)s, imported by %(by)s on %(day)s") % {
            "lines": counted(len(one.lines), "amount"),
            "total": pounds(one.total),
            "by": called(one.imported_by),
            "day": in_words(one.imported_at.date()),
        },
        "table": Table(
            id=f"remittance-{one.id}",
            caption=_("Amounts of %(name)s") % {"name": one.name},
            caption_hidden=True,
            columns=(
                Column(label=_("Reference")),
                Column(label=_("Paid on"), is_minor=True),
                Column(label=_("Pays")),
                Column(label=_("Amount"), is_number=True),
            ),
            rows=tuple(
                Row(
                    cells=(
                        words(line.reference or _("no reference")),
                        words(in_words(line.paid_on) if line.paid_on else ""),
                        words(
                            f"{line.month:%B %Y}" if line.month
                            else line.explanation or _("no claim; not explained")
                        ),
                        words(pounds(line.amount)),
                    )
                )
                for line in one.lines
            ),
        ),
    }  # fmt: skip
