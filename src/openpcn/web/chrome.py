"""What stands around every page: name, navigation, account, banner, dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openpcn.domains.registry.queries.datasets import holds_demonstration
from openpcn.kernel.errors import NotRight
from openpcn.web.dates import LONDON, Dates, dates_of


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One link of a navigation."""

    text: str
    href: str
    is_current: bool = False
    is_above: bool = False
    """Whether the page lies beneath it."""


@dataclass(frozen=True, kw_only=True)
class Chrome:
    """The frame of one page."""

    title: str
    strapline: str
    dates: Dates
    navigation: tuple[Entry, ...]
    account: tuple[Entry, ...]
    footer: tuple[Entry, ...]
    nonce: str
    person: str
    sign_out: str
    is_demonstration: bool


def chrome(request: HttpRequest) -> Chrome:
    """The frame around the page that answers `request`, made once for it."""
    made: Chrome | None = getattr(request, "chrome", None)
    if made is None:
        made = request.chrome = make_chrome(request)  # type: ignore[attr-defined]
    return made


def make_chrome(request: HttpRequest) -> Chrome:
    """Its name, navigation, account, banner and dates."""
    dates = safe_dates(request)
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return Chrome(
        title=settings.SITE_TITLE,
        strapline=settings.SITE_STRAPLINE,
        dates=dates,
        navigation=entries(request, dates, NAVIGATION),
        account=entries(request, dates, ACCOUNT_IN if signed_in else ACCOUNT_OUT),
        footer=entries(request, dates, FOOTER),
        nonce=str(getattr(request, "csp_nonce", "")),
        person=name_of(user) if user is not None and signed_in else "",
        sign_out=address_of("sign-out") if signed_in else "",
        is_demonstration=holds_demonstration(),
    )


def name_of(user: Any) -> str:
    """What whoever is signed in is called; the name to sign in with where no other is held."""
    return str(user.get_full_name() or user.get_username())


NAVIGATION = (
    ("me", _("For residents")),
    ("find", _("Find")),
    ("map", _("Map")),
    ("structure", _("Structure")),
    ("community", _("Community")),
    ("planner", _("Planner")),
    ("calendar", _("Calendar")),
    ("contacts", _("Contacts")),
    ("data", _("Data")),
)
ACCOUNT_OUT = (("sign-in", _("Sign in")),)
ACCOUNT_IN = (("account", _("Your account")),)
FOOTER = (
    ("about", _("About")),
    ("glossary", _("Glossary")),
    ("data", _("Data and quality")),
    ("evidence", _("Register of evidence")),
    ("accessibility", _("Accessibility")),
)


def entries(
    request: HttpRequest, dates: Dates, names: tuple[tuple[str, Any], ...]
) -> tuple[Entry, ...]:
    """The links of `names` that exist in this installation, on the dates of the page."""
    return tuple(
        Entry(
            text=str(text),
            href=dates.link(place),
            is_current=request.path == place,
            is_above=request.path != place and request.path.startswith(place),
        )
        for name, text in names
        if (place := address_of(name))
    )


def address_of(name: str) -> str:
    """The path of a named page; empty where this release has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def safe_dates(request: HttpRequest) -> Dates:
    """The dates of `request`; today's where it asks for days that do not exist."""
    try:
        return dates_of(request)
    except NotRight:
        today = timezone.localdate(timezone=LONDON)
        return Dates(as_at=today, known_on=today)
