"""What changes for me: find the page of a practice or area, and read it.

Nobody who reads is told apart: no page here asks who is signed in, and none sets a cookie.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.publishing.queries.answers import TextAnswer
from openpcn.domains.publishing.queries.texts import public_text, published_translations
from openpcn.domains.publishing.vocabulary import Topic
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.kernel.documents import Document
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.kernel.languages import LANGUAGES
from openpcn.web.dates import dates_of
from openpcn.web.public.blocks import Reader, block
from openpcn.web.public.presenting import for_me_page
from openpcn.workflows.documents.html import as_body
from openpcn.workflows.documents.pdf import as_pdf
from openpcn.workflows.keeping import kept
from openpcn.workflows.public.account import account_document
from openpcn.workflows.public.finding import Led, lead
from openpcn.workflows.public.show_for_me import show_for_me

ENGLISH = "en"


@csrf_exempt  # it finds a page and changes nothing; a token would set a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Find my page: what is typed is sent in the body, never in an address."""
    if request.method != "POST":
        return page(request, "start", found=None, typed="")
    found = lead(request.POST.get("where", ""), when=dates_of(request).when)
    if found.only:
        return redirect(reader_of(request).place(found.only.kind, found.only.code))
    return page(request, "start", found=found, typed=typed_name(found, request), status=400)


def typed_name(found: Led, request: HttpRequest) -> str:
    """What was typed is shown again only where it was a name that led to several."""
    return request.POST.get("where", "")[:80] if found.places else ""


@require_safe
def one(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The page of a practice, network, neighbourhood, ward or small area."""
    reader = reader_of(request)
    found = show_for_me(kind, code, when=dates_of(request).when)
    return page(request, "for-me", **for_me_page(found, reader))


@require_safe
def text(request: HttpRequest, number: int) -> HttpResponse:
    """One text in whole; of a withdrawn one the note."""
    reader = reader_of(request)
    found = public_text(number, when=dates_of(request).when)
    if found.text and found.text.topic == Topic.STORY:
        return redirect(reader.dates.link(reverse("improvement", args=[number])))
    translations = tuple(published_translations([number]).get(number, ()))
    shown = block(found.text, translations, reader) if found.text else None
    if found.text and found.text.topic == Topic.ACCOUNT:
        return account(request, found.text)
    return page(
        request,
        "text",
        found=found,
        shown=shown,
        languages=reader.languages([one.language for one in translations]),
        here=reverse("public-text", args=[number]),
        status=200 if found.text else 410,
    )


def account(request: HttpRequest, found: TextAnswer) -> HttpResponse:
    """A year's account as a page."""
    made = kept_account(found)
    return page(request, "account", document=made, body=as_body(made), text=found)


@require_safe
def account_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """The same on two sheets of paper."""
    found = public_text(number, when=dates_of(request).when).text
    if found is None:
        raise NotFound(
            _("This account was withdrawn."), next_step=_("Its own page says when and why.")
        )
    made = as_pdf(kept_account(found))
    response = HttpResponse(made, content_type="application/pdf")
    name = f"account-{found.about_code}-{found.year_from:%Y}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def kept_account(found: TextAnswer) -> Document:
    """The account as it was known when it was published; made once for a version."""
    stage = found.version.stage
    inputs = (found.id, found.version.number, stage.published_at, stamp())
    return kept("account", inputs, lambda: account_document(found, today=timezone.localdate()))


def reader_of(request: HttpRequest) -> Reader:
    """How a resident asked to read: language, large print, dates."""
    language = request.GET.get("language", ENGLISH)
    if language != ENGLISH and language not in LANGUAGES:
        raise NotRight(
            _("No page is held in that language."), next_step=_("Choose a language of the list.")
        )
    return Reader(
        dates=dates_of(request),
        language="" if language == ENGLISH else language,
        is_large=request.GET.get("print") == "large",
        path=request.path,
    )


def page(request: HttpRequest, template: str, *, status: int = 200, **words: Any) -> HttpResponse:
    """A page for residents."""
    told = {"reader": reader_of(request), **words}
    return render(request, f"public/{template}.html", told, status=status)
