"""Who is let onto a recording page, and where people go next."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from openpcn.domains.registry.permissions import needs_second_factor
from openpcn.kernel.when import When
from openpcn.web.dates import dates_of
from openpcn.web.recording.forms import Form

View = Callable[..., HttpResponse]


def for_recording(view: View) -> View:
    """Let in who has signed in, administrators with their second factor; send others to do so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
        if needs_second_factor(request.user) and not request.user.is_verified():  # type: ignore[arg-type]
            return redirect("second-factor")
        return view(request, *args, **more)

    return guarded


def safe_next(request: HttpRequest, default: str) -> str:
    """Where the person wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if allowed and wanted.startswith("/") else default


def form_of(request: HttpRequest) -> Form:
    """What the request says in its form."""
    return Form(said=request.POST.dict() if request.method == "POST" else {})


def page(request: HttpRequest, template: str, form: Form, **words: Any) -> HttpResponse:
    """A page with a form; 400 where something in it has to be mended."""
    status = 400 if form.problems else 200
    told = {"form": form, "url": address, **words}
    return render(request, f"recording/{template}.html", told, status=status)


def address(name: str, *parts: object) -> str:
    """The path of a named page."""
    return reverse(name, args=parts)


def when_of(request: HttpRequest) -> When:
    """The dates of the page."""
    return dates_of(request).when
