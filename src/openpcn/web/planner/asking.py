"""What a reader asks of the planner: within what, which networks, which moves."""

from __future__ import annotations

from django.http import HttpRequest

from openpcn.domains.registry.permissions import organisations_where_may
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.errors import NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.planner.ground import area_choice

OWNERS = ("icb", "sub_icb", "place", "network")
MOST_MOVES = 60


def within_of(request: HttpRequest, when: When) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The code asked for, or the only system held; of several, those to choose from."""
    asked = (request.GET.get("within") or request.POST.get("within") or "").strip().upper()
    if asked:
        return asked[:40], ()
    held = area_choice(when)
    return (held[0][0], held) if len(held) == 1 else ("", held)


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
