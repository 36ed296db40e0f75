"""Possible maps of networks: drafted, previewed, shared, published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.registry.actions import futures as acts
from openpcn.domains.registry.actions.guarding import next_states
from openpcn.domains.registry.permissions import may, require
from openpcn.domains.registry.queries.drafts import FutureAnswer, get_future
from openpcn.domains.registry.queries.drafts import futures as futures_seen
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.previews import sizes_in
from openpcn.domains.registry.queries.structure import parents, practices
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.kernel.wording import listed
from openpcn.web.dates import dates_of
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import (
    address,
    for_recording,
    form_of,
    go,
    page,
    person_of,
    posted_from,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.workflows.reviewing.future import networks_to_join, review_future
from openpcn.workflows.structure.show_structure import DRAWN


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    seen = futures_seen(viewer_of(request), when=when_of(request))
    able = may(viewer_of(request), "registry.draft")
    return page(request, "futures", Form(), futures=seen, may_draft=able)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    require(person_of(request), "registry.draft")
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "title": form.text("title", _("a title")),
            "owner": form.text("owner", _("the code of the organisation that drafts"), longest=20),
            "within": form.text("within", _("the code of the place or system"), longest=20),
            "effective_on": form.day("effective_on", _("the day it would begin")),
            "reason": form.text("reason", _("the reason"), required=False, longest=5_000),
        }
        number = form.act(
            lambda: acts.draft_future(by=person_of(request), **said),
            about="owner",
        )
        if number is not None:
            return go(request, "future", number)
    return page(
        request,
        "future-new",
        form,
        owners=choosing.owners(person_of(request), "registry.draft", when=when_of(request)),
        bounds=choosing.bounds(person_of(request), when=when_of(request)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    return show(request, number, form_of(request))


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """A future with what it changes, and forms for whoever may change it."""
    when = when_of(request)
    future = get_future(viewer_of(request), number, when=when)
    owner = get_organisation(future.owner_code, when=when).id
    is_open = future.state != "published"
    preview = sizes_in(future, when=when)
    words = {
        "future": future,
        "preview": preview,
        "warnings": review_future(future, when=when),
        "seen_by": seen_by(future, when=when),
        "map_href": address(request, "future-map", number),
        "structure_href": structure_of(request, future),
        "may_draft": is_open and may(viewer_of(request), "registry.draft", owner),
        "may_share": may(viewer_of(request), "registry.share", owner),
        "states": next_states(future.state),
    }
    if words["may_draft"]:
        words["practices"] = practices(when=when, within=future.within_code)
        words["networks"] = networks_to_join(future, when=when)
    return page(request, "future", form, **words)


def structure_of(request: HttpRequest, future: FutureAnswer) -> str:
    """The diagram of today's structure beside the future's; of a network, that of its system."""
    when = when_of(request)
    around = (
        get_organisation(future.within_code, when=when),
        *parents(future.within_code, when=when),
    )
    within = next((one.code for one in around if one.kind in DRAWN), None)
    if within is None:
        return ""
    return dates_of(request).link(reverse("structure"), within=within, future=str(future.id))


def seen_by(future: FutureAnswer, *, when: When) -> str:
    """Who can see a future now, in a sentence."""
    owner = as_written(future.owner_name)
    named = [as_written(get_organisation(code, when=when).name) for code in future.shared_with]
    if future.state == "private":
        return _("Only people who may draft for %(owner)s can see it.") % {"owner": owner}
    who = listed([owner, *named])
    if future.state == "shared":
        return _("People with a role in %(who)s can see it.") % {"who": who}
    return _("People with a role in %(who)s, or anywhere in the owner’s system, can see it.") % {
        "who": who
    }


@posted_from("future")
@for_recording
def change(request: HttpRequest, number: int) -> HttpResponse:
    form = form_of(request)
    practice = form.text("practice", _("a practice"), longest=20)
    network = form.text("network", _("a network"), longest=20)
    into = None if network == "none" else network
    if "stays" in request.POST:
        form.problems.pop("network", None)
        form.act(
            lambda: acts.remove_change(number, practice=practice, by=person_of(request)),
            about="practice",
        )
    else:
        form.act(
            lambda: acts.add_change(number, practice=practice, network=into, by=person_of(request)),
            about="practice",
        )
    return show(request, number, form) if form.problems else go(request, "future", number)


@posted_from("future")
@for_recording
def move(request: HttpRequest, number: int) -> HttpResponse:
    form = form_of(request)
    to = form.text("state", _("a state"), longest=20)
    form.act(lambda: acts.move_future(number, to=to, by=person_of(request)), about="state")
    return show(request, number, form) if form.problems else go(request, "future", number)


@posted_from("future")
@for_recording
def share(request: HttpRequest, number: int) -> HttpResponse:
    form = form_of(request)
    codes = form.codes("with", _("codes"), required=False)
    form.act(
        lambda: acts.share_future(number, with_codes=codes, by=person_of(request)),
        about="with",
    )
    return show(request, number, form) if form.problems else go(request, "future", number)


@posted_from("future")
@for_recording
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    acts.withdraw_future(number, by=person_of(request))
    return go(request, "futures")
