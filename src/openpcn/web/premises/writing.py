"""Record sites, describe them again, their rooms and who uses them; take back what was wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.accounts.queries import Account
from openpcn.domains.premises.actions import sites as acts
from openpcn.domains.premises.queries.sites import SiteAnswer
from openpcn.domains.premises.vocabulary import Condition, Ownership, RoomFor, UsedAs
from openpcn.domains.registry.permissions import organisations_where_may, require
from openpcn.web.premises.reading import page, show
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    person_of,
    posted_from,
    when_of,
)
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.premises.show_premises import show_site

small_form = small_forms(show, "site")

KEEPERS = ("practice", "network", "icb")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Record a site."""
    by = person_of(request)
    require(by, acts.RECORD)
    form = form_of(request)
    if request.method == "POST":
        owner = form.text("owner", _("who keeps the record"), longest=20)
        said = description(form)
        number = form.act(
            lambda: acts.record_site(owner=owner, description=said, by=by), about="name"
        )
        if number is not None:
            return go(request, "site", number)
    ids = organisations_where_may(by, acts.RECORD)
    owners = choosing.options(ids, KEEPERS, when=when_of(request))
    return fields(request, form, owners=owners, building=None, owner=request.GET.get("owner", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def describe(request: HttpRequest, number: int) -> HttpResponse:
    """Correct a site, or say what it is like from a later day on."""
    by = person_of(request)
    found = show_site(by, number, when=when_of(request)).site
    require(by, acts.RECORD, found.owner_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(found))
    if request.method == "POST":
        said = description(form)
        form.act(lambda: acts.describe_site(number, description=said, by=by), about="name")
        if not form.problems:
            return go(request, "site", number)
    return fields(request, form, owners=[], building=found)


def fields(request: HttpRequest, form: Form, **words: Any) -> HttpResponse:
    """The form of a site."""
    return page(
        request,
        "describe",
        form,
        ownerships=Ownership.choices,
        conditions=Condition.choices,
        **words,
    )


@posted_from("site")
@for_recording
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a site that was recorded by mistake, and offer to undo that."""
    acts.withdraw_site(number, by=person_of(request))
    return page(request, "withdrawn", Form(), number=number)


@posted_from("site")
@for_recording
def back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a site back."""
    acts.bring_back(number, by=person_of(request))
    return go(request, "site", number)


@small_form("room_name")
def room(form: Form, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "name": form.text("room_name", _("a name"), longest=120),
        "room_for": form.choice("room_for", _("what they are for"), RoomFor.values),
        "rooms": form.whole("rooms", _("how many")),
        "square_metres": form.decimal("square_metres", _("the floor area"), required=False),
        "condition": form.choice("room_condition", _("their condition"), Condition.values),
        "sessions_free": form.whole("sessions_free", _("how many half days are free")),
    }
    return lambda: acts.record_room(number, by=by, **said)


@small_form("room_name")
def room_out(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("room")
    return lambda: acts.withdraw_room(number, which, by=by)


@small_form("organisation")
def use(form: Form, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "organisation": form.text("organisation", _("the code of who uses it"), longest=20).upper(),
        "used_as": form.choice("used_as", _("what it is to them"), UsedAs.values),
        "starts_on": form.day("use_starts_on", _("from when")),
    }
    return lambda: acts.record_use(number, by=by, **said)


@small_form("use_ends_on")
def use_end(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("use")
    ends_on = form.day("use_ends_on", _("the last day"))
    return lambda: acts.end_use(number, which, ends_on=ends_on, by=by)


@small_form("organisation")
def use_out(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("use")
    return lambda: acts.withdraw_use(number, which, by=by)


def description(form: Form) -> acts.Description:
    """A site as it was typed."""
    return acts.Description(
        name=form.text("name", _("a name")),
        address=form.text("address", _("the address"), required=False, longest=300),
        postcode=form.text("postcode", _("the postcode"), required=False, longest=10),
        ownership=form.choice("ownership", _("whose it is"), Ownership.values),
        lease_ends_on=form.day_or_open("lease_ends_on"),
        condition=form.choice("condition", _("its condition"), Condition.values),
        surveyed_on=form.day_or_open("surveyed_on"),
        source=form.text("source", _("what the record rests on"), longest=300),
        starts_on=form.day("starts_on", _("from when it is like this")),
        ends_on=form.day_or_open("ends_on"),
    )


def filled(found: SiteAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    return {
        "name": found.name,
        "address": found.address,
        "postcode": found.postcode,
        "ownership": found.ownership,
        "condition": found.condition,
        "source": found.source,
        **day_fields("lease_ends_on", found.lease_ends_on),
        **day_fields("surveyed_on", found.surveyed_on),
        **day_fields("starts_on", found.starts_on),
    }
