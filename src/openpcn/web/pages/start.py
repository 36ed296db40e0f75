"""The home page, and find."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.kernel.codes import tidy_postcode
from openpcn.kernel.personal_details import Kind, kinds_of
from openpcn.web.dates import dates_of
from openpcn.web.pages.overviews import overview
from openpcn.web.presenters.found import found_page
from openpcn.web.presenters.home import home_page
from openpcn.web.viewers import viewer_of
from openpcn.workflows.pages.show_found import find as find_text
from openpcn.workflows.pages.show_home import show_home

LONGEST = 80


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    dates = dates_of(request)
    answer = show_home(when=dates.when)
    if len(answer.systems) == 1:
        return overview(request, "systems", answer.systems[0].system.code)
    return render(request, "pages/home.html", home_page(answer, dates))


@csrf_exempt  # it finds pages and changes nothing; a token would set a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """What is typed is sent in the body; a name goes on into an address, a postcode never does."""
    dates = dates_of(request)
    is_typed = request.method == "POST"
    text = (request.POST if is_typed else request.GET).get("q", "").strip()
    is_private = tells_of_somebody(text)
    if is_typed and text and not is_private:
        return redirect(dates.link(reverse("find"), q=text[:LONGEST]))
    is_asked = bool(text) and (is_typed or not is_private)
    found = find_text(text, viewer=viewer_of(request), when=dates.when) if is_asked else None
    said = {"is_private": is_private, "is_in_address": is_private and not is_typed}
    status = 400 if said["is_in_address"] else 200
    return render(request, "pages/find.html", {**found_page(found, dates), **said}, status=status)


def tells_of_somebody(text: str) -> bool:
    """Whether a text may say where somebody lives or who they are, as a postcode does."""
    return bool(tidy_postcode(text) or set(kinds_of(text)) - {Kind.NAME})
