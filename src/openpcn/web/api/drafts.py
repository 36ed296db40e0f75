"""Futures that the asker may see; nobody learns from here that there are others."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from openpcn.domains.registry.queries.drafts import futures, get_future
from openpcn.web.api import answers, verdicts
from openpcn.web.api.questions import Dated, Listed, page_of, speaks_of, viewer_of
from openpcn.web.api.structure import TROUBLE

router = Router(tags=["Futures"])
Number = Annotated[int, Path(ge=1, le=2_147_483_647)]


@router.get("futures", response={200: answers.Page[verdicts.FutureOut], **TROUBLE})
def list_futures(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """Published futures, and those that are open to the asker."""
    when = asked.when
    seen = futures(viewer_of(request), within=asked.within, when=when)
    found = [one for one in seen if speaks_of(asked.text, one.title)]
    return page_of(request, asked, when, found, verdicts.FutureOut.from_orm)


@router.get("futures/{number}", response={200: verdicts.FutureShownOut, **TROUBLE})
def show_future(request: HttpRequest, number: Number, asked: Query[Dated]) -> Any:
    """One future; what the asker may not see is not found."""
    return get_future(viewer_of(request), number, when=asked.when)
