"""Remittances: imported, matched with claims, and what is open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.workforce.actions import remittances as acts
from openpcn.web.chrome import safe_dates
from openpcn.web.claims import presenting_sheet as present
from openpcn.web.claims.doors import page
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.remittances import LARGEST, import_remittance
from openpcn.workflows.claims.years_shown import show_claims

EITHER = ["GET", "HEAD", "POST"]


@require_http_methods(EITHER)
@for_recording
def remittances(request: HttpRequest, code: str) -> HttpResponse:
    """Import what was paid; see what is unpaid, queried and unexplained."""
    form = form_of(request)
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            form.problems["file"] = _("Choose a file")
        elif (file.size or 0) > LARGEST:
            form.problems["file"] = _("This file is larger than 2 MB")
        else:
            form.act(
                lambda: import_remittance(
                    code, name=(file.name or "remittance.csv")[:120], content=file.read(),
                    by=person_of(request),
                ),
                about="file",
            )  # fmt: skip
        if not form.problems:
            return go(request, "claims-paid", code)
    return shown(request, code, form)


@require_http_methods(EITHER)
@for_recording
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take an import back."""
    if request.method == "POST":
        acts.withdraw_remittance(number, by=person_of(request))
    return go(request, "claims-paid", code)


@require_http_methods(EITHER)
@for_recording
def explain(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Write what an amount is that pays no claim."""
    form = form_of(request)
    if request.method == "POST":
        field = f"words-{number}"
        words = form.text(field, _("what it is"), longest=300)
        form.act(
            lambda: acts.explain_payment(number, words=words, by=person_of(request)), about=field
        )
        if form.problems:
            return shown(request, code, form)
    return go(request, "claims-paid", code)


def shown(request: HttpRequest, code: str, form: Form) -> HttpResponse:
    """The page of what was paid."""
    year = request.GET.get("year", "")
    found = show_claims(person_of(request), code, year=year, when=when_of(request))
    words = present.paid_words(found, safe_dates(request))
    return page(request, "paid", found.page, form, **words)
