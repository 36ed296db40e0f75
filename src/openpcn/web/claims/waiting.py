"""Claims of a system that wait for somebody, for the commissioner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.kernel.when import in_words
from openpcn.web.chrome import safe_dates
from openpcn.web.claims.doors import page
from openpcn.web.claims.presenting_claims import pounds
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Column, Row, Table, words
from openpcn.web.recording.doors import for_recording, person_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.waiting import TwoPosts, Waiting, show_waiting


@require_safe
@for_recording
def waiting(request: HttpRequest, code: str) -> HttpResponse:
    """Submitted, queried, approved and part paid claims, the oldest first."""
    found = show_waiting(person_of(request), code, when=when_of(request))
    dates = safe_dates(request)
    return page(
        request,
        "waiting",
        found.page,
        Form(),
        title=_("Claims that wait"),
        under="claims",
        waiting=table(found.waiting, dates) if found.waiting else None,
        twice=twice(found.in_two_networks) if found.in_two_networks else None,
    )


def twice(rows: tuple[TwoPosts, ...]) -> Table:
    """Names in post in two networks."""
    return Table(
        id="twice",
        caption=_("Names in post in two networks"),
        caption_hidden=True,
        columns=(
            Column(label=_("Name")),
            Column(label=_("Posts")),
            Column(label=_("On the same days")),
            Column(label=_("FTE together"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(one.name),
                    words(one.posts[0], second=one.posts[1]),
                    words(days(one)),
                    words(
                        f"{one.fte:.2f}",
                        second=_("more than full time") if one.is_too_many else "",
                    ),
                )
            )
            for one in rows
        ),
        note=_(
            "A name is no proof that it is one person. Ask both networks; one person works at most "
            "37.5 hours a week, and hours worked in another network are recorded as such by one of "
            "them."
        ),
    )


def days(one: TwoPosts) -> str:
    """From the first day of both to the last."""
    if one.ends_on is None:
        return _("from %(day)s") % {"day": in_words(one.starts_on)}
    return _("%(first)s to %(last)s") % {
        "first": in_words(one.starts_on), "last": in_words(one.ends_on)
    }  # fmt: skip


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
