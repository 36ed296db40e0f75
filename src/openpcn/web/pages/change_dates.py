"""Change the two dates of a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from openpcn.web.chrome import safe_dates
from openpcn.web.presenters.change_dates import filled_in
from openpcn.workflows.facts.show_dates import days_held


@require_safe
def change_dates(request: HttpRequest) -> HttpResponse:
    """The form; filled in rightly, back to the page on its new dates."""
    path = request.GET.get("next", "/")
    if not (path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)):
        path = "/"
    form = filled_in(request.GET, safe_dates(request), path)
    if "change" in request.GET and not form.problems:
        return HttpResponseRedirect(form.answer())
    form.offer(days_held())
    status = 400 if form.problems else 200
    return render(request, "pages/dates.html", {"form": form}, status=status)
