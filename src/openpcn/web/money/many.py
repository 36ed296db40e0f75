"""The money of a place or system: each network's lines, what all come to, what is not known."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.engines.funding.caveats import doubts
from openpcn.engines.funding.rules import Payee
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.exports import Cell as Value
from openpcn.kernel.exports import csv_lines
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import pounds
from openpcn.rulebook.statuses import Status
from openpcn.web.chrome import safe_dates
from openpcn.web.dates import Dates
from openpcn.web.money.presenting import by_status
from openpcn.web.pages.downloads import attached
from openpcn.web.pages.files import PDF, XLSX, file_response
from openpcn.web.presenters.heads import address, head_of
from openpcn.web.presenters.tables import Cell, Column, Row, Table
from openpcn.web.presenters.tables import words as said
from openpcn.web.recording.doors import when_of
from openpcn.workflows.documents.pdf import as_pdf
from openpcn.workflows.evidence.register import anchor, rate_in_dispute
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.funding.network_statements import NetworkStatement
from openpcn.workflows.funding.show_money_of_many import (
    LineOfMany,
    MoneyOfMany,
    per_patient,
    registered_of,
    show_money_of_many,
)
from openpcn.workflows.funding.statement_of_many import amounts_of, document_of_many
from openpcn.workflows.funding.workbooks import plain_workbook


@require_safe
def money(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Every network's lines and total."""
    found, dates = asked(request, path, code), safe_dates(request)
    page = found.page
    told = {
        "money": found,
        "head": head_of(
            page.subject, dates, current="money", whole=page.whole, members=page.members
        ),
        "years": [
            (str(year), dates.link(request.path, year=str(year)), year == found.year)
            for year in found.years
        ],
        "total": f"£{found.total:,.0f}",
        "by_status": by_status(found.of_all),
        "doubts": doubts(found.of_all),
        "payee": pounds(found.paid_to(Payee.NOMINATED_PAYEE)),
        "practices": pounds(found.paid_to(Payee.PRACTICES)),
        "networks": networks_table(found, dates),
        "entitlements": lines_table(found),
        "by_network": matrix_table(found, dates),
        "not_held": not_held(found),
        "outside": "; ".join(as_written(one.name) for one in found.outside),
        "downloads": [
            (words, dates.link(f"{request.path}{name}", year=str(found.year)))
            for words, name in (
                (_("PDF"), "statements.pdf"),
                (_("Excel"), "statements.xlsx"),
                (_("CSV"), "statements.csv"),
            )
        ],
    }
    return render(request, "money/many.html", told)


@require_safe
def as_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Every line of every network, the total of all last."""
    found, told = asked(request, path, code), tell_source(when=when_of(request))
    headings, rows = amounts_of(found)
    text = "".join(csv_lines((*headings, *told.headings), [(*row, *told.cells) for row in rows]))
    return attached(text, f"{file_name(found)}.csv", told)


@require_safe
def as_xlsx(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The same as a workbook."""
    found, told = asked(request, path, code), tell_source(when=when_of(request))
    headings, rows = amounts_of(found)
    made = plain_workbook("Networks", headings, rows, told.sentence)
    return file_response(made, XLSX, told.file_name(f"{file_name(found)}.xlsx"))


