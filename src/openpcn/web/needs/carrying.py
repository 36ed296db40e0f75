"""A figure of a page that somebody takes along, to begin a need with it as the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from openpcn.domains.population.queries.summaries import SummaryAnswer
from openpcn.web.chrome import safe_dates

CARRIED = ("title", "evidence", "source")
"""What an address may bring along; what is typed later may differ."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """A summary to which the figure may be added, and the address of the form."""

    title: str
    href: str


def carried(request: HttpRequest) -> dict[str, str]:
    """What a page brought along."""
    return {name: request.GET[name] for name in CARRIED if request.GET.get(name)}


def is_open(summary: SummaryAnswer) -> bool:
    """Whether needs may still be written in a summary."""
    return summary.may_write and not summary.is_signed and summary.state != "published"


def ways(
    request: HttpRequest, seen: Iterable[SummaryAnswer], brought: Mapping[str, str]
) -> list[Way]:
    """The summaries that a figure may be added to; none where nothing was brought."""
    dates = safe_dates(request)
    return [
        Way(title=one.title, href=dates.link(reverse("need-new", args=[one.id]), **brought))
        for one in seen
        if brought and is_open(one)
    ]
