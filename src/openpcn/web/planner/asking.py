"""What a reader asks of the planner: within what, which networks, which moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openpcn.domains.registry.permissions import organisations_where_may
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.errors import NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.new_networks import MOST, NEW
from openpcn.kernel.when import When
from openpcn.web.dates import Dates, dates_of
from openpcn.workflows.planner.ground import Ground, area_choice, ground_of

OWNERS = ("icb", "sub_icb", "place", "network")
MOST_MOVES = 60
AreaView = Callable[[HttpRequest], HttpResponse]


def within_of(request: HttpRequest, when: When) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The code asked for, or the only system held; of several, those to choose from."""
    asked = (request.GET.get("within") or request.POST.get("within") or "").strip().upper()
    if asked:
        return asked[:40], ()
    held = area_choice(when)
    return (held[0][0], held) if len(held) == 1 else ("", held)


def for_an_area(view: Callable[[HttpRequest, Ground, Dates], HttpResponse]) -> AreaView:
    """Hand a view the ground of the area asked about; of several systems, let the reader choose."""

    @wraps(view)
    def chosen(request: HttpRequest) -> HttpResponse:
        dates = dates_of(request)
        within, choice = within_of(request, dates.when)
        if not within:
            return render(request, "planner/choose.html", {"dates": dates, "systems": choice})
        return view(request, ground_of(within, when=dates.when), dates)

    return chosen


def codes_of(request: HttpRequest, name: str) -> tuple[str, ...]:
    """Codes that stand in an address, each once."""
    found = [code.strip().upper() for code in request.GET.getlist(name)]
    return tuple(dict.fromkeys(code for code in found if code))


def moves_asked(texts: list[str]) -> list[tuple[str, str]]:
    """Moves written as practice:network."""
    if len(texts) > MOST_MOVES:
        raise NotRight(
            f"{len(texts)} moves by hand are more than {MOST_MOVES}.",
            next_step="Keep a version and go on from there.",
        )
    moves = []
    for text in texts:
        practice, colon, network = text.strip().upper().partition(":")
        if not (practice and colon and network):
            raise NotRight(
                f"“{text[:40]}” is not a practice and a network.",
                next_step="Choose both from the lists.",
            )
        moves.append((practice, network))
    return moves


def owners_for(request: HttpRequest, when: When) -> list[tuple[str, str]]:
    """Organisations for which the reader may draft, with their names; the widest first."""
    if not request.user.is_authenticated:
        return []
    ids = organisations_where_may(request.user, "registry.draft")  # type: ignore[arg-type]
    found = [one for one in organisations_by_id(ids, when=when).values() if one.kind in OWNERS]
    found.sort(key=lambda one: (OWNERS.index(one.kind), one.name, one.code))
    return [(one.code, as_written(one.name)) for one in found]


def whole_number(text: str, what: str) -> int:
    """A number that somebody typed."""
    plain = text.replace(",", "").replace(" ", "").strip()
    if not plain.isascii() or not plain.isdigit() or len(plain) > 9:
        raise NotRight(
            f"“{text[:40]}” is not {what}.", next_step="Write a whole number, such as 30,000."
        )
    return int(plain)


def practices_in(
    ground: Ground, network_of: Mapping[str, str] | None = None
) -> list[tuple[str, str, str]]:
    """Practices of the area to choose from: code, name, network (today's, or a grouping's)."""
    home = ground.situation.today if network_of is None else network_of
    rows = [
        (one.code, ground.name(one.code), ground.name(home[one.code]) if home.get(one.code) else "")
        for one in ground.facts.practices
        if one.code in ground.inside
    ]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def networks_in(ground: Ground, network_of: Mapping[str, str]) -> list[tuple[str, str]]:
    """Networks that a practice could join, and one that is not there yet."""
    codes = set(network_of.values()) | set(ground.situation.today.values())
    another = (f"{NEW}{n}" for n in range(1, MOST + 1) if f"{NEW}{n}" not in codes)
    rows = sorted((ground.name(code), code) for code in codes | set(islice(another, 1)))
    return [(code, name) for name, code in rows]


def ground_asked(request: HttpRequest, dates: Dates, instead: str = "") -> tuple[Ground, Dates]:
    """The ground of the area that an address names, or of the network or practice it is about."""
    within, _choice = within_of(request, dates.when)
    if not within and (codes := codes_of(request, "network")):
        within = codes[0]
    return ground_of(within or instead, when=dates.when), dates
