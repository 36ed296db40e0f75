"""Pages of services: those of an area, and one with its map and forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.services.vocabulary import Kind, Tier, Way
from openpcn.kernel.names import as_written
from openpcn.web.chrome import safe_dates
from openpcn.web.pages.workbooks import tables_as
from openpcn.web.presenters.heads import head_of
from openpcn.web.programme.telling import history
from openpcn.web.recording.doors import page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.services import choosing, papers, presenting, presenting_one
from openpcn.workflows.documents.files import FORMS
from openpcn.workflows.facts.tell_source import Told, tell_source
from openpcn.workflows.services.catalogue import Standing
from openpcn.workflows.services.map_of_gaps import gaps_on_map
from openpcn.workflows.services.show_services import (
    OneService,
    Services,
    show_service,
    show_services,
)

page = page_in("services")


@require_safe
def services(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The catalogue of an organisation as a matrix."""
    dates = safe_dates(request)
    found = show_services(viewer_of(request), path, code, when=when_of(request))
    tables = presenting.tables_of(found, dates)
    others = presenting.others(found, dates) if found.others else None
    if wanted := request.GET.get("format"):
        on_paper = f".{wanted}" in FORMS
        asked = papers.papers_of(found, dates) if on_paper else tables
        asked = [*asked, others] if others else asked
        title = _("Services: %(name)s") % {"name": as_written(found.subject.organisation.name)}
        return tables_as(request, asked, f"{code}-services", wanted, told_of(found), title=title)
    part = _("Services") if found.subject.kind == "practice" else ""
    head = head_of(found.subject, dates, current="services", part=part)
    return page(
        request,
        "services",
        Form(),
        head=head,
        found=found,
        tables=tables,
        others=others,
    )


@require_safe
def service(request: HttpRequest, path: str, code: str, key: str) -> HttpResponse:
    """One service, as a page or a file."""
    if wanted := request.GET.get("format"):
        dates = safe_dates(request)
        found = show_service(viewer_of(request), path, code, key, when=when_of(request))
        tables = [
            presenting_one.practices_table(found, dates),
            presenting_one.offers_table(found, dates),
        ]
        title = f"{found.listed.title}: {as_written(found.services.subject.organisation.name)}"
        told = told_of(found.services)
        if wanted == "csv" and "of" not in request.GET:
            tables = tables[:1]
        return tables_as(request, tables, f"{code}-{key}", wanted, told, title=title)
    return show(request, path, code, key)


def show(
    request: HttpRequest, path: str, code: str, key: str, form: Form | None = None
) -> HttpResponse:
    """The page of one service, with what has to be mended in one of its forms."""
    dates = safe_dates(request)
    found = show_service(viewer_of(request), path, code, key, when=when_of(request))
    local = found.listed.local
    is_now = found.stands == Standing.NOW
    return page(
        request,
        "service",
        completed(form, found),
        head=head_of(
            found.services.subject, dates, current="services/one", part=found.listed.title
        ),
        found=found,
        listed=found.listed,
        is_now=is_now,
        standing="" if is_now else presenting.standing_words(found.listed, found.services),
        table_=presenting_one.practices_table(found, dates),
        offers=presenting_one.offers_table(found, dates),
        history=history(found.versions),
        gone=[
            (one, as_written(each.practice.name), presenting_one.offer_address(one, found, dates))
            for one in found.taken_back
            for each in found.services.members
            if each.practice.id == one.practice_id
        ],
        picture=gaps_on_map(found, link=dates.link) if is_now else None,
        practices=choosing.practices(found),
        givers=choosing.givers(found),
        others=choosing.others_of(found),
        to_end=choosing.to_end(found),
        ways=Way.choices,
        kinds=Kind.choices,
        tiers=Tier.choices,
        place=(path, code, key),
        here=presenting_one.service_address(found),
        home=dates.link(presenting.base_of(found.services)),
        owns=local is not None and local.owner_id == found.services.subject.organisation.id,
    )


def completed(form: Form | None, found: OneService) -> Form:
    """A form that starts from what is recorded, where it was not sent itself."""
    begun = corrected(found.listed.local)
    if form is None:
        return Form(said=begun | choosing.ticked(found))
    if "local_title" not in form.said:
        form.said = begun | dict(form.said)
    if "source" not in form.said:
        form.said = choosing.ticked(found) | dict(form.said)
    return form


def corrected(local: object) -> dict[str, str]:
    """What the form of a local service starts from."""
    if local is None:
        return {}
    said = {name: str(getattr(local, name)) for name in ("title", "words", "kind", "tier", "basis")}
    for name in ("starts_on", "ends_on"):
        said |= day_fields(f"local_{name}", getattr(local, name))
    return {f"local_{name}" if "-" not in name else name: value for name, value in said.items()}


def told_of(found: Services) -> Told:
    """What stands beside a file."""
    return tell_source(
        when=found.when, statement=_("As recorded in OpenPCN by networks and their board")
    )
