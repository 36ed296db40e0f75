"""Who is let onto a recording page, and where people go next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.permissions import NotAllowed, needs_second_factor
from openpcn.kernel.when import When
from openpcn.web.chrome import safe_dates
from openpcn.web.dates import dates_of
from openpcn.web.recording.forms import Form

View = Callable[..., HttpResponse]


def is_checked(account: Account) -> bool:
    """Whether this session has shown the account's second factor."""
    return bool(getattr(account, "is_verified", bool)())


def for_recording(view: View) -> View:
    """Let in who has signed in, administrators with their second factor; send others to do so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        account = viewer_of(request)
        if account is None:
            return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
        if needs_second_factor(account) and not is_checked(account):
            return redirect("second-factor")
        return view(request, *args, **more)

    return guarded


def posted_from(name: str) -> Callable[[View], View]:
    """An address that forms are sent to; whoever only looks is led to the page they stand on."""

    def around(view: View) -> View:
        @wraps(view)
        def led(request: HttpRequest, number: int) -> HttpResponse:
            is_sent = request.method == "POST"
            return view(request, number) if is_sent else go(request, name, number)

        return require_http_methods(["GET", "HEAD", "POST"])(led)

    return around


def viewer_of(request: HttpRequest) -> Account | None:
    """Who reads; None is the public."""
    return request.user if isinstance(request.user, Account) else None


def person_of(request: HttpRequest) -> Account:
    """Who records, on a page that lets in nobody else."""
    if not isinstance(request.user, Account):
        raise NotAllowed("registry.draft")
    return request.user


def safe_next(request: HttpRequest, default: str) -> str:
    """Where the person wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if allowed and wanted.startswith("/") else default


def form_of(request: HttpRequest) -> Form:
    """What the request says in its form."""
    return Form(said=request.POST.dict() if request.method == "POST" else {})


def page_in(folder: str) -> Callable[..., HttpResponse]:
    """What shows the pages of a folder of templates: `page(request, template, form, **words)`."""

    def page(request: HttpRequest, template: str, form: Form, **words: Any) -> HttpResponse:
        """A page with a form; 400 where something in it has to be mended."""
        status = 400 if form.problems else 200
        told = {"form": form, "url": partial(address, request), "dates": safe_dates(request)}
        return render(request, f"{folder}/{template}.html", told | words, status=status)

    return page


page = page_in("recording")


def address(request: HttpRequest, name: str, *parts: object, **query: str) -> str:
    """The path of a named page, on the dates of this one."""
    return safe_dates(request).link(reverse(name, args=parts), **query)


def go(request: HttpRequest, name: str, *parts: object) -> HttpResponse:
    """On to a named page, on the dates of this one."""
    return redirect(address(request, name, *parts))


def when_of(request: HttpRequest) -> When:
    """The dates of the page."""
    return dates_of(request).when
