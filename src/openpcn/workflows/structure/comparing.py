"""The difference between two days of the networks, as sums that add up, network by network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openpcn.kernel.errors import NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When, in_words
from openpcn.workflows.structure.explaining import Day, PracticeChange, day_of, practice_changes


@dataclass(frozen=True, kw_only=True)
class NetworkChange:
    """A network on both days; `patients_now` is `patients_before` plus the other figures."""

    code: str
    name: str
    name_before: str
    practices_before: int
    practices_now: int
    patients_before: int
    patients_now: int
    arrived: int
    """Patients of practices that are in it now and were not."""
    departed: int
    """Patients, then, of practices that were in it and are not now."""
    growth: int
    """Change of the lists of practices that were in it on both days."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two days of the networks within one organisation."""

    earlier: date
    later: date
    within: str
    practices_before: int
    practices_now: int
    patients_before: int
    patients_now: int
    networks: tuple[NetworkChange, ...]
    """Every network of either day."""
    changes: tuple[PracticeChange, ...]
    """Practices that are elsewhere, opened, closed or renamed; then all whose list changed."""

    @property
    def structural(self) -> tuple[PracticeChange, ...]:
        """The changes other than of a list only."""
        return tuple(change for change in self.changes if change.what != "list")


def compare_networks(
    *, earlier: date, later: date, within: str | None, as_known: datetime | None = None
) -> Comparison:
    """Which practices joined, left, opened, closed, merged, were renamed or grew."""
    if earlier >= later:
        raise NotRight(
            f"{in_words(earlier)} is not before {in_words(later)}.",
            next_step="Give the earlier day with --from and the later one with --to.",
        )
    before = day_of(When(as_at=earlier, as_known=as_known), within)
    now = day_of(When(as_at=later, as_known=as_known), within)
    return Comparison(
        earlier=earlier,
        later=later,
        within=within or "",
        practices_before=len(before.practices),
        practices_now=len(now.practices),
        patients_before=sum(one.patients or 0 for one in before.practices.values()),
        patients_now=sum(one.patients or 0 for one in now.practices.values()),
        networks=network_changes(before, now),
        changes=practice_changes(before, now),
    )


def network_changes(before: Day, now: Day) -> tuple[NetworkChange, ...]:
    """Every network of either day, with the sum that leads from one size to the other."""
    old, new = members_of(before), members_of(now)
    codes = sorted(
        old.keys() | new.keys(), key=lambda c: now.networks.get(c, before.networks.get(c, c))
    )
    return tuple(
        network_change(code, before, now, old.get(code, {}), new.get(code, {})) for code in codes
    )


def members_of(day: Day) -> dict[str, dict[str, int]]:
    """Patients by practice, by network."""
    members: dict[str, dict[str, int]] = defaultdict(dict)
    for code, practice in day.practices.items():
        if practice.network_code:
            members[practice.network_code][code] = practice.patients or 0
    return members


def network_change(
    code: str, before: Day, now: Day, old: Mapping[str, int], new: Mapping[str, int]
) -> NetworkChange:
    """One network's sum."""
    stayed = old.keys() & new.keys()
    name = now.networks.get(code) or before.networks.get(code, code)
    return NetworkChange(
        code=code,
        name=as_written(name),
        name_before=as_written(before.networks.get(code) or name),
        practices_before=len(old),
        practices_now=len(new),
        patients_before=sum(old.values()),
        patients_now=sum(new.values()),
        arrived=sum(new[one] for one in new.keys() - stayed),
        departed=sum(old[one] for one in old.keys() - stayed),
        growth=sum(new[one] - old[one] for one in stayed),
    )
