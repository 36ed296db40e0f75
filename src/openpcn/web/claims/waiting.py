"""Claims of a system that wait for somebody, for the commissioner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.web.chrome import safe_dates
from openpcn.web.claims.doors import page
from openpcn.web.claims.presenting_claims import pounds
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Column, Row, Table, words
from openpcn.web.recording.doors import for_recording, person_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.waiting import Waiting, show_waiting


@require_safe
@for_recording
def waiting(request: HttpRequest, code: str) -> HttpResponse:
    """Submitted, queried, approved and part paid claims, the oldest first."""
    about, rows = show_waiting(person_of(request), code, when=when_of(request))
    shown = table(rows, safe_dates(request)) if rows else None
    title = _("Claims that wait")
    return page(request, "waiting", about, Form(), title=title, under="claims", waiting=shown)


def table(rows: tuple[Waiting, ...], dates: Dates) -> Table:
    """One claim to a row."""
    return Table(
        id="waiting",
        caption=_("Submitted, queried, approved or part paid"),
        columns=(
            Column(label=_("Month")),
            Column(label=_("Network")),
            Column(label=_("State")),
            Column(label=_("Amount"), is_number=True),
        ),
        rows=tuple(row(one, dates) for one in rows),
    )


def row(one: Waiting, dates: Dates) -> Row:
    """A claim, with a link to it."""
    more = {"practice": one.practice_code} if one.practice_code else {}
    href = dates.link(reverse("claim", args=[one.network_code, f"{one.month:%Y-%m}"]), **more)
    own = _("practice %(code)s") % {"code": one.practice_code} if one.practice_code else ""
    return Row(
        cells=(
            words(f"{one.month:%B %Y}", href=href),
            words(one.network_name, second=own),
            words(one.state_words),
            words(pounds(one.amount)),
        )
    )
