"""Our directory for other programs: the paths of Open Referral UK 3.0 under /openreferral/."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from openpcn.kernel.errors import NotFound, NotRight, OpenPCNError
from openpcn.workflows.open_referral import answering

SECONDS_KEPT = 300
"""For so long a program or a cache on the way need not ask again."""

View = Callable[..., HttpResponse]


def served(view: Callable[..., dict[str, Any]]) -> View:
    """An answer for programs: with its mark, so that what has not changed is not sent again."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **where: str) -> HttpResponse:
        mark = f'"{sha256(f"{answering.state()} {request.get_full_path()}".encode()).hexdigest()}"'
        if mark in parse_etags(request.headers.get("If-None-Match", "")):
            return marked(HttpResponseNotModified(), mark)
        try:
            return marked(JsonResponse(view(request, **where)), mark)
        except NotFound as missing:
            return told(missing, 404)
        except NotRight as wrong:
            return told(wrong, 400)

    return answer


def marked(response: HttpResponse, mark: str) -> HttpResponse:
    """With what caches and other sites' pages need to know."""
    response["ETag"] = mark
    response["Cache-Control"] = f"public, max-age={SECONDS_KEPT}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def told(trouble: OpenPCNError, status: int) -> HttpResponse:
    """What is the matter, for a program and the person behind it."""
    response = JsonResponse(
        {"message": trouble.message, "next_step": trouble.next_step}, status=status
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


@served
def about(_request: HttpRequest) -> dict[str, Any]:
    """What this API is."""
    return answering.about()


@served
def services(request: HttpRequest) -> dict[str, Any]:
    """A page of services."""
    return answering.services(request.GET.dict())


@served
def service(_request: HttpRequest, key: str) -> dict[str, Any]:
    """One service."""
    return answering.service(key)


@served
def at_locations(request: HttpRequest) -> dict[str, Any]:
    """A page of services at places."""
    return answering.at_locations(request.GET.dict())


@served
def at_location(_request: HttpRequest, key: str) -> dict[str, Any]:
    """One service at a place."""
    return answering.one_at_location(key)


@served
def taxonomies(request: HttpRequest) -> dict[str, Any]:
    """A page of lists of words."""
    return answering.taxonomies(request.GET.dict())


@served
def taxonomy(_request: HttpRequest, key: str) -> dict[str, Any]:
    """One list of words."""
    return answering.taxonomy(key)


@served
def taxonomy_terms(request: HttpRequest) -> dict[str, Any]:
    """A page of words."""
    return answering.taxonomy_terms(request.GET.dict())


@served
def taxonomy_term(_request: HttpRequest, key: str) -> dict[str, Any]:
    """One word."""
    return answering.taxonomy_term(key)
