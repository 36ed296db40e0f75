"""Two registers by network: plans in force with their checks, and requirements with sign-offs."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.kernel.exports import Cell, csv_lines
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.chrome import safe_dates
from openpcn.web.dates import Dates
from openpcn.web.pages.downloads import attached
from openpcn.web.programme import presenting as present
from openpcn.web.programme.doors import page
from openpcn.web.recording.doors import for_recording, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.programme.around import around
from openpcn.workflows.programme.in_force import InForce, Standing, in_force
from openpcn.workflows.programme.requirements import Tracked, Tracker, tracker
from openpcn.workflows.programme.show_programme import taken_back_here

FOUND = {"yes": "green", "partly": "yellow", "no": "orange", "not_for_us": "grey"}
PLAN_HEADINGS = (
    "Plan", "Whose plan", "Network", "Network code", "In force from", "Until", "Found",
    "Checked on", "Checked by", "Evidence", "Next check due", "Overdue",
)  # fmt: skip
REQUIREMENT_HEADINGS = (
    "Requirement", "Level", "Network", "Network code", "Counts from", "Until", "Owner",
    "Evidence", "Due", "Signed off on", "Signed off by", "Standing", "Source status",
)  # fmt: skip


@require_safe
@for_recording
def in_force_page(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Which networks embed what, checked when and by whom."""
    viewer = viewer_of(request)
    here = around(viewer, path, code, when=when_of(request))
    found = in_force(viewer, here)
    dates = safe_dates(request)
    alone = found.of_one_network
    return page(
        request,
        "in-force",
        here,
        Form(),
        section="in-force",
        found=found,
        plans=[
            (one, present.link_to(here, one, dates))
            for one in found.plans
            if one.in_force and (one.id not in alone)
        ],
        alone=[
            (one, present.link_to(here, one.plan, dates), plan_cell(one)) for one in alone.values()
        ],
        coming=[(one, present.link_to(here, one, dates)) for one in found.plans if one.is_to_come],
        over=[
            (one, present.link_to(here, one, dates))
            for one in found.plans
            if not one.in_force and not one.is_to_come
        ],
        colours=FOUND,
        cell=plan_cell,
        taken_back=taken_back_here(here, "plan"),
        csv=dates.link(f"/{path}/{code}/plan/in-force.csv"),
    )


def plan_cell(one: Standing | None) -> tuple[str, str, str]:
    """Word, colour and what stands beneath, of a plan in a network."""
    if one is None:
        return _("Not for it"), "grey", ""
    due = ""
    if one.due_on is not None:
        says = _("overdue since %(day)s") if one.is_overdue else _("next by %(day)s")
        due = says % {"day": in_words(one.due_on)}
    if one.last is None:
        return _("Not checked"), "orange" if one.is_overdue else "grey", due
    looked = _("%(day)s, %(who)s") % {
        "day": in_words(one.last.checked_on),
        "who": one.last.checked_by.name,
    }
    return one.last.embedded_words, FOUND[one.last.embedded], f"{looked}; {due}" if due else looked


