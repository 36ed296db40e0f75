"""The ledger of a network and one of its entries, on a page and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.ledger.actions.entries import reverse_entry
from openpcn.domains.ledger.queries.entries import get_entry
from openpcn.domains.ledger.vocabulary import BY_THE_NETWORK
from openpcn.engines.sharing.rules import ROUNDING, pounds_of
from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import in_words
from openpcn.web.chrome import safe_dates
from openpcn.web.ledger import presenting as present
from openpcn.web.ledger.cells import month_cell, rule_name, title
from openpcn.web.ledger.doors import page, year_links
from openpcn.web.ledger.open_matters import open_table
from openpcn.web.ledger.presenting_entries import entries_table, entry_table
from openpcn.web.ledger.presenting_services import services_table
from openpcn.web.pages.workbooks import tables_as
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.ledger.show_ledger import Ledger, show_ledger
from openpcn.workflows.ledger.splitting import rule_from


@require_safe
@for_recording
def ledger(request: HttpRequest, code: str) -> HttpResponse:
    """What is due, what came in, how it was shared out, and what is open."""
    found, dates = asked(request, code), safe_dates(request)
    month = found.year.first_on if when_of(request).as_at < found.year.first_on else None
    in_force = [
        (one, rule_from(one.terms).sentence, rule_name(one))
        for one in found.rules
        if one.agreed_on is not None and one.starts_on <= (month or when_of(request).as_at)
    ]
    return page(
        request,
        "ledger",
        found.page,
        Form(),
        title=_("Where the money went"),
        found=found,
        facts=present.facts(found),
        heading=present.heading(found),
        years=year_links(request, found.years, found.year),
        open_table=open_table(found) if found.open else None,
        got=present.got_table(found, dates),
        services=services_table(found.services) if found.services else None,
        entitlements=present.entitlements_table(found),
        entries=entries_table(found, dates) if found.entries else None,
        in_force=in_force,
        rounding=ROUNDING,
        beside=pounds_of(sum(one.pence for one in found.beside_claims)),
        downloads=[
            (words, dates.link(f"{request.path.rstrip('/')}.{kind}", year=str(found.year), **more))
            for words, kind, more in (
                (_("Excel, every table"), "xlsx", {}),
                (_("Practices as CSV"), "csv", {"of": "practices"}),
                (_("Every movement as CSV"), "csv", {"of": "movements"}),
            )
        ],
        year_query=f"year={found.year}",
    )


@require_safe
@for_recording
def as_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A table as CSV, or all of them as a workbook."""
    found = asked(request, code)
    told = tell_source(when=when_of(request), statement=RECORDED)
    name = f"{code}-ledger-{str(found.year).replace('/', '-')}"
    return tables_as(request, present.tables(found, safe_dates(request)), name, kind, told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def entry(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One entry with its working; reverse it."""
    form = form_of(request)
    one = get_entry(viewer_of(request), number, when=when_of(request))
    found = asked(request, code, year=str(contract_year_of(one.month or one.on)))
    if one.network_id != found.page.subject.organisation.id:
        raise NotFound("There is no such entry.", next_step="Go back to the ledger.")
    if request.method == "POST":
        words = form.text("words", _("the reason"), longest=300)
        on = form.day("on", _("the day"))
        made = form.act(
            lambda: reverse_entry(number, words=words, on=on, by=person_of(request)), about="words"
        )
        if made is not None:
            return go(request, "ledger-entry", code, made)
    else:
        form = Form(said=day_fields("on", timezone.localdate()))
    may = found.may_share if one.kind in BY_THE_NETWORK else found.may_record
    rule = next((each for each in found.rules if each.id == one.rule), None)
    return page(
        request,
        "entry",
        found.page,
        form,
        title=_("%(what)s, %(day)s") % {"what": one.kind_words, "day": in_words(one.on)},
        one=one,
        heading=title(found, one.entitlement),
        month=month_cell(one.month).text,
        amount=pounds_of(one.pence),
        table_of=entry_table(one),
        rule_name=rule_name(rule),
        sentence=rule_from(rule.terms).sentence if rule else "",
        rounding=ROUNDING if rule else "",
        may_reverse=may and one.stands,
    )


def asked(request: HttpRequest, code: str, *, year: str = "") -> Ledger:
    """The ledger of the network and year that the address names."""
    wanted = year or request.GET.get("year", "")
    return show_ledger(viewer_of(request), code, year=wanted, when=when_of(request))
