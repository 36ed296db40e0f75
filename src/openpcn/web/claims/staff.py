"""Staff in post on a page and as a file; one person's time in a post with all its versions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.kernel.errors import NotFound
from openpcn.kernel.exports import csv_lines
from openpcn.web.claims import presenting_staff as present
from openpcn.web.claims.doors import page
from openpcn.web.pages.downloads import attached
from openpcn.web.recording.doors import viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.staff_shown import StaffPage, show_staff, versions
from openpcn.workflows.facts.tell_source import tell_source


@require_safe
def staff(request: HttpRequest, code: str) -> HttpResponse:
    """Who is in post on the day, who was, and who will be."""
    found = asked(request, code)
    return page(request, "staff", found.page, Form(), **present.staff_words(found, request))


@require_safe
def as_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same as CSV; pay stands there only for those who may see it."""
    found, told = asked(request, code), tell_source(when=when_of(request))
    rows = ((*row, *told.cells[1:]) for row in present.rows(found))
    text = "".join(csv_lines((*present.HEADINGS, *told.headings[1:]), rows))
    return attached(text, f"{code}-staff.csv", told)


@require_safe
def one(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One person's time in a post."""
    found = asked(request, code)
    held = next((each for each in found.staff if each.id == number), None)
    if held is None:
        raise NotFound(
            "No such record stands on these dates.", next_step="Go back to the staff in post."
        )
    told = versions(viewer_of(request), found, held)
    words = present.one_words(found, held, told, request)
    return page(request, "staff-one", found.page, Form(), **words)


def asked(request: HttpRequest, code: str) -> StaffPage:
    """The staff that the address asks for."""
    question = {name: request.GET.get(name, "") for name in ("sort", "q")}
    return show_staff(viewer_of(request), code, when=when_of(request), **question)
