"""Neighbourhoods: resident areas of their own, as far as the asker may see them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from openpcn.domains.registry.queries.neighbourhoods import NeighbourhoodAnswer, neighbourhoods
from openpcn.web.api import answers
from openpcn.web.api.questions import Listed, page_of, speaks_of, viewer_of
from openpcn.web.api.structure import TROUBLE

router = Router(tags=["Neighbourhoods"])


@router.get("neighbourhoods", response={200: answers.Page[answers.NeighbourhoodOut], **TROUBLE})
def list_neighbourhoods(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """The neighbourhoods in force on the day in every map that the asker may see."""
    when = asked.when
    seen = neighbourhoods(viewer=viewer_of(request), when=when)
    found = [one for one in seen if speaks_of(asked.text, one.name, one.code)]
    return page_of(request, asked, when, found, as_answer)


def as_answer(one: NeighbourhoodAnswer) -> dict[str, Any]:
    """A neighbourhood with the codes of its small areas."""
    return {
        "code": one.code,
        "name": one.name,
        "map_id": one.map_id,
        "area_kind": one.parts[0][0] if one.parts else "",
        "areas": [code for _, code in one.parts],
    }
