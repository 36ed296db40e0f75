"""Share receipts out, after seeing what each practice would receive."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.ledger.vocabulary import SHARE
from openpcn.domains.registry.permissions import require
from openpcn.engines.sharing.rules import ROUNDING
from openpcn.web.ledger.doors import page
from openpcn.web.ledger.presenting_shares import waiting
from openpcn.web.ledger.reading import asked
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.workflows.ledger.show_ledger import share_out_waiting


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def share(request: HttpRequest, code: str) -> HttpResponse:
    """Every receipt that is not shared out, with its shares; share those that are ticked."""
    form, by = form_of(request), person_of(request)
    year = request.GET.get("year", "")
    if request.method == "POST":
        on = form.day("on", _("the day"))
        numbers = [int(name[5:]) for name in form.said if name.startswith("take-")
                   and name[5:].isdigit() and form.is_ticked(name)]  # fmt: skip
        form.act(
            lambda: share_out_waiting(by, code, numbers, on=on, year=year, when=when_of(request)),
            about="on",
        )
        if not form.problems:
            return go(request, "ledger", code)
    found = asked(request, code)
    if request.method != "POST":
        ticked = {f"take-{one.receipt.id}": "yes" for one in found.waiting if not one.trouble}
        form = Form(said=day_fields("on", timezone.localdate()) | ticked)
    require(by, SHARE, found.page.subject.organisation.id)
    return page(
        request,
        "share",
        found.page,
        form,
        title=_("Share out what came in"),
        found=found,
        waiting=waiting(found),
        rounding=ROUNDING,
        year_query=f"year={found.year}",
    )
