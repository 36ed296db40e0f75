"""The statement of a network on a page and as a file, and the populations it is counted by."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.counts import record_count, withdraw_count
from openpcn.domains.agreements.vocabulary import Counts
from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.exports import csv_lines
from openpcn.rulebook.funding import funding_rules
from openpcn.web.chrome import safe_dates
from openpcn.web.claims.presenting_claims import year_words
from openpcn.web.money import presenting as present
from openpcn.web.pages.downloads import attached
from openpcn.web.pages.files import PDF, XLSX, file_response
from openpcn.web.recording.doors import (
    address,
    for_recording,
    form_of,
    go,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.years_shown import show_claims
from openpcn.workflows.documents.pdf import as_pdf
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.funding.show_money import Money, show_money
from openpcn.workflows.funding.statement_document import statement_document
from openpcn.workflows.funding.statements import check_points
from openpcn.workflows.funding.workbooks import statement_workbook


@require_safe
def money(request: HttpRequest, code: str) -> HttpResponse:
    """What a network is entitled to in a contract year, line by line."""
    found = asked(request, code)
    claims = show_claims(viewer_of(request), code, year=str(found.year), when=when_of(request))
    response = page(request, "statement", found, Form(), staff=year_words(claims, request))
    if viewer_of(request) is not None:
        response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def as_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The statement as CSV, with its source in each row."""
    found, told = asked(request, code), tell_source(when=when_of(request))
    rows = ((*row, *told.cells) for row in present.rows(found))
    text = "".join(csv_lines((*present.HEADINGS, *told.headings), rows))
    return attached(text, f"{present.file_name(found)}.csv", told)


@require_safe
def as_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The statement as a workbook, with its months."""
    found, told = asked(request, code), tell_source(when=when_of(request))
    made = statement_workbook(found, present.HEADINGS, list(present.rows(found)), told.sentence)
    return file_response(made, XLSX, told.file_name(f"{present.file_name(found)}.xlsx"))


@require_safe
def as_pdf_file(request: HttpRequest, code: str) -> HttpResponse:
    """The statement as a tagged PDF."""
    found, told = asked(request, code), tell_source(when=when_of(request))
    made = as_pdf(statement_document(found.stated, told))
    return file_response(made, PDF, told.file_name(f"{present.file_name(found)}.pdf"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def counts(request: HttpRequest, code: str) -> HttpResponse:
    """Record a population that the network is paid by."""
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "counts": form.choice("counts", _("a population"), Counts.values),
            "number": form.decimal("number", _("a number")) or Decimal(0),
            "on": form.day("on", _("the day that it counts")),
            "source": form.text("source", _("the source"), longest=300),
        }
        made = form.act(lambda: record(code, said, by=person_of(request)), about="number")
        if made is not None:
            return go(request, "money", code)
    money = asked(request, code)
    head = present.head(
        money,
        safe_dates(request),
        under="money/counts",
        part=_("Populations that the network is paid by"),
    )
    return page(request, "counts", money, form, kinds=Counts.choices, head=head)


def record(code: str, said: dict[str, Any], *, by: Account) -> int:
    """Record a count; points are not more than the year of their day has."""
    if said["counts"] == Counts.POINTS:
        check_points(said["number"], funding_rules(contract_year_of(said["on"])))
    return record_count(network=code, by=by, **said)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take back a count that was recorded by mistake."""
    if request.method == "POST":
        withdraw_count(number, by=person_of(request))
    return go(request, "money-counts", code)


def asked(request: HttpRequest, code: str) -> Money:
    """The money of the network and year that the address names."""
    year = request.GET.get("year", "")
    return show_money(viewer_of(request), code, year=year, when=when_of(request))


def page(
    request: HttpRequest, template: str, found: Money, form: Form, **words: Any
) -> HttpResponse:
    """A page about a network's money."""
    told = {
        "form": form,
        "money": found,
        "url": partial(address, request),
        **present.statement_words(found, safe_dates(request)),
        **words,
    }
    status = 400 if form.problems else 200
    return render(request, f"money/{template}.html", told, status=status)
