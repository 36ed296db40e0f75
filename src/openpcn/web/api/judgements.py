"""The review of a map of networks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from openpcn.engines.formation.review import Finding
from openpcn.web.api import verdicts
from openpcn.web.api.questions import Placed
from openpcn.web.api.structure import TROUBLE
from openpcn.workflows.reviewing.networks import ReviewAnswer, review_networks

router = Router(tags=["Review"])


@router.get("reviews", response={200: verdicts.ReviewsOut, **TROUBLE})
def list_reviews(request: HttpRequest, asked: Query[Placed]) -> dict[str, Any]:
    """What needs attention in one system, place or network, and what would mend it."""
    when = asked.when
    found = review_networks(when=when, within=asked.within, at_most=1)
    return {
        "as_at": when.as_at,
        "as_known": when.as_known,
        "reviews": [as_answer(one) for one in found],
    }


def as_answer(one: ReviewAnswer) -> dict[str, Any]:
    """One review with its findings."""
    return {
        "within": one.within,
        "practices": one.practices,
        "networks": one.networks,
        "neighbour_rule": one.neighbour_rule,
        "findings": [finding_as_answer(finding) for finding in one.findings],
    }


def finding_as_answer(one: Finding) -> dict[str, Any]:
    """One finding; the change that would mend it in words and as moves."""
    return {
        "code": one.code,
        "network": one.network,
        "practices": list(one.practices),
        "areas": list(one.areas),
        "amount": one.amount,
        "unit": one.unit,
        "title": one.title,
        "detail": one.detail,
        "rule": one.rule,
        "explained": one.explained,
        "mend": one.mend.sentence if one.mend else "",
        "moves": [verdicts.MoveOut.from_orm(move) for move in (one.mend.moves if one.mend else ())],
    }
