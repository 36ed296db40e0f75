"""What changed in a system since the last map of networks and the last lists."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.lists import ListAnswer, lists_over_time
from openpcn.domains.registry.queries.structure import PracticeAnswer, practices
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How the lists of some practices changed between two days; only of those held on both."""

    patients: int
    since: date
    until: date
    practices: int


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One practice that belongs elsewhere now, opened or closed."""

    code: str
    name: str
    before: str
    """Code of the network before; empty: none, or not open."""
    before_name: str
    now: str
    now_name: str
    opened: bool = False
    closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Since:
    """What is different from an earlier day."""

    day: date
    changed: tuple[Changed, ...]


def growth_of(
    codes: Collection[str], lists: Mapping[str, list[ListAnswer]], *, when: When
) -> Growth | None:
    """How the newest lists for the day differ from the vintage before them."""
    newest = max((on for code in codes for on in held_days(lists, code, when)), default=None)
    if newest is None:
        return None
    earlier = {on for code in codes for on in held_days(lists, code, when) if on < newest}
    if not earlier:
        return None
    before = max(earlier)
    sizes = [{one.on: one.patients for one in lists.get(code, ())} for code in codes]
    both = [size for size in sizes if newest in size and before in size]
    return Growth(
        patients=sum(size[newest] - size[before] for size in both),
        since=before,
        until=newest,
        practices=len(both),
    )


def held_days(lists: Mapping[str, list[ListAnswer]], code: str, when: When) -> list[date]:
    """The days of a practice's lists that are not after the day."""
    return [one.on for one in lists.get(code, ()) if one.on <= when.as_at]


def lists_of(codes: Collection[str], *, when: When) -> dict[str, list[ListAnswer]]:
    """Every list of some practices, as known at the moment of the question."""
    return lists_over_time(codes, as_known=when.as_known)


def changes_since(system: str, day: date, *, now: Collection[PracticeAnswer], when: When) -> Since:
    """Practices of a system in another network than on an earlier day, opened or closed since."""
    then = {one.code: one for one in practices(when=earlier(when, day), within=system)}
    here = {one.code: one for one in now}
    changed = [
        Changed(
            code=code,
            name=(here.get(code) or then[code]).name,
            before=then[code].network_code or "" if code in then else "",
            before_name=then[code].network_name or "" if code in then else "",
            now=here[code].network_code or "" if code in here else "",
            now_name=here[code].network_name or "" if code in here else "",
            opened=code not in then,
            closed=code not in here,
        )
        for code in sorted(then.keys() | here.keys())
        if code not in then
        or code not in here
        or then[code].network_code != here[code].network_code
    ]
    return Since(day=day, changed=tuple(changed))


def earlier(when: When, day: date) -> When:
    """The same knowledge about an earlier day."""
    return When(as_at=day, as_known=when.as_known)