@require_safe
def as_pdf_file(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The same as a tagged PDF."""
    found, told = asked(request, path, code), tell_source(when=when_of(request))
    made = as_pdf(document_of_many(found, told))
    return file_response(made, PDF, told.file_name(f"{file_name(found)}.pdf"))


def asked(request: HttpRequest, path: str, code: str) -> MoneyOfMany:
    """The money of the place or system and year that the address names."""
    year = request.GET.get("year", "")
    return show_money_of_many(path, code, year=year, when=when_of(request))


def networks_table(found: MoneyOfMany, dates: Dates) -> Table:
    """One row for each network: patients, payee, practices, total, for each patient."""
    return Table(
        id="money-by-network",
        caption=_("Networks"),
        columns=(
            Column(label=_("Network")),
            Column(label=_("Known so far"), is_number=True),
            Column(label=_("For each patient"), is_number=True),
            Column(label=_("Registered patients"), is_number=True),
            Column(label=_("To the nominated payee"), is_number=True),
            Column(label=_("To practices"), is_number=True),
        ),
        rows=tuple(network_row(one, found, dates) for one in found.stated),
        total=(
            said(_("Together")),
            said(pounds(found.total)),
            said(""),
            said(patients_of_all(found)),
            said(pounds(found.paid_to(Payee.NOMINATED_PAYEE))),
            said(pounds(found.paid_to(Payee.PRACTICES))),
        ),
    )


def network_row(one: NetworkStatement, found: MoneyOfMany, dates: Dates) -> Row:
    """A network with a link to its statement."""
    patients, each = registered_of(one), per_patient(one)
    missing = sum(1 for line in one.statement.lines if line.amount is None)
    second = _("%(n)s lines not known") % {"n": missing} if missing > 1 else ""
    second = _("one line not known") if missing == 1 else second
    href = dates.link(f"{address('network', one.network.code)}money/", year=str(found.year))
    return Row(
        cells=(
            said(one.name, href=href, second=second),
            said(pounds(one.statement.total)),
            said(_("not known") if each is None else pounds(each)),
            number_cell(patients),
            said(pounds(one.statement.paid_to(Payee.NOMINATED_PAYEE))),
            said(pounds(one.statement.paid_to(Payee.PRACTICES))),
        )
    )


def number_cell(number: Decimal | None) -> Cell:
    """A count, or that it is not held."""
    return said(_("not held") if number is None else f"{number:,.0f}")


def patients_of_all(found: MoneyOfMany) -> str:
    """The registered patients that are counted."""
    held = [count for one in found.stated if (count := registered_of(one)) is not None]
    return f"{sum(held):,.0f}" if held else _("not held")


def lines_table(found: MoneyOfMany) -> Table:
    """One row for each entitlement: what all networks come to, and where it is not known."""
    return Table(
        id="money-by-line",
        caption=_("Entitlements of all networks together"),
        columns=(
            Column(label=_("Entitlement")),
            Column(label=_("Known so far"), is_number=True),
            Column(label=_("Rate is")),
            Column(label=_("Networks"), is_number=True, is_minor=True),
            Column(label=_("Not known")),
        ),
        rows=tuple(
            Row(
                cells=(
                    said(line.title + (_(", at most") if line.is_most else "")),
                    said(pounds(line.total) if line.known else _("not known")),
                    rate_cell(line, found.year),
                    said(f"{line.known}"),
                    said(unknown_words(line.unknown), second=line.unknown_because),
                )
            )
            for line in found.lines
        ),
        total=(
            said(_("Total of what is known")),
            said(pounds(found.total)),
            said(""),
            said(f"{len(found.stated)}"),
            said(""),
        ),
    )


def rate_cell(line: LineOfMany, year: ContractYear) -> Cell:
    """How sure the rate of an entitlement is; where sources contradict, between what."""
    found = rate_in_dispute(line.code, year)
    if found is None:
        return said(line.status_words)
    href = f"{reverse('evidence')}#{anchor(found)}"
    second = _("sources give %(range)s") % {"range": found.range}
    return said(Status.CONFLICT.words, href=href, second=second)


def unknown_words(names: tuple[str, ...]) -> str:
    """Of which networks a line is not known."""
    if not names:
        return ""
    if len(names) <= 3:
        return "; ".join(names)
    return _("%(n)s networks") % {"n": len(names)}


def matrix_table(found: MoneyOfMany, dates: Dates) -> Table:
    """Each network's every line."""
    headings, rows = amounts_of(found)
    return Table(
        id="money-lines",
        caption=_("Each line of each network"),
        columns=tuple(
            Column(label=label, is_number=at > 0)
            for at, label in enumerate((headings[1], *headings[2:]))
        ),
        rows=tuple(Row(cells=tuple(money_cell(value) for value in row[1:])) for row in rows[:-1]),
        total=tuple(money_cell(value) for value in rows[-1][1:]),
    )


def money_cell(value: Value) -> Cell:
    """An amount or a name."""
    if isinstance(value, float):
        return said(pounds(Decimal(str(value))))
    return said(_("not known") if value is None else str(value))


def not_held(found: MoneyOfMany) -> list[str]:
    """What no statement has, once."""
    return list(dict.fromkeys(words for one in found.stated for words in one.statement.unheld))


def file_name(found: MoneyOfMany) -> str:
    """The name of a file about all networks."""
    return f"{found.page.subject.code}-statements-{str(found.year).replace('/', '-')}"
