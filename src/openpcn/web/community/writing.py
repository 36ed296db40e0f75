"""Add assets, describe them again, publish them, undo, take back and bring back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.community.actions import assets as acts
from openpcn.domains.community.vocabulary import (
    BecameAs,
    CheckedAs,
    Publication,
    Stage,
    Standing,
)
from openpcn.domains.registry.permissions import organisations_where_may, require
from openpcn.web.community import presenting as present
from openpcn.web.community.forms import filled, options, read_asset
from openpcn.web.community.reading import page
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.workflows.community.show_asset import get_asset, show_asset

KEEPERS = ("network", "place", "sub_icb", "icb")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Add a service, group or place."""
    by = person_of(request)
    require(by, acts.RECORD)
    form = form_of(request) if request.method == "POST" else Form(said=empty())
    if request.method == "POST":
        keeper = form.text("keeper", _("who keeps the record"), longest=20).upper()
        said = read_asset(form)
        starts_on = form.day("starts_on", _("from when it is so"))
        number = form.act(
            lambda: acts.record_asset(
                keeper=keeper,
                said=said,
                starts_on=starts_on,
                is_confirmed=form.is_ticked("confirmed"),
                by=by,
            ),
            about="name",
        )
        if number is not None:
            return go(request, "asset", number)
    ids = organisations_where_may(by, acts.RECORD)
    keepers = choosing.options(ids, KEEPERS, when=when_of(request))
    return page(request, "describe", form, asset=None, keepers=keepers, **options())


def empty() -> dict[str, str]:
    """What a new entry begins with."""
    return {
        "publication": Publication.PUBLISHED,
        "tier": "not_known",
        "cost": "not_known",
        "step_free": "not_known",
        **day_fields("starts_on", timezone.localdate()),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def describe(request: HttpRequest, number: int) -> HttpResponse:
    """Correct an asset, or say what it is like from a later day on."""
    by = person_of(request)
    asset = get_asset(by, number, when=when_of(request))
    require(by, acts.RECORD, asset.keeper_id)
    starts_on = timezone.localdate() if asset.source else asset.starts_on
    form = (
        form_of(request) if request.method == "POST" else Form(said=filled(asset.said, starts_on))
    )
    if request.method == "POST":
        said = read_asset(form, asset.said)
        day = form.day("starts_on", _("from when it is so"))
        is_confirmed = form.is_ticked("confirmed")
        form.act(
            lambda: acts.describe_asset(
                number, said=said, starts_on=day, is_confirmed=is_confirmed, by=by
            ),
            about="name",
        )
        if not form.problems:
            return go(request, "asset", number)
    return page(request, "describe", form, asset=asset, keepers=[], **options())


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back an asset that was recorded by mistake, and offer to undo that."""
    if request.method != "POST":
        return go(request, "asset", number)
    acts.withdraw_asset(number, by=person_of(request))
    return page(request, "withdrawn", Form(), number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring an asset back."""
    if request.method == "POST":
        acts.bring_back(number, by=person_of(request))
    return go(request, "asset", number)


@require_http_methods(["GET", "HEAD"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One asset."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """One asset, with or without a form that has to be mended."""
    found = show_asset(viewer_of(request), number, when=when_of(request))
    said = found.asset.said
    return page(
        request,
        "asset",
        form,
        found=found,
        asset=found.asset,
        said=said,
        name=present.name_of(said, found.asset.source),
        facts=present.facts(said),
        present=present,
        colour=present.COLOURS[said.standing],
        standing=Standing(said.standing).label,
        stages=Stage.choices,
        checks=CheckedAs.choices,
        became=BecameAs.choices,
        networks=[(one.code, one.name) for one in found.networks],
    )
