"""Signing in and out, with a second factor for those who administer."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as login_with_device

from openpcn.domains.accounts.actions import (
    begin_second_factor,
    check_second_factor,
    confirm_second_factor,
)
from openpcn.domains.accounts.queries import find_account, has_second_factor
from openpcn.domains.registry.actions.signing_in import check_name_and_password
from openpcn.domains.registry.permissions import needs_second_factor
from openpcn.web.recording.doors import form_of, page, safe_next, viewer_of

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
WAITING = "waiting-for-second-factor"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = form_of(request)
    onward = safe_next(request, reverse("account"))
    if request.method != "POST":
        return page(request, "sign-in", form, next=onward)
    username = form.text("username", _("your name to sign in with"), longest=150)
    password = form.text("password", _("your password"), longest=1_000)
    account = form.act(
        lambda: check_name_and_password(username=username, password=password), about="username"
    )
    if account is None:
        return page(request, "sign-in", form, next=onward)
    if has_second_factor(account):
        request.session.cycle_key()
        request.session[WAITING] = {"account": account.username, "next": onward}
        return redirect("sign-in-code")
    login(request, account, backend=BACKEND)
    return redirect("second-factor" if needs_second_factor(account) else onward)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    waiting = request.session.get(WAITING) or {}
    account = find_account(waiting.get("account", ""))
    if account is None:
        return redirect("sign-in")
    form = form_of(request)
    if request.method != "POST":
        return page(request, "code", form)
    written = form.text("code", _("the code that your authenticator shows"), longest=10)
    device = form.act(lambda: check_second_factor(account, written), about="code")
    if device is None:
        return page(request, "code", form)
    login(request, account, backend=BACKEND)
    login_with_device(request, device)
    return redirect(waiting["next"])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    user = viewer_of(request)
    if user is None:
        return redirect("sign-in")
    if has_second_factor(user):
        return redirect("account")
    form = form_of(request)
    if request.method == "POST":
        written = form.text("code", _("the code that your authenticator shows"), longest=10)
        device = form.act(lambda: confirm_second_factor(user, written), about="code")
        if device is not None:
            login_with_device(request, device)
            return redirect("account")
    address = begin_second_factor(user)
    secret = address.split("secret=")[1].split("&")[0]
    return page(request, "second-factor", form, address=address, secret=secret)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/")
