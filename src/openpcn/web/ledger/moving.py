"""Activity that moves out of hospital: what should follow, what did; record and correct."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.actions import moves as acts
from openpcn.domains.ledger.vocabulary import Lever, PriceStatus
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.web.chrome import safe_dates
from openpcn.web.ledger import presenting_moves as present
from openpcn.web.ledger.doors import page
from openpcn.web.pages.workbooks import tables_as
from openpcn.web.presenters.heads import PATHS
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.claims.months import month_of
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.ledger.moves import MoveShown, get_move, show_moves
from openpcn.workflows.pages.show_overview import Overview, show_overview


@require_safe
@for_recording
def moves(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Every move of an organisation and of what lies beneath it."""
    found = show_moves(viewer_of(request), path, code, when=when_of(request))
    dates = safe_dates(request)
    return page(
        request,
        "moves",
        found.page,
        Form(),
        title=_("Money that follows activity"),
        under="money/moves",
        found=found,
        facts=present.facts(found),
        moves=present.moves_table(found, dates) if found.moves else None,
        csv=dates.link(f"{request.path.rstrip('/')}.csv", of="moves"),
        aims=present.aims(),
    )


@require_safe
@for_recording
def as_file(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The moves as CSV."""
    found = show_moves(viewer_of(request), path, code, when=when_of(request))
    told = tell_source(when=when_of(request), statement=RECORDED)
    table = present.moves_table(found, safe_dates(request))
    return tables_as(request, [table], f"{code}-moves", "csv", told)


@require_safe
@for_recording
def one(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One move with its months."""
    return show(request, code, number, Form())


def show(request: HttpRequest, code: str, number: int, form: Form) -> HttpResponse:
    """One move, with or without a form that has to be mended."""
    about = about_of(request, code)
    found = get_move(viewer_of(request), number, about, when=when_of(request))
    return page(
        request,
        "move",
        about,
        form,
        title=_("Money that follows activity"),
        under="money/moves",
        found=found,
        move=found.move,
        facts=present.facts_of_one(found),
        told=list(present.told(found)),
        months=present.months_table(found) if found.move.months else None,
        path=PATHS[about.subject.kind],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Record a move."""
    form, by = form_of(request), person_of(request)
    if request.method == "POST":
        said = agreed_in(form)
        made = form.act(lambda: acts.record_move(about=code, agreed=said(), by=by), about="service")
        if made is not None:
            return go(request, "move", code, made)
    return fields(request, path, code, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Correct what was agreed."""
    by = person_of(request)
    about = about_of(request, code)
    found = get_move(by, number, about, when=when_of(request))
    form = form_of(request) if request.method == "POST" else Form(said=filled(found))
    if request.method == "POST":
        said = agreed_in(form)
        form.act(lambda: acts.correct_move(number, agreed=said(), by=by), about="service")
        if not form.problems:
            return go(request, "move", code, number)
    return fields(request, PATHS[about.subject.kind], code, form, found)


def about_of(request: HttpRequest, code: str) -> Overview:
    """The organisation whose move it is."""
    kind = get_organisation(code, when=when_of(request)).kind
    return show_overview(PATHS[kind], code, when=when_of(request))


def fields(
    request: HttpRequest, path: str, code: str, form: Form, found: MoveShown | None
) -> HttpResponse:
    """The form of a move."""
    seen = show_moves(viewer_of(request), path, code, when=when_of(request))
    return page(
        request,
        "move-form",
        seen.page,
        form,
        title=_("Money that follows activity"),
        under="money/moves",
        found=found,
        path=path,
        levers=Lever.choices,
        statuses=PriceStatus.choices,
    )


def agreed_in(form: Form) -> Callable[[], acts.Agreed]:
    """What the form says was agreed; made once its fields have no problem."""
    said: dict[str, Any] = {
        "service": form.text("service", _("the service"), longest=120),
        "lever": form.choice("lever", _("what it is measured against"), Lever.values),
        "from_provider": form.text("from_provider", _("the provider"), longest=120),
        "receiver": form.text("receiver", _("who receives the money"), longest=20).upper(),
        "starts_on": form.day("starts_on", _("its first day")),
        "ends_on": form.day_or_open("ends_on"),
        "baseline": form.whole("baseline", _("the activity of a year")),
        "baseline_source": form.text("baseline_source", _("its source"), longest=300),
        "unit_price": form.decimal("unit_price", _("the price")),
        "price_status": form.choice("price_status", _("how sure it is"), PriceStatus.values),
        "price_source": form.text("price_source", _("where the price is from"), longest=300),
        "share_per_cent": form.decimal("share_per_cent", _("the share")),
    }
    return lambda: acts.Agreed(**said)


def filled(found: MoveShown) -> dict[str, str]:
    """What stands, for the form."""
    move = found.move
    return {
        "service": move.service,
        "lever": move.lever,
        "from_provider": move.from_provider,
        "receiver": move.receiver_code,
        "baseline": str(move.baseline),
        "baseline_source": move.baseline_source,
        "unit_price": str(move.unit_price),
        "price_status": move.price_status,
        "price_source": move.price_source,
        "share_per_cent": str(move.share_per_cent.normalize()),
        **day_fields("starts_on", move.starts_on),
        **day_fields("ends_on", move.ends_on),
    }


small_form = small_forms(show, "move")


@small_form("month")
def activity(form: Form, code: str, number: int, by: Account) -> Callable[[], Any]:
    text = form.text("month", _("the month"), longest=7)
    moved = form.whole("moved", _("how much took place outside hospital"))
    source = form.text("activity_source", _("the source"), longest=300)
    return lambda: acts.record_activity(
        number, month=month_of(text), moved=moved, source=source, by=by
    )


@small_form("month")
def activity_out(form: Form, code: str, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("row")
    return lambda: acts.withdraw_activity(which, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take back a move that was recorded by mistake, and offer to undo that."""
    form = form_of(request)
    if request.method != "POST":
        return go(request, "move", code, number)
    form.act(lambda: acts.withdraw_move(number, by=person_of(request)), about="month")
    if form.problems:
        return show(request, code, number, form)
    kind = get_organisation(code, when=when_of(request)).kind
    about = show_overview(PATHS[kind], code, when=when_of(request))
    return page(
        request, "move-withdrawn", about, form, title=_("Taken back"), under="money/moves",
        number=number, path=PATHS[kind],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Bring a move back."""
    if request.method == "POST":
        acts.bring_back_move(number, by=person_of(request))
    return go(request, "move", code, number)
