"""What goes wrong, said in words on a page with the next step."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from openpcn.kernel.errors import NotFound, NotPossible, NotRight, OpenPCNError, Refused
from openpcn.kernel.names import in_text

STATUS = ((NotFound, 404), (Refused, 403), (NotRight, 400), (NotPossible, 409))


class SaysWhatHappened:
    """Turns our own errors into pages; anything else is our mistake and keeps its traceback."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for an error a person can act on."""
        if not isinstance(error, OpenPCNError):
            return None
        return said(request, error)


def said(request: HttpRequest, error: OpenPCNError) -> HttpResponse:
    """The page that says what happened and what to do next."""
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 400)
    words = {
        "heading": HEADINGS[status](),
        "message": in_text(error.message),
        "next_step": error.next_step,
    }
    return render(request, "pages/trouble.html", words, status=status)


HEADINGS: dict[int, Callable[[], str]] = {
    400: lambda: _("That does not look right"),
    403: lambda: _("You may not see or do this"),
    404: lambda: _("Not found"),
    409: lambda: _("That is not possible"),
}


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no page at this address."""
    return said(
        request,
        NotFound(
            _("There is no page at this address."),
            next_step=_("Check the address, or find a practice, network or postcode."),
        ),
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page is not for this reader."""
    refusal = Refused(
        _("This page is not open to you."),
        next_step=_("Sign in with an account that has a role for it, or go back to the start."),
    )
    return said(request, refusal)


def our_mistake(request: HttpRequest) -> HttpResponse:
    """Something broke; the page asks nothing of the database."""
    return render(request, "pages/our-mistake.html", {}, status=500)
