"""What a practice receives: its own page, for itself and its network."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.engines.sharing.rules import ROUNDING, pounds_of
from openpcn.kernel.when import in_words
from openpcn.web.chrome import safe_dates
from openpcn.web.ledger.cells import money, month_cell, named, rule_name
from openpcn.web.ledger.doors import page, year_links
from openpcn.web.ledger.presenting_services import services_table
from openpcn.web.pages.workbooks import tables_as
from openpcn.web.presenters.tables import Cell, Column, Row, Table
from openpcn.web.presenters.tables import words as said
from openpcn.web.recording.doors import for_recording, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.ledger.show_practice import PracticeMoney, show_practice_money
from openpcn.workflows.ledger.splitting import rule_from


@require_safe
@for_recording
def practice(request: HttpRequest, code: str) -> HttpResponse:
    """Month by month, what a practice received and under which rule."""
    found, dates = asked(request, code), safe_dates(request)
    return page(
        request,
        "practice",
        found.page,
        Form(),
        title=_("What this practice received"),
        under="money",
        found=found,
        years=year_links(request, found.years, found.year),
        total=pounds_of(found.total),
        months=months_table(found),
        lines=lines_table(found),
        services=services_table(found.services) if found.services else None,
        rules=[(rule_name(one), rule_from(one.terms).sentence, one.source)
               for one in found.rules],
        rounding=ROUNDING,
        downloads=[
            (_("CSV"), dates.link(f"{request.path}received.csv", year=str(found.year),
                                  of="received")),
            (_("Excel"), dates.link(f"{request.path}received.xlsx", year=str(found.year))),
        ],
    )  # fmt: skip


@require_safe
@for_recording
def as_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The same as CSV or a workbook."""
    found = asked(request, code)
    told = tell_source(when=when_of(request), statement=RECORDED)
    name = f"{code}-received-{str(found.year).replace('/', '-')}"
    return tables_as(request, [lines_table(found), months_table(found)], name, kind, told)


def asked(request: HttpRequest, code: str) -> PracticeMoney:
    """The practice and year that the address names."""
    year = request.GET.get("year", "")
    return show_practice_money(viewer_of(request), code, year=year, when=when_of(request))


def months_table(found: PracticeMoney) -> Table:
    """What was received for each month."""
    return Table(
        id="months",
        caption=_("By the month that it was paid for"),
        columns=(Column(label=_("Month")), Column(label=_("Received"), is_number=True)),
        rows=tuple(
            Row(cells=(month_cell(month), money(pence))) for month, pence in found.by_month.items()
        ),
        total=(said(_("Together")), money(found.total)),
    )


def lines_table(found: PracticeMoney) -> Table:
    """Every amount, with its working."""
    return Table(
        id="received",
        caption=_("Every amount"),
        columns=(
            Column(label=_("Day")),
            Column(label=_("For")),
            Column(label=_("Month"), is_minor=True),
            Column(label=_("How"), is_minor=True),
            Column(label=_("Working"), is_minor=True),
            Column(label=_("Amount"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(value=one.entry.on, text=in_words(one.entry.on)),
                    said(one.title),
                    month_cell(one.entry.month),
                    said(
                        _("paid directly by the commissioner")
                        if one.is_direct
                        else named(one.rule) or one.entry.kind_words,
                        second=one.entry.words,
                    ),
                    said(one.working),
                    money(one.pence),
                )
            )
            for one in reversed(found.lines)
        ),
        total=(said(_("Together")), said(""), said(""), said(""), said(""),
               money(found.total)),
    )  # fmt: skip
