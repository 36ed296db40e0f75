"""Record local variation agreements of a network, and take them back."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.agreements.actions.variations import withdraw_variation
from openpcn.kernel.wording import pounds
from openpcn.web.chrome import safe_dates
from openpcn.web.money import presenting as present
from openpcn.web.recording.doors import (
    address,
    for_recording,
    form_of,
    go,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.workflows.funding.show_money import Money, show_money
from openpcn.workflows.funding.vary_money import VariationAsked, record_local_variation


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def variations(request: HttpRequest, code: str) -> HttpResponse:
    """Record a sum that was agreed in place of national lines."""
    year = request.GET.get("year", "")
    money = show_money(viewer_of(request), code, year=year, when=when_of(request))
    form = form_of(request)
    if request.method == "POST":
        asked = read(form, money)
        made = form.act(
            lambda: record_local_variation(code, asked, by=person_of(request)), about="title"
        )
        if made is not None:
            return go(request, "money", code)
    return page(request, money, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take back an agreement that was recorded by mistake."""
    if request.method == "POST":
        withdraw_variation(number, by=person_of(request))
    return go(request, "money-variations", code)


def read(form: Form, money: Money) -> VariationAsked:
    """What the form says; problems are kept beside the fields."""
    return VariationAsked(
        title=form.text("title", _("a title"), longest=120),
        year=str(money.year),
        starts_on=form.day("starts_on", _("its first day")),
        ends_on=form.day("ends_on", _("its last day")),
        replaces=tuple(
            line.code for line in money.statement.lines if form.is_ticked(f"line-{line.code}")
        ),
        pounds=form.decimal("pounds", _("the agreed sum")) or Decimal(0),
        agreed_by=tuple(
            one.code for one in money.stated.held.practices if form.is_ticked(f"agrees-{one.code}")
        ),
        approved_on=form.day_or_open("approved_on"),
        approved_by=form.text("approved_by", _("who approved it"), required=False),
        source=form.text("source", _("the source"), longest=300),
    )


def page(request: HttpRequest, money: Money, form: Form) -> HttpResponse:
    """What is recorded, and the form for one more."""
    told: dict[str, Any] = {
        "form": form,
        "money": money,
        "url": partial(address, request),
        "lines": [
            (f"line-{line.code}", f"{line.title} ({present.amount_words(line)})")
            for line in money.statement.lines
            if not line.recorded_source
        ],
        "members": [
            (f"agrees-{one.code}", f"{money.stated.practice_name(one.code)} ({one.code})")
            for one in money.stated.held.practices
        ],
        "recorded": [(one, pounds(one.pounds)) for one in money.stated.variations],
        "head": present.head(
            money,
            safe_dates(request),
            under="money/variations",
            part=_("Local variation agreements"),
        ),
        "year_query": f"year={money.year}",
    }
    return render(request, "money/variations.html", told, status=400 if form.problems else 200)
