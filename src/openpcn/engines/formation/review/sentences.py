"""The words of a finding; every door shows the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpcn.engines.formation.review.facts import Growth
from openpcn.engines.formation.review.findings import Move
from openpcn.engines.formation.review.grouping import Grouping, Members
from openpcn.kernel.wording import about_years, capitalised, counted, grouped, kilometres, listed
from openpcn.kernel.wording import spelled as word

NONE_HELD = "No written rationale is held."
NEARLY_ONE = 0.95
TENTH = 0.095
"""Square kilometres below which one decimal tells nothing."""
MOST_NAMED = 3
"""More practices than this are counted, not named."""


def rationale(grouping: Grouping, network: str) -> str:
    """Whether a written rationale is held, by whom and when."""
    held = grouping.brief.rationales.get(network)
    if held is None:
        return NONE_HELD
    day = f"{held.signed_on.day} {held.signed_on:%B %Y}"
    return f"A written rationale is held, signed by {held.signed_by} on {day}."


def growth(grouping: Grouping, network: str, patients: int) -> str:
    """How the list changed, and when it reaches the band at that pace."""
    held = grouping.brief.growth.get(network)
    if held is None or held.patients == 0:
        return ""
    verb = "grew" if held.patients > 0 else "fell"
    changed = f"The list {verb} by {grouped(abs(held.patients))} since {held.since:%B %Y}"
    limit = (
        grouping.brief.smallest if patients < grouping.brief.smallest else grouping.brief.largest
    )
    years = _years_to(limit - patients, held)
    if years is None:
        return f"{changed}."
    verb = "reaches" if limit > patients else "is down to"
    return f"{changed}; at that pace it {verb} {grouped(limit)} in {about_years(years)}."


def _years_to(missing: int, held: Growth) -> float | None:
    if missing * held.patients <= 0 or held.until <= held.since:
        return None
    return missing / held.patients * (held.until - held.since).days / 365.25


def whereabouts(grouping: Grouping, members: Members, level: str) -> str:
    """Which practices lie in which place or system: A is in X, B and C in Y."""
    lying: dict[str, list[str]] = {}
    for code in sorted(members, key=lambda c: (grouping.practices[c].name, c)):
        area = getattr(grouping.practices[code], level)
        if area is not None:
            lying.setdefault(area, []).append(code)
    parts: list[str] = []
    for area in sorted(lying, key=lambda a: (len(lying[a]), a)):
        verb = " is" if len(lying[area]) == 1 else " are"
        where = grouping.brief.name(area)
        parts.append(f"{practices(grouping, lying[area])}{'' if parts else verb} in {where}")
    return f"{capitalised(listed(parts))}."


def practices(grouping: Grouping, codes: Iterable[str]) -> str:
    """A few practices by name, more as a number."""
    names = [grouping.practices[code].name for code in codes]
    return listed(names) if len(names) <= MOST_NAMED else f"{word(len(names))} practices"


def one_or_number(grouping: Grouping, codes: Sequence[str]) -> str:
    """A practice by name with its verb, or how many there are: Example Surgery is, 45 are."""
    if len(codes) == 1:
        return f"{grouping.practices[codes[0]].name} is"
    return f"{word(len(codes))} practices are"


def unlisted(grouping: Grouping, codes: Sequence[str]) -> str:
    """That lists are not held, and so how many patients are concerned is not known."""
    known = "so how many patients are in no network is not known"
    if len(codes) == 1:
        return f"Its list is not held, {known}."
    names = f" of {practices(grouping, codes)}" if len(codes) <= MOST_NAMED else ""
    return f"The lists{names} are not held, {known}."


def size(grouping: Grouping, codes: Sequence[str]) -> str:
    """The patients of some practices, or that a list of theirs is not held."""
    if all(map(grouping.is_held, codes)):
        return counted(grouping.patients(codes), "patient")
    return "list not held" if len(codes) == 1 else "not every list held"


def cut_off(grouping: Grouping, groups: list[list[str]]) -> str:
    """Which practices do not neighbour the rest of their network."""
    names = practices(grouping, [code for group in groups[1:] for code in group])
    one = sum(len(group) for group in groups[1:]) == 1
    patients = size(grouping, [code for group in groups[1:] for code in group])
    verb = "does" if one else "do"
    return f"{capitalised(names)} ({patients}) {verb} not neighbour the others."


def pieces(grouping: Grouping, network: str) -> str:
    """Which smaller pieces of a catchment are cut off."""
    smaller = grouping.brief.pieces[network][1:]
    around = [code for piece in smaller for code in piece.practices if code in grouping.practices]
    area = sum(piece.area_km2 for piece in smaller)
    size = extent(area)
    where = f", around {practices(grouping, around)}," if around else ","
    if len(smaller) == 1:
        return f"The smaller piece, {size}{where} is cut off by neighbouring catchments."
    return f"The smaller pieces, {size} together{where} are cut off by neighbouring catchments."


def extent(area: float) -> str:
    """An area in square kilometres; a small one in hectares, of which 100 are one of them."""
    if area >= NEARLY_ONE:
        return f"{area:,.0f} square kilometre{'' if round(area) == 1 else 's'}"
    if area >= TENTH:
        return f"{area:.1f} square kilometres"
    hectares = area * 100
    return "under 1 hectare" if hectares < 1 else counted(round(hectares), "hectare")


def far(grouping: Grouping, centre: str, km: dict[str, float], limit: float) -> str:
    """Which practices are far from the central one."""
    beyond = sorted((code for code in km if km[code] > limit), key=lambda code: (-km[code], code))
    names = [f"{grouping.practices[code].name} {kilometres(km[code])}" for code in beyond]
    return (
        f"From {grouping.practices[centre].name}, the central practice (used for measuring): "
        f"{listed(names)}, straight line × {grouping.brief.detour:g}."
    )


def change_in_words(grouping: Grouping, moves: Sequence[Move]) -> str:
    """The smallest change that would mend a finding."""
    steps = listed([_step(grouping, move) for move in moves])
    return f"The smallest change that would mend it: {steps}."


def _step(grouping: Grouping, move: Move) -> str:
    name = f"{grouping.practices[move.practice].name} ({counted(move.patients, 'patient')})"
    if move.to_network is None:
        return f"{name} forms a network of its own"
    return f"{name} joins {grouping.brief.name(move.to_network)}"
