"""Who holds which role: the published, and what the asker may read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from openpcn.domains.registry.queries.people import role_holders
from openpcn.web.api import answers
from openpcn.web.api.questions import Listed, page_of, viewer_of
from openpcn.web.api.structure import TROUBLE

router = Router(tags=["People in roles"])


@router.get("role-holders", response={200: answers.Page[answers.RoleHolderOut], **TROUBLE})
def list_role_holders(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """People who hold a role on the day."""
    when = asked.when
    viewer = viewer_of(request)
    found = role_holders(viewer, when=when, within=asked.within, text=asked.text)
    return page_of(request, asked, when, found, answers.RoleHolderOut.from_orm)
