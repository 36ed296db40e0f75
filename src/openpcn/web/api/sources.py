"""Which files are held, and what to know about them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from openpcn.domains.registry.queries.datasets import datasets, findings
from openpcn.web.api import answers
from openpcn.web.api.questions import Listed, page_of, speaks_of
from openpcn.web.api.structure import TROUBLE

router = Router(tags=["Data and quality"])


@router.get("datasets", response={200: answers.Page[answers.DatasetOut], **TROUBLE})
def list_datasets(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """The files that count, with source and licence."""
    when = asked.when
    held = datasets(as_known=when.as_known)
    found = [one for one in held if speaks_of(asked.text, one.title, one.file_name, one.format)]
    return page_of(request, asked, when, found, answers.DatasetOut.from_orm)


@router.get("findings", response={200: answers.Page[answers.DataFindingOut], **TROUBLE})
def list_findings(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """What is odd in the data, in words, with the next step."""
    when = asked.when
    held = findings(as_known=when.as_known)
    found = [one for one in held if speaks_of(asked.text, one.message, one.code, one.subject_code)]
    return page_of(request, asked, when, found, answers.DataFindingOut.from_orm)