@require_safe
@for_recording
def in_force_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The register as CSV, a line for each plan in each network."""
    viewer = viewer_of(request)
    found = in_force(viewer, around(viewer, path, code, when=when_of(request)))
    return handed(request, PLAN_HEADINGS, plan_rows(found), f"{code}-plans-in-force")


def plan_rows(found: InForce) -> Iterator[tuple[Cell, ...]]:
    """Lines of the register."""
    for one in found.standings.values():
        last = one.last
        yield (
            one.plan.title,
            as_written(one.plan.about_name),
            as_written(one.network.name),
            one.network.code,
            one.plan.raised_on,
            one.plan.closed_on or one.plan.ends_on,
            last.embedded_words if last else "Not checked",
            last.checked_on if last else None,
            last.checked_by.name if last else "",
            last.evidence if last else "",
            one.due_on,
            "yes" if one.is_overdue else "no",
        )


@require_safe
@for_recording
def requirements_page(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """What is asked of networks, and how each meets it."""
    viewer, dates = viewer_of(request), safe_dates(request)
    here = around(viewer, path, code, when=when_of(request))
    found = tracker(viewer, here)
    local = {one.key: present.link_to(here, one.local, dates) for one in found.tracked if one.local}
    return page(
        request,
        "requirements",
        here,
        Form(),
        section="requirements",
        found=found,
        rows=[(each, tracker_row(found, each, dates)) for each in here.networks],
        counting=found.counting,
        coming=[(one, present.link_to(here, one, dates)) for one in found.coming],
        over=[(one, over_words(found, one)) for one in found.over],
        local=local,
        is_one=here.organisation.kind == "network",
        cell=lambda one: requirement_cell(found, one, here.organisation.id),
        link=lambda one: requirement_link(here.organisation.code, one, dates),
        taken_back=taken_back_here(here, "requirement"),
        csv=dates.link(f"/{path}/{code}/plan/requirements.csv"),
    )


def tracker_row(found: Tracker, network: object, dates: Dates) -> list[tuple[str, str, str]]:
    """Word, colour and address of each requirement that counts, in one network."""
    number, code = network.id, network.code  # type: ignore[attr-defined]
    return [
        (*requirement_cell(found, one, number)[:2], requirement_link(code, one, dates))
        if one.key in found.reached[number]
        else (_("Not asked of it"), "grey", "")
        for one in found.counting
    ]


def requirement_link(code: str, one: Tracked, dates: Dates) -> str:
    """The page of a requirement in a network."""
    return dates.link(reverse("requirement", args=["networks", code, one.key]))


def requirement_cell(found: Tracker, one: Tracked, network: int) -> tuple[str, str, str]:
    """Word, colour and what stands beneath, of a requirement in a network."""
    met = found.met.get((one.key, network))
    if met is None:
        return _("Nobody yet"), "grey", ""
    if met.signed_on is not None and met.signed_by is not None:
        return _("Signed off"), "green", f"{in_words(met.signed_on)}, {met.signed_by.name}"
    who = met.owner.name
    if met.owner.has_left and one.counts:
        return _("Owner has left"), "orange", who
    due = met.due_on or one.due_on
    if due is not None and due < found.around.when.as_at and one.counts:
        return _("Overdue"), "orange", f"{who}, {in_words(due)}"
    if met.evidence:
        return _("To be signed off"), "blue", who
    return _("In hand"), "yellow", who


def over_words(found: Tracker, one: Tracked) -> str:
    """What was signed off of a requirement that counts no more."""
    signed = [
        (as_written(each.name), met.signed_on)
        for each in found.around.networks
        if (met := found.met.get((one.key, each.id))) is not None and met.signed_on is not None
    ]
    if not signed:
        return _("not signed off by any network here")
    return "; ".join(
        _("%(network)s signed off on %(day)s") % {"network": name, "day": in_words(on)}
        for name, on in signed
    )


@require_safe
@for_recording
def requirements_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The tracker as CSV, a line for each requirement in each network."""
    viewer = viewer_of(request)
    found = tracker(viewer, around(viewer, path, code, when=when_of(request)))
    return handed(request, REQUIREMENT_HEADINGS, requirement_rows(found), f"{code}-requirements")


def requirement_rows(found: Tracker) -> Iterator[tuple[Cell, ...]]:
    """Lines of the tracker."""
    for network in found.around.networks:
        for one in found.tracked:
            if one.key not in found.reached[network.id]:
                continue
            met = found.met.get((one.key, network.id))
            yield (
                one.title,
                "National" if one.national else "Local",
                as_written(network.name),
                network.code,
                one.starts_on,
                one.ends_on,
                met.owner.name if met else "",
                met.evidence if met else "",
                (met.due_on if met else None) or one.due_on,
                met.signed_on if met else None,
                met.signed_by.name if met and met.signed_by else "",
                requirement_cell(found, one, network.id)[0],
                one.national.status.words if one.national else "",
            )


def handed(
    request: HttpRequest, headings: tuple[str, ...], rows: Iterator[tuple[Cell, ...]], name: str
) -> HttpResponse:
    """A CSV file to take along, with its source."""
    told = tell_source(when=when_of(request), statement=RECORDED)
    lines = csv_lines((*headings, *told.headings[1:]), ((*row, *told.cells[1:]) for row in rows))
    return attached("".join(lines), f"{name}.csv", told)
