"""The plan of an organisation at a glance, the list of each kind, and one matter."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.programme.vocabulary import ENDINGS, RISK_SOURCE, Embedded
from openpcn.kernel.names import as_written
from openpcn.web.chrome import safe_dates
from openpcn.web.pages.workbooks import tables_as
from openpcn.web.presenters.heads import head_of
from openpcn.web.programme import presenting as present
from openpcn.web.programme.doors import page
from openpcn.web.programme.parts import OPEN, SECTIONS, plan_parts
from openpcn.web.programme.telling import history, told
from openpcn.web.recording.doors import for_recording, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.outcomes.show_outcomes import show_outcomes
from openpcn.workflows.programme.around import around, may_read
from openpcn.workflows.programme.in_force import in_force
from openpcn.workflows.programme.requirements import tracker
from openpcn.workflows.programme.show_programme import (
    Programme,
    of_kind,
    show_matter,
    show_programme,
    taken_back_here,
    who_could_own,
)
from openpcn.workflows.programme.timeline import beside, drawing


@require_safe
def home(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The plan at a glance; for whoever holds no role in the system, what is open to everybody."""
    subject = get_subject(path, code, when=when_of(request))
    reads = subject.kind == "practice" or may_read(viewer_of(request), subject.organisation.id)
    return glance(request, path, code) if reads else for_everybody(request, path, code, subject)


def for_everybody(request: HttpRequest, path: str, code: str, subject: Subject) -> HttpResponse:
    """What of the plan is public, and who reads the rest."""
    dates = safe_dates(request)
    sign_in = f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}"
    told = {
        "head": head_of(subject, dates, current="plan"),
        "parts": plan_parts(path, code, "", dates, reads=False),
        "sign_in": "" if viewer_of(request) else sign_in,
        **{slug: dates.link(f"/{path}/{code}/{slug}/") for slug in (OPEN, "services", "reports")},
    }
    return render(request, "programme/public.html", told)


@for_recording
def glance(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """What is open, what needs a hand, and the timeline."""
    viewer, dates = viewer_of(request), safe_dates(request)
    found = show_programme(viewer, path, code, when=when_of(request))
    register, asked = in_force(viewer, found.around), tracker(viewer, found.around)
    return page(
        request,
        "home",
        found.around,
        Form(),
        found=found,
        facts=present.facts(found, len(register.overdue), asked),
        attention=list(present.attention(found, dates)),
        overdue_checks=len(register.overdue),
        ambitions=show_outcomes(viewer, code, when=when_of(request)).minded,
        chart=chart_of(request, found),
        csv=dates.link(f"/{path}/{code}/plan.csv"),
    )


def chart_of(request: HttpRequest, found: Programme) -> Any:
    """The timeline with what is read from other parts."""
    here = found.around
    others = beside(viewer_of(request), here)
    return drawing(here, found.milestones, others, as_written(here.organisation.name))


@require_safe
@for_recording
def listed(request: HttpRequest, path: str, code: str, section: str) -> HttpResponse:
    """The actions, decisions, risks or milestones."""
    kind = kind_of(section)
    viewer, dates = viewer_of(request), safe_dates(request)
    found = show_programme(viewer, path, code, when=when_of(request))
    here = found.around
    held = of_kind(viewer, here, kind)
    csv = dates.link(f"/{path}/{code}/plan.csv", of=section)
    is_timeline = kind == "milestone"
    others = beside(viewer, here) if is_timeline else None
    return page(
        request,
        "list",
        here,
        Form(),
        section=section,
        kind=kind,
        table_of=present.table_of(here, kind, held, dates, csv_href=csv) if held else None,
        chart=drawing(here, found.milestones, others, as_written(here.organisation.name))
        if others
        else None,
        others=others,
        note=RISK_SOURCE if kind == "risk" else "",
        taken_back=taken_back_here(here, kind),
        attention=[
            one for one in present.attention(found, dates) if f"/plan/{section}/" in one["href"]
        ],
    )


@require_safe
@for_recording
def as_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The list of one kind as CSV, the one that `of` names; without it, the actions."""
    viewer, dates = viewer_of(request), safe_dates(request)
    here = around(viewer, path, code, when=when_of(request))
    kind = kind_of(request.GET.get("of", "actions"))
    table = present.table_of(here, kind, of_kind(viewer, here, kind), dates)
    told_of = tell_source(when=when_of(request), statement=RECORDED)
    return tables_as(request, [table], f"{code}-plan", "csv", told_of)


@require_safe
@for_recording
def one(request: HttpRequest, path: str, code: str, section: str, number: int) -> HttpResponse:
    """One matter with its history."""
    return show(request, path, code, section, number, Form())


def show(
    request: HttpRequest, path: str, code: str, section: str, number: int, form: Form
) -> HttpResponse:
    """One matter, with or without a form that has to be mended."""
    if section not in SECTIONS:
        raise Http404
    viewer, dates, kind = viewer_of(request), safe_dates(request), SECTIONS[section]
    found = show_matter(viewer, path, code, kind, number, when=when_of(request))
    here, matter = found.around, found.matter
    around_it = {one.id: one for one in of_kind(viewer, here, kind)} if kind == "milestone" else {}
    needs = [
        (need, around_it[each], present.link_to(here, around_it[each], dates))
        for need, each in getattr(matter, "needs", ())
        if each in around_it
    ]
    held = {each.id for _need, each, _href in needs}
    text, colour = present.standing(matter)
    return page(
        request,
        "matter",
        here,
        form,
        section=section,
        kind=kind,
        matter=matter,
        number=number,
        may_record=found.may_record,
        told=told(matter),
        standing=text,
        colour=colour,
        history=history(found.versions),
        endings=[(one.value, one.label) for one in ENDINGS[kind]],
        people=who_could_own(viewer, here) if found.may_record else [],
        needs=needs,
        could_need=[
            (str(each.id), each.title)
            for each in around_it.values()
            if each.is_open and each.id != number and each.id not in held
        ],
        decision=decision_link(request, here, matter),
        networks=networks_of(request, here, number) if kind == "plan" else [],
        founds=Embedded.choices,
    )


def decision_link(request: HttpRequest, here: Any, matter: Any) -> tuple[str, str] | None:
    """The decision that an action follows, where it stands on this page."""
    wanted = getattr(matter, "decision_id", None)
    held = of_kind(viewer_of(request), here, "decision") if wanted else ()
    found = next((one for one in held if one.id == wanted), None)
    return (found.title, present.link_to(here, found, safe_dates(request))) if found else None


def networks_of(request: HttpRequest, here: Any, number: int) -> list[Any]:
    """How a plan stands in each network."""
    register = in_force(viewer_of(request), here)
    return [one for (plan, _network), one in register.standings.items() if plan == number]


def kind_of(section: str) -> str:
    """The kind of matter of a part of the plan that is a plain list."""
    kind = SECTIONS.get(section, "")
    if kind not in present.KINDS:
        raise Http404(_("There is no such part of the plan."))
    return kind
