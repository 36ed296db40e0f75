"""What a reader asks of a map or a structure: within what, which areas, beside what."""

from __future__ import annotations

from django.http import HttpRequest

from openpcn.domains.registry.queries.structure import SystemAnswer, systems
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When


def within_of(request: HttpRequest, when: When) -> tuple[str, list[SystemAnswer]]:
    """The code asked for, or the only system held; of several, those to choose from."""
    asked = request.GET.get("within", "").strip().upper()
    if asked:
        return asked, []
    held = systems(when=when)
    return (held[0].code, held) if len(held) == 1 else ("", held)


def whole_number(text: str, what: str) -> int:
    """The number that somebody typed into an address."""
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise NotRight(
            f"“{text[:40]}” is not the number of {what}.", next_step="Choose one from the list."
        )
    return int(text)


def one_of(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    """One of the words that an address may hold; the first where it holds none."""
    asked = request.GET.get(name, known[0])
    if asked not in known:
        raise NotRight(
            f"“{asked[:40]}” is not something a map can show.",
            next_step=f"Choose one of: {', '.join(known)}.",
        )
    return asked
