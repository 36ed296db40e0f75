"""Bid for a site, score bids by the priorities, and record how far they are."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.premises.actions import bids as acts
from openpcn.domains.premises.vocabulary import NEXT_STAGES
from openpcn.domains.registry.permissions import organisations_where_may, require
from openpcn.rulebook.premises import investment_priorities
from openpcn.rulebook.statuses import Status
from openpcn.web.premises.reading import page
from openpcn.web.premises.writing import KEEPERS
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.premises.show_premises import show_bid, show_site


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest, number: int) -> HttpResponse:
    """Bid for a site."""
    by = person_of(request)
    site = show_site(by, number, when=when_of(request)).site
    require(by, acts.RECORD)
    form = form_of(request)
    if request.method == "POST":
        bidder = form.text("bidder", _("who bids"), longest=20)
        said = read_bid(form)
        made = form.act(
            lambda: acts.make_bid(site=number, bidder=bidder, by=by, **said), about="bid_title"
        )
        if made is not None:
            return go(request, "bid", made)
    ids = organisations_where_may(by, acts.RECORD)
    bidders = choosing.options(ids, KEEPERS, when=when_of(request))
    return page(request, "bid-change", form, building=site, bidders=bidders, bid=None)


@require_safe
@for_recording
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One bid with its scores."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """One bid, with or without a form that has to be mended."""
    found = show_bid(viewer_of(request), number, when=when_of(request))
    held = {one.priority: one for one in found.bid.scores}
    return page(
        request,
        "bid",
        form,
        found=found,
        bid=found.bid,
        scores=[
            (each, held.get(each.code), Status(each.status).words)
            for each in found.priorities.priorities
        ],
        to_score=[(each.code, each.short) for each in found.priorities.priorities],
        points=[(str(each), str(each)) for each in range(found.priorities.most_points + 1)],
        stages=[
            (each.value, str(each.label))
            for each in NEXT_STAGES[found.bid.stage]
            if found.may_score or not ({each, found.bid.stage} & acts.DECIDED_BY_THE_COMMISSIONER)
        ]
        if found.may_record or found.may_score
        else [],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a bid while it is a draft."""
    by = person_of(request)
    found = show_bid(by, number, when=when_of(request))
    require(by, acts.RECORD, found.bid.bidder_id)
    held = {
        "bid_title": found.bid.title,
        "what": found.bid.what,
        "fund": found.bid.fund,
        "pounds": f"{found.bid.pounds:,.2f}",
        **day_fields("bid_on", found.bid.bid_on),
    }
    form = form_of(request) if request.method == "POST" else Form(said=held)
    if request.method == "POST":
        said = read_bid(form)
        form.act(lambda: acts.amend_bid(number, by=by, **said), about="bid_title")
        if not form.problems:
            return go(request, "bid", number)
    return page(request, "bid-change", form, building=found.site, bidders=[], bid=found.bid)


small_form = small_forms(show, "bid")


@small_form("stage")
def stage(form: Form, number: int, by: Account) -> Callable[[], Any]:
    to = form.text("stage", _("a stage"), longest=20)
    return lambda: acts.move_bid(number, to=to, by=by)


@small_form("priority")
def score(form: Form, number: int, by: Account) -> Callable[[], Any]:
    rules = investment_priorities()
    priority = form.choice("priority", _("a priority"), rules.codes)
    points = form.whole("points", _("how many points"))
    reason = form.text("reason", _("the reason"), longest=300)
    return lambda: acts.score_bid(
        number,
        priority=priority,
        points=points,
        most_points=rules.most_points,
        reason=reason,
        by=by,
    )


@small_form("priority")
def unscore(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("score")
    return lambda: acts.withdraw_score(number, which, by=by)


def read_bid(form: Form) -> dict[str, Any]:
    """A bid as it was typed."""
    return {
        "title": form.text("bid_title", _("a title")),
        "what": form.text("what", _("what is bid for"), longest=5_000),
        "fund": form.text("fund", _("the fund"), longest=120),
        "pounds": form.decimal("pounds", _("how much is bid for")) or Decimal(0),
        "bid_on": form.day("bid_on", _("the day of the bid")),
    }
