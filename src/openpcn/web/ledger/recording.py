"""Record what was paid or taken back, import a remittance, and take an import back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.ledger.actions.checking import Paid
from openpcn.domains.ledger.actions.remittances import withdraw_remittance
from openpcn.domains.ledger.vocabulary import RECORD
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.ledger.doors import page
from openpcn.web.ledger.reading import asked
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.months import month_of
from openpcn.workflows.ledger.claims_paid import bring_in
from openpcn.workflows.ledger.moves import moves_for
from openpcn.workflows.ledger.paying import TO_PAYEE, record_payment, record_taken_back
from openpcn.workflows.ledger.remittance_files import LARGEST, import_remittance
from openpcn.workflows.ledger.show_ledger import Ledger
from openpcn.workflows.ledger.words import MOVED, read_pence

EITHER = ["GET", "HEAD", "POST"]
WAYS = ("paid", "back")


@require_http_methods(EITHER)
@for_recording
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Record one amount."""
    form, by = form_of(request), person_of(request)
    if request.method == "POST":
        way = form.choice("way", _("whether it was paid or taken back"), WAYS)
        to = form.text("to", _("who it was paid to"), required=False, longest=10).upper()
        paid = paid_in(form)
        made = form.act(
            lambda: (
                record_payment(code, paid, to=to or TO_PAYEE, by=by)
                if way == "paid"
                else record_taken_back(code, paid, by=by)
            ),
            about="amount",
        )
        if made is not None:
            return go(request, "ledger-entry", code, made)
    return shown(request, code, form)


@require_http_methods(EITHER)
@for_recording
def bring(request: HttpRequest, code: str) -> HttpResponse:
    """Bring in what was imported beside the claims."""
    form = form_of(request)
    if request.method == "POST":
        form.act(lambda: bring_in(code, by=person_of(request)), about="amount")
        if not form.problems:
            return go(request, "ledger", code)
    return shown(request, code, form)


@require_http_methods(EITHER)
@for_recording
def take_file(request: HttpRequest, code: str) -> HttpResponse:
    """Import a remittance."""
    form = form_of(request)
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            form.problems["file"] = _("Choose a file")
        elif (file.size or 0) > LARGEST:
            form.problems["file"] = _("This file is larger than 2 MB")
        else:
            name, content = (file.name or "remittance.csv")[:120], file.read()
            form.act(
                lambda: import_remittance(code, name=name, content=content, by=person_of(request)),
                about="file",
            )
        if not form.problems:
            return go(request, "ledger", code)
    return shown(request, code, form)


@require_http_methods(EITHER)
@for_recording
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Reverse every receipt of an import."""
    form = form_of(request)
    if request.method == "POST":
        words = form.text("why", _("the reason"), longest=300)
        form.act(
            lambda: withdraw_remittance(number, words=words, by=person_of(request)), about="why"
        )
        if not form.problems:
            return go(request, "ledger", code)
    return shown(request, code, form)


def paid_in(form: Form) -> Paid:
    """The amount of the form; problems stay beside its fields."""
    on = form.day("on", _("the day it was paid"))
    amount = form.text("amount", _("the amount"), longest=20)
    month = form.text("month", _("the month"), required=False, longest=7)
    said: dict[str, Any] = {"pence": 0, "month": None}
    for name, read in (("amount", read_pence), ("month", month_of)):
        text = amount if name == "amount" else month
        try:
            said["pence" if name == "amount" else "month"] = read(text) if text else None
        except NotRight as wrong:
            form.problems[name] = str(wrong)
    what = form.text("entitlement", _("what it is for"), longest=70)
    kind, _sep, move = what.partition(":")
    return Paid(
        on=on,
        entitlement=kind,
        month=said["month"],
        pence=said["pence"] or 0,
        reference=form.text("reference", _("the reference"), required=False, longest=120),
        words=form.text("note", _("the note"), required=False, longest=300),
        move=int(move) if move.isascii() and move.isdigit() else None,
    )


def shown(request: HttpRequest, code: str, form: Form) -> HttpResponse:
    """The page with its forms."""
    found = asked(request, code)
    require(viewer_of(request), RECORD, found.page.subject.organisation.id)
    return page(
        request,
        "record",
        found.page,
        form,
        title=_("Record what was paid"),
        found=found,
        payee=as_written(found.agreement.payee_name) if found.agreement else "",
        kinds=kinds(request, found),
        months=[("", _("No month"))] + [(f"{m:%Y-%m}", f"{m:%B %Y}") for m in found.year.months],
        receivers=[("", _("The nominated payee"))]
        + [(one.code, f"{as_written(one.name)} ({one.code})") for one in found.page.members],
        ways=[("paid", _("Paid by the commissioner")), ("back", _("Taken back by it"))],
        imports=[(one, in_words(one.imported_at.date())) for one in found.imports],
    )


def kinds(request: HttpRequest, found: Ledger) -> list[tuple[str, str]]:
    """What an amount can be for; what follows activity names its move."""
    plain = [(code, title) for code, title in found.titles.items() if code != MOVED]
    moves = moves_for(viewer_of(request), found.page.subject.organisation, request_day(found))
    return [*plain, *((f"{MOVED}:{one.id}", f"{one.service}, moved") for one in moves)]


def request_day(found: Ledger) -> Any:
    """The dates of the page."""
    return found.page.whole.when
