"""The API as a whole: its parts, its description, and how trouble is said in JSON."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from openpcn.kernel.errors import NotFound, NotPossible, NotRight, OpenPCNError, Refused
from openpcn.web.api import areas, drafts, judgements, people, sources, structure

STATUS = ((NotFound, 404), (Refused, 403), (NotRight, 400), (NotPossible, 409))
TITLES = {
    400: "That does not look right",
    403: "You may not see this",
    404: "Not found",
    405: "This address only answers GET",
    409: "That is not possible",
    422: "The question is not written as described",
}
PROBLEM = "application/problem+json"


class DescribedApi(NinjaAPI):
    """The API, described with the media type in which trouble is really said."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI description."""
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {PROBLEM: answer["content"]["application/json"]}
        return schema


api = DescribedApi(
    title="OpenPCN",
    version="1",
    description=(
        "Networks and neighbourhoods of English primary care, on any date. Read only. "
        "Every answer takes as_at (the day asked about; today) and as_known (by when it was "
        "known; now). Lists are paged. Trouble is answered as problem JSON with a next step."
    ),
    docs_url=None,
    urls_namespace="api",
)
for room in (structure, areas, judgements, drafts, people, sources):
    api.add_router("", room.router)


@api.exception_handler(OpenPCNError)
def say_what_happened(request: HttpRequest, error: OpenPCNError) -> HttpResponse:
    """An error that a person can act on, with its status."""
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 400)
    return problem(request, status, error.message, error.next_step)


@api.exception_handler(ValidationError)
def say_what_is_unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A question that does not have the described form."""
    named = sorted({str(one["loc"][-1]) for one in error.errors})
    return problem(
        request,
        422,
        f"These parts of the question are not as described: {', '.join(named)}.",
        "See their form in /api/openapi.json, for example as_at=2025-03-31.",
    )


def problem(request: HttpRequest, status: int, detail: str, next_step: str) -> HttpResponse:
    """Trouble as problem JSON (RFC 9457), with the next step."""
    said = {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "detail": detail,
        "next_step": next_step,
        "instance": request.path,
    }
    return HttpResponse(json.dumps(said), status=status, content_type=PROBLEM)
