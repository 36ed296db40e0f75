"""What a reader asks of the directory, out of the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from openpcn.domains.community.queries.assets import Wanted
from openpcn.domains.community.vocabulary import AssetKind, PartOfDay, Theme, Tier
from openpcn.kernel.errors import NotRight
from openpcn.kernel.spoken import BY_ENGLISH_NAME

LONGEST = 100
FILTERS = (
    "q", "kind", "theme", "language", "time", "tier", "step_free", "free", "closed", "placeless",
)  # fmt: skip


def wanted_of(request: HttpRequest) -> Wanted:
    """What is looked for; a word that no list has is refused with those that it has."""
    kind = one_of(request, "kind", AssetKind.values)
    return Wanted(
        text=request.GET.get("q", "").strip()[:LONGEST],
        kinds=(kind,) if kind else (),
        theme=one_of(request, "theme", Theme.values),
        language=one_of(request, "language", [code for code, _ in BY_ENGLISH_NAME]),
        part_of_day=one_of(request, "time", PartOfDay.values),
        tier=one_of(request, "tier", Tier.values),
        step_free=request.GET.get("step_free") == "yes",
        free=request.GET.get("free") == "yes",
        closed=request.GET.get("closed") == "yes",
        placeless=request.GET.get("placeless") == "yes",
    )


def one_of(request: HttpRequest, name: str, allowed: Iterable[str]) -> str:
    """One of several words, or none."""
    said = request.GET.get(name, "")
    if said and said not in set(allowed):
        raise NotRight(
            f"“{said[:40]}” is not in the list of {name.replace('_', ' ')}.",
            next_step="Choose from the lists of the directory.",
        )
    return said


def asked(request: HttpRequest) -> dict[str, str]:
    """The filters that are set, to keep them in links."""
    return {name: value for name in FILTERS if (value := request.GET.get(name, "").strip())}


def address_with(request: HttpRequest, path: str, **more: Any) -> str:
    """An address with the filters and dates of this page."""
    kept = {name: request.GET[name] for name in ("as_at", "as_known") if name in request.GET}
    words = urlencode(kept | asked(request) | more)
    return f"{path}?{words}" if words else path


def choices() -> dict[str, Any]:
    """What the filters offer."""
    return {
        "kinds": AssetKind.choices,
        "themes": Theme.choices,
        "languages": BY_ENGLISH_NAME,
        "times": PartOfDay.choices,
        "tiers": Tier.choices,
    }
