"""What changed in a system since the last map of networks and the last lists."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.lists import ListAnswer
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import Membership, PracticeAnswer, memberships
from openpcn.kernel.when import When
from openpcn.workflows.keeping import kept


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How the lists of some practices changed between two days; only of those held on both."""

    patients: int
    since: date
    until: date
    practices: int


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One practice that is in another network than it was."""

    code: str
    name: str
    before: str
    """Code of the network before; empty: in none, or not open."""
    before_name: str
    now: str
    now_name: str


@dataclass(frozen=True, kw_only=True)
class Since:
    """What is different from an earlier day; nothing can be said where no memberships are held."""

    day: date
    changed: tuple[Changed, ...]
    is_known: bool


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


def changes_since(day: date, members: Collection[PracticeAnswer], *, when: When) -> Since:
    """Practices that were in another network on an earlier day than now, of some practices.

    A practice that has left counts where its network then is a network of the practices now.
    """
    then = {one.practice_code: one for one in memberships_then(day, when=when)}
    here = {one.code: one for one in members}
    networks = {one.network_code for one in members if one.network_code}
    left = {code for code, one in then.items() if one.network_code in networks} - here.keys()
    changed = [
        Changed(
            code=code,
            name=here[code].name if code in here else then[code].practice_name,
            before=then[code].network_code if code in then else "",
            before_name=then[code].network_name if code in then else "",
            now=(here[code].network_code or "") if code in here else "",
            now_name=(here[code].network_name or "") if code in here else "",
        )
        for code in sorted(here.keys() | left)
        if (then[code].network_code if code in then else None)
        != (here[code].network_code if code in here else None)
    ]
    return Since(day=day, changed=tuple(changed), is_known=bool(then))


def memberships_then(day: date, *, when: When) -> list[Membership]:
    """Every membership of an earlier day, by the same knowledge."""
    asked = When(as_at=day, as_known=when.as_known)
    return kept("memberships", (asked, stamp()), lambda: memberships(when=asked))
