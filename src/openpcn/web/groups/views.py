"""Pages of groups: who may see them, for what purpose, and the list to take to the practice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.population.actions.purposes import NoPurpose, end_purpose, record_purpose
from openpcn.domains.population.queries.purposes import (
    purpose_of,
    use_for_counts,
    uses_open_to,
)
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.kernel.exports import Cell, csv_lines
from openpcn.web.chrome import safe_dates
from openpcn.web.groups import listing, rates
from openpcn.web.groups import presenting as present
from openpcn.web.recording.doors import address, for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.pages.show_overview import show_overview
from openpcn.workflows.population.answer_again import (
    ask_for_answers,
    why_not_answered,
    work_at_answers,
)
from openpcn.workflows.population.list_people import (
    REGRESSION,
    case_list,
    evidence_of,
    flag_called,
    why_here,
)
from openpcn.workflows.population.show_groups import Groups, family_of, show_groups


@require_safe
@for_recording
def every(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The groups of one family, as counts that may leave."""
    groups = groups_for(request, path, code)
    if request.GET.get("format") == "csv":
        only = request.GET.get("of", "")
        return file(
            present.EXPORTED,
            present.export_rows(groups, only),
            f"{code}-{only or groups.family}.csv",
        )
    words = present.groups_page(groups, safe_dates(request), (path, code))
    words |= {"work": work_at_answers(), "trouble": why_not_answered()}
    return page(request, "every", groups, Form(), **words)


@require_safe
@for_recording
def one(request: HttpRequest, path: str, code: str, name: str) -> HttpResponse:
    """One group: its definition, and its people where a purpose counts; else the form for one."""
    phenotype = flag_called(name)
    groups = groups_for(request, path, code, family=family_of(phenotype), only=name)
    if request.GET.get("format") == "csv":
        group = present.group_called(groups, phenotype)
        return file(rates.EXPORTED, rates.export_rows(group, groups), f"{code}-{name}.csv")
    words = present.group_words(groups, phenotype, safe_dates(request))
    try:
        found = case_list(person_of(request), path, code, name, when=when_of(request))
    except NoPurpose:
        return page(request, "purpose", groups, Form(), name=name, **words)
    here = safe_dates(request)
    pages, people = listing.pages_of(
        found, request.GET.get("page", ""), lambda at: here.link(request.path, page=str(at))
    )
    evidence = evidence_of(found, people)
    words |= {
        "found": found,
        "pages": pages,
        "people": listing.people_rows(found, people, evidence),
        "files": listing.files_of(
            found, groups, lambda one: here.link(f"{request.path}people.csv", practice=one)
        ),
    }
    return page(request, "one", groups, Form(), name=name, regression=REGRESSION, **words)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def why(request: HttpRequest, path: str, code: str, name: str) -> HttpResponse:
    """Why somebody is on a list; whom it is about stands in the form, never in an address."""
    if request.method != "POST":
        return go(request, "group", path, code, name)
    groups = groups_for(request, path, code, family=family_of(flag_called(name)), only=name)
    typed = request.POST.get("person", "")
    person = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 20 else 0
    told = why_here(person_of(request), path, code, name, person, when=when_of(request))
    table = listing.reasons_table(told)
    words = present.group_words(groups, flag_called(name), safe_dates(request))
    return page(request, "why", groups, Form(), name=name, told=told, reasons=table, **words)


@require_safe
@for_recording
def export(request: HttpRequest, path: str, code: str, name: str) -> HttpResponse:
    """The list as a file, of all practices or of one for its own system."""
    groups_for(request, path, code, family=family_of(flag_called(name)), only=name)
    practice = request.GET.get("practice", "")
    found = case_list(
        person_of(request), path, code, name, when=when_of(request), practice=practice
    )
    evidence = evidence_of(found, found.people)
    rows = listing.export_rows(found, evidence)
    return file(listing.EXPORTED, rows, listing.file_name(found, practice or code))


def file(headings: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> HttpResponse:
    """A CSV file that nobody keeps on the way."""
    lines = csv_lines(headings, rows)
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def answer(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Ask the worker to answer every definition again, the user's own among them."""
    groups_for(request, path, code)
    if request.method == "POST":
        ask_for_answers(person_of(request))
    return back(request, path, code)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def purpose(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Write down what lists of people are read for."""
    groups = groups_for(request, path, code)
    form = form_of(request)
    name = request.POST.get("group", "")
    if request.method == "POST":
        said: dict[str, Any] = {
            "use": form.choice("use", _("what the list is for"), dict(uses(request, groups))),
            "reason": form.text("reason", _("the reason"), longest=1_000),
        }
        made = form.act(
            lambda: record_purpose(about=code, by=person_of(request), **said), about="reason"
        )
        if made is not None:
            then = "group-segments" if request.POST.get("then") == "segments" else "group"
            return go(request, then, path, code, name) if name else back(request, path, code)
    return page(request, "purpose", groups, form, name=name, then=request.POST.get("then", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def end(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The lists are needed no longer."""
    if request.method == "POST":
        end_purpose(about=code, by=person_of(request))
    return back(request, path, code)


def back(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """To the groups of an organisation."""
    return go(request, "groups", path, code)


def groups_for(
    request: HttpRequest, path: str, code: str, *, family: str = "", only: str = ""
) -> Groups:
    """The groups of an organisation, if the reader may read of its people at all."""
    asked = family or request.GET.get("family") or "cohort"
    found = show_overview(path, code, when=when_of(request))
    use = use_for_counts(person_of(request), found.subject.organisation.id)
    if not use:
        raise NotAllowed("population.read_for_care")
    return show_groups(found, family=asked, use=use, only=only)


def uses(request: HttpRequest, groups: Groups) -> list[tuple[str, str]]:
    """What the reader may read lists of the organisation's people for."""
    return uses_open_to(person_of(request), groups.page.subject.organisation.id)


def page(
    request: HttpRequest, template: str, groups: Groups, form: Form, **words: Any
) -> HttpResponse:
    """A page of groups, never kept by anybody on the way."""
    code = groups.page.subject.code
    purpose = purpose_of(person_of(request), code)
    told = {
        "form": form,
        "groups": groups,
        "head": present.head(groups, safe_dates(request)),
        "url": partial(address, request),
        "where": (request.resolver_match.kwargs["path"], code),  # type: ignore[union-attr]
        "uses": uses(request, groups),
        "purpose": purpose,
        "until": listing.until(purpose) if purpose else "",
        **words,
    }
    status = 400 if form.problems else 200
    response = render(request, f"groups/{template}.html", told, status=status)
    response["Cache-Control"] = "no-store"
    return response
