"""What the commissioner told: maxima, the staff of 2019, and until when claims are taken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.workforce.actions.telling import (
    record_baseline,
    record_last_day,
    record_maximum,
    withdraw_baseline,
    withdraw_maximum,
)
from openpcn.domains.workforce.vocabulary import Area
from openpcn.kernel.when import in_words
from openpcn.web.claims.doors import page
from openpcn.web.claims.reading import ZERO
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.roles import titles
from openpcn.workflows.claims.years_shown import ClaimsYear, show_claims

EITHER = ["GET", "HEAD", "POST"]


@require_http_methods(EITHER)
@for_recording
def told(request: HttpRequest, code: str) -> HttpResponse:
    """Record a maximum, staff of 2019, or the last day of a year."""
    form = form_of(request)
    if request.method == "POST":
        record = last_day if "last_on-day" in form.said else maximum
        (baseline if "baseline_fte" in form.said else record)(request, code, form)
        if not form.problems:
            return go(request, "claims-told", code)
    year = request.GET.get("year", "")
    found = show_claims(person_of(request), code, year=year, when=when_of(request))
    return page(
        request, "told", found.page, form, title=_("What the commissioner told"), under="claims",
        found=found, roles=sorted(titles().items(), key=lambda one: one[1]), areas=Area.choices,
        years=[(str(one), str(one)) for one in reversed(found.years)],
        maxima=maxima(found), baselines=baselines(found),
    )  # fmt: skip


@require_http_methods(EITHER)
@for_recording
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a maximum back."""
    if request.method == "POST":
        withdraw_maximum(number, by=person_of(request))
    return go(request, "claims-told", code)


@require_http_methods(EITHER)
@for_recording
def withdraw_2019(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take back what was told of the staff of 2019."""
    if request.method == "POST":
        withdraw_baseline(number, by=person_of(request))
    return go(request, "claims-told", code)


def baseline(request: HttpRequest, code: str, form: Form) -> None:
    """Staff of a role who were in post on 31 March 2019."""
    role = form.choice("baseline_role", _("a role"), titles())
    fte = form.decimal("baseline_fte", _("the full-time equivalents")) or ZERO
    source = form.text("baseline_source", _("the source"), longest=300)
    form.act(
        lambda: record_baseline(
            network=code, role=role, fte=fte, source=source, by=person_of(request)
        ),
        about="baseline_fte",
    )


def maximum(request: HttpRequest, code: str, form: Form) -> None:
    """The most for a role from a day on."""
    role = form.choice("role", _("a role"), titles())
    area = form.choice("area", _("an area"), Area.values)
    pounds = form.decimal("pounds", _("the pounds for a year")) or ZERO
    starts_on, ends_on = form.day("starts_on", _("the first day")), form.day("ends_on", _("a day"))
    source = form.text("source", _("the source"), longest=300)
    form.act(
        lambda: record_maximum(
            network=code, role=role, area=area, pounds=pounds, starts_on=starts_on,
            ends_on=ends_on, source=source, by=person_of(request),
        ),
        about="pounds",
    )  # fmt: skip


def last_day(request: HttpRequest, code: str, form: Form) -> None:
    """Until when claims of a year are taken."""
    year = form.text("year", _("a contract year"), longest=7)
    last_on = form.day("last_on", _("the last day"))
    source = form.text("last_source", _("the source"), longest=300)
    form.act(
        lambda: record_last_day(
            network=code, year=year, last_on=last_on, source=source, by=person_of(request)
        ),
        about="last_on",
    )


def baselines(found: ClaimsYear) -> list[tuple[int, str, str]]:
    """Staff of 2019: number, role, and the rest in words."""
    return [
        (one.id, titles().get(one.role, one.role), f"{one.fte.normalize():f} FTE. {one.source}")
        for one in found.baselines
    ]


def maxima(found: ClaimsYear) -> list[tuple[int, str, str]]:
    """Recorded maxima: number, role, and the rest in words."""
    told_ = []
    for one in found.maxima:
        area = f"{one.area_words}, " if one.area else ""
        days = f"{in_words(one.starts_on)} to {in_words(one.ends_on)}"
        told_.append(
            (
                one.id,
                titles().get(one.role, one.role),
                f"{area}£{one.pounds:,.2f}, {days}. {one.source}",
            )
        )
    return told_
