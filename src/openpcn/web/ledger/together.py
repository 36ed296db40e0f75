"""Populations, services and budgets together: a row for each network, sorted by any column."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.chrome import safe_dates
from openpcn.web.dates import Dates
from openpcn.web.ledger.doors import year_links
from openpcn.web.pages.downloads import csv_file
from openpcn.web.presenters.heads import address, head_of
from openpcn.web.presenters.provenance import provenance
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count
from openpcn.web.presenters.tables import words as said
from openpcn.web.recording.doors import when_of
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.ledger.show_together import SORTS, Beside, Together, show_together


@require_safe
def together(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The table, with what each column is and where it comes from."""
    found, dates = asked(request, path, code), safe_dates(request)
    page = found.page
    told = {
        "found": found,
        "head": head_of(
            page.subject,
            dates,
            current="money/together",
            whole=page.whole,
            members=page.members,
            title=_("Populations, services and budgets together"),
        ),
        "years": year_links(request, found.years, found.year),
        "networks": networks_table(found, dates),
        "sorts": sorts(request, found, dates),
        "csv": dates.link(f"{request.path.rstrip('/')}.csv", year=str(found.year)),
        "fairness": dates.link(f"/{path}/{code}/money/fairness/"),
        "system": as_written(page.whole.code),
        "columns": columns_told(found),
        "provenance": provenance(page.sources, page.whole),
        "statements": dates.link(f"/{path}/{code}/money/", year=str(found.year)),
    }
    return render(request, "ledger/together.html", told)


@require_safe
def as_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The table as CSV."""
    found = asked(request, path, code)
    name = f"{code}-together-{str(found.year).replace('/', '-')}"
    return csv_file(
        networks_table(found, safe_dates(request)), name, tell_source(when=when_of(request))
    )


def asked(request: HttpRequest, path: str, code: str) -> Together:
    """The table that the address asks for."""
    query = request.GET
    return show_together(
        path,
        code,
        year=query.get("year", ""),
        by=query.get("by", ""),
        is_down=query.get("down", "") == "yes",
        when=when_of(request),
    )


def labels() -> dict[str, str]:
    """The columns by what they are sorted by."""
    return {
        "name": _("Network"),
        "patients": _("Patients"),
        "deprived": _("Most deprived fifth"),
        "aged": _("Aged 65 or over"),
        "weighted": _("Weighted for each patient"),
        "staff": _("Network staff for 10,000"),
        "roles": _("Roles in post"),
        "money": _("Known of the year"),
        "each": _("For each patient"),
    }


UNITS = {"deprived": "%", "aged": "%", "staff": "FTE", "money": "pounds", "each": "pounds"}
MINOR = ("aged", "staff", "roles", "money")


def networks_table(found: Together, dates: Dates) -> Table:
    """One row for each network."""
    return Table(
        id="together",
        caption=_("Networks in %(year)s") % {"year": found.year},
        columns=tuple(
            Column(
                label=label,
                is_number=name != "name",
                unit=UNITS.get(name, ""),
                is_minor=name in MINOR,
            )
            for name, label in labels().items()
        ),
        rows=tuple(
            Row(cells=row_of(one, dates), is_chosen=one.code == found.chosen)
            for one in found.networks
        ),
    )


def row_of(one: Beside, dates: Dates) -> tuple[Cell, ...]:
    """A network's figures."""
    second = (
        _("%(n)s lines not known") % {"n": one.not_known} if one.not_known > 1
        else _("one line not known") if one.not_known else ""
    )  # fmt: skip
    return (
        said(one.name, href=dates.link(f"{address('network', one.code)}money/"), code=one.code),
        count(one.patients),
        number(one.deprived, "{:.0%}", scale=100),
        number(one.aged, "{:.0%}", scale=100),
        number(one.weighted, "{:.3f}"),
        number(one.staff, "{:.1f}"),
        count(one.roles),
        Cell(value=round(one.money, 2), text=f"£{one.money:,.0f}", second=second),
        number(one.each, "£{:,.2f}"),
    )


def number(value: float | None, shape: str, *, scale: int = 1) -> Cell:
    """A figure, or that it is not held."""
    if value is None:
        return Cell(value=None, text=_("not held"))
    return Cell(value=round(value * scale, 3), text=shape.format(value))


def sorts(request: HttpRequest, found: Together, dates: Dates) -> list[tuple[str, str, bool]]:
    """Links that sort by a column; the one in use turns the order round."""
    shown = []
    for name in SORTS:
        is_current = name == found.by
        down = not found.is_down if is_current else name != "name"
        href = dates.link(
            request.path, year=str(found.year), by=name, **({"down": "yes"} if down else {})
        )
        shown.append((labels()[name], href, is_current))
    return shown


def columns_told(found: Together) -> list[tuple[str, str]]:
    """What each column that is no figure of the overview is, and its date."""
    staff = in_words(found.staff_on) if found.staff_on else _("not held")
    return [
        (
            _("Weighted for each patient"),
            _("Contractor weighted population ÷ registered patients, both as the money of "
              "%(year)s counts them. %(sources)s")
            % {"year": found.year, "sources": "; ".join(found.weighted_on[:3]) or _("not held")},
        ),
        (
            _("Network staff and roles in post"),
            _("Full-time equivalents and different roles in published network staff, %(day)s")
            % {"day": staff},
        ),
        (
            _("Known of the year, for each patient"),
            _("What is known of the entitlements of %(year)s, and the same ÷ the registered "
              "patients that it counts; not payments, which practices and networks read in "
              "their own ledger. %(doubts)s")
            % {"year": found.year, "doubts": " ".join(found.doubts)},
        ),
    ]  # fmt: skip
