"""The shelf of pilots and improvements: search it, read one, and say that you use it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.publishing.actions import shelf as acts
from openpcn.domains.publishing.queries.texts import public_text, reuses, search_stories
from openpcn.domains.publishing.vocabulary import PARTS_OF_TOPIC, WRITE, Topic
from openpcn.domains.registry.permissions import may, organisations_where_may
from openpcn.kernel.errors import NotFound
from openpcn.web.publishing.reading import page
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms

USERS = ("network", "practice", "place", "icb")
LONGEST = 100


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """What is published on the shelf, or what of it has all the words."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    held = search_stories(text, when=when_of(request))
    may_write = may(viewer_of(request), WRITE)
    return page(request, "shelf", Form(), stories=held, text=text, may_write=may_write)


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One improvement, with who uses it."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """One improvement, with or without a form that has to be mended."""
    by, when = viewer_of(request), when_of(request)
    found = public_text(number, when=when).text
    if found is None or found.topic != Topic.STORY:
        raise NotFound(
            _("No such improvement stands on the shelf."), next_step=_("Search the shelf again.")
        )
    mine = organisations_where_may(by, WRITE)
    return page(
        request,
        "story",
        form,
        story=found,
        parts=[
            (str(name.label), found.version.parts.get(name, ""))
            for name in PARTS_OF_TOPIC[Topic.STORY]
        ],
        uses=[(use, use.organisation_id in mine) for use in reuses(number, when=when)],
        users=choosing.options(mine, USERS, when=when),
        may_use=bool(mine),
    )


small_form = small_forms(show, "improvement")


@small_form("organisation")
def use(form: Form, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "organisation": form.text("organisation", _("who uses it"), longest=20).upper(),
        "starts_on": form.day("starts_on", _("from when")),
        "note": form.text("note", _("a note"), required=False, longest=300),
    }
    return lambda: acts.use_story(number, by=by, **said)


@small_form("organisation")
def unuse(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("use")
    return lambda: acts.withdraw_use(number, which, by=by)
