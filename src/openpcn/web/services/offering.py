"""Offers are recorded, corrected, ended and taken back; each has a page with its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.services.actions import offers
from openpcn.domains.services.actions.givers import who_gives
from openpcn.domains.services.vocabulary import Way
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.web.chrome import safe_dates
from openpcn.web.presenters.heads import head_of
from openpcn.web.programme.telling import history
from openpcn.web.recording.doors import page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.web.services.choosing import givers, others_of, practices_in
from openpcn.web.services.presenting_one import said_of, service_address
from openpcn.web.services.reading import show
from openpcn.workflows.services.recording import record_offers, the_service
from openpcn.workflows.services.show_offer import OneOffer, show_offer
from openpcn.workflows.services.show_services import show_service

page = page_in("services")
Deed = Callable[[], Any]


@require_safe
def one(request: HttpRequest, path: str, code: str, key: str, number: int) -> HttpResponse:
    """One offer."""
    return show_one(request, path, code, key, number)


def show_one(
    request: HttpRequest, path: str, code: str, key: str, number: int, form: Form | None = None
) -> HttpResponse:
    """One offer with its history, and what has to be mended in one of its forms."""
    dates, viewer = safe_dates(request), viewer_of(request)
    found = show_offer(viewer, path, code, key, number, when=when_of(request))
    practice = as_written(found.member.practice.name)
    return page(
        request,
        "offer",
        completed(form, filled(found)),
        head=head_of(
            found.service.services.subject,
            dates,
            current="services/offer",
            part=_("%(service)s: %(practice)s")
            % {"service": found.service.listed.title, "practice": practice},
        ),
        found=found,
        offer=found.offer,
        practice=practice,
        told=said_of(found, dates),
        history=history(found.versions),
        ways=Way.choices,
        givers=givers(found.service),
        place=(path, code, key, number),
        home=dates.link(service_address(found.service)),
    )


def completed(form: Form | None, said: dict[str, str]) -> Form:
    """A form that starts from what is recorded, unless it was sent itself."""
    if form is None:
        return Form(said=said)
    if "source" not in form.said:
        form.said = said | dict(form.said)
    return form


def filled(found: OneOffer) -> dict[str, str]:
    """What is recorded, for the form that corrects it."""
    one = found.offer
    given = {"giver": one.by_code or one.by_name}
    listed = {value for _group, held in givers(found.service) for value, _words in held}
    if given["giver"] not in listed:
        given = {"giver_other": given["giver"]}
    days = day_fields("starts_on", one.starts_on) | day_fields("ends_on", one.ends_on)
    return {"way": one.way, "source": one.source} | given | days


def said_in(form: Form) -> dict[str, Any]:
    """What a form says of where patients get a service, with who gives it looked over."""
    said: dict[str, Any] = {
        "way": form.choice("way", _("where they get it"), Way.values),
        "giver": giver_in(form),
        "starts_on": form.day("starts_on", _("the first day")),
        "ends_on": form.day_or_open("ends_on"),
        "source": form.text("source", _("where it is known from"), longest=300),
    }
    form.act(lambda: who_gives(said["way"], said["giver"], on=said["starts_on"]), about="giver")
    return said


def giver_in(form: Form) -> str:
    """Who gives it, chosen from the list or written beneath it, not both."""
    chosen = form.text("giver", _("who gives it"), required=False)
    written = form.text("giver_other", _("who gives it"), required=False)
    if chosen and written and chosen != written:
        form.problems["giver"] = _(
            "Two are named, %(one)s and %(other)s: keep one and leave the other empty"
        ) % {"one": chosen, "other": written}
    return chosen or written


small_form = small_forms(show, "service", dated=True)
offer_form = small_forms(show_one, "offer", dated=True)


@small_form("starts_on")
def offer(form: Form, path: str, code: str, key: str, by: Account, *, when: When) -> Deed:
    """Record the same of several practices."""
    said = said_in(form)
    here = show_service(by, path, code, key, when=when)
    practices = practices_in(form, here)
    said["also"] = [one for one in others_of(here) if form.is_ticked(f"also-{one}")]
    return lambda: record_offers(path, code, key, practices, by=by, when=when, **said)


@small_form("end_on")
def end(form: Form, path: str, code: str, key: str, by: Account, *, when: When) -> Deed:
    """Record the last day of several offers."""
    on = form.day("end_on", _("the last day"))
    held = [str(one.number) for one in show_service(by, path, code, key, when=when).offers]
    numbers = [int(one) for one in form.several("ends", _("whose offers end"), held)]
    of = the_service(path, code, key, when=when)
    return lambda: offers.end_offers(numbers, of=of, on=on, by=by)


@offer_form("starts_on")
def correct(
    form: Form, path: str, code: str, key: str, number: int, by: Account, *, when: When
) -> Deed:
    """Say something else of an offer."""
    said, of = said_in(form), the_service(path, code, key, when=when)
    seen = form.seen
    return lambda: offers.correct_offer(number, of=of, by=by, seen=seen, **said)


@offer_form("end_on")
def end_one(
    form: Form, path: str, code: str, key: str, number: int, by: Account, *, when: When
) -> Deed:
    """Record the last day of an offer."""
    on, of = form.day("end_on", _("the last day")), the_service(path, code, key, when=when)
    return lambda: offers.end_offers([number], of=of, on=on, by=by)


@offer_form("end_on")
def reopen(
    form: Form, path: str, code: str, key: str, number: int, by: Account, *, when: When
) -> Deed:
    """Take back that an offer ends."""
    of = the_service(path, code, key, when=when)
    return lambda: offers.reopen_offer(number, of=of, by=by)


@offer_form("end_on")
def out(
    form: Form, path: str, code: str, key: str, number: int, by: Account, *, when: When
) -> Deed:
    """Take an offer back."""
    of = the_service(path, code, key, when=when)
    return lambda: offers.withdraw_offer(number, of=of, by=by)


@offer_form("end_on")
def back(
    form: Form, path: str, code: str, key: str, number: int, by: Account, *, when: When
) -> Deed:
    """Bring an offer back."""
    of = the_service(path, code, key, when=when)
    return lambda: offers.bring_back_offer(number, of=of, by=by)
