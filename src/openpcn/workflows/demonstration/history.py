"""What happened between 2019 and 2026: who joined, left, opened, closed, merged and was renamed.

The days are fixed, so that a page or a test can be pointed at each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from openpcn.workflows.demonstration.land import Ints
from openpcn.workflows.demonstration.networks import NO_NETWORK, Networks
from openpcn.workflows.demonstration.practices import Practices

FIRST_DAY = date(2019, 7, 1)
ICB_DAY = date(2022, 7, 1)
VINTAGES = (date(2022, 7, 1), date(2025, 3, 1), date(2026, 10, 1))
"""Days of the network maps and of the lists by age and by small area."""
LIST_DAYS = (
    date(2022, 7, 1), date(2023, 7, 1), date(2024, 7, 1), date(2025, 3, 1), date(2026, 1, 1),
    date(2026, 10, 1),
)  # fmt: skip
EPCN_DAY = date(2026, 8, 28)
"""The day of the file of dated memberships: what came later is in the last map only."""

NETWORK_CLOSED_ON = date(2023, 3, 31)
PRACTICE_CLOSED_ON = date(2023, 9, 30)
MERGED_ON = date(2024, 3, 31)
OPENED_ON = date(2024, 7, 1)
HANDOVER_ON = date(2024, 4, 1)
CHANGED_ON = date(2025, 10, 1)
LEFT_ON = date(2025, 3, 31)
JOINED_ON = date(2022, 10, 1)
RENAMED_BETWEEN = (date(2022, 7, 1), date(2025, 3, 1))


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A practice in a network from a day to a day, by number."""

    practice: int
    network: int
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class History:
    """Everything dated, by number of practice and network."""

    memberships: tuple[Membership, ...]
    """As they were."""
    merged: int
    merged_into: int
    closed: int
    opened: int
    changed_since: int
    """Its last change is in no dated file, only in the last map."""
    handover: int
    """Published as ending on the day that the next membership begins."""
    renamed: int
    """The network that had another name in the first vintage."""
    closed_network: int

    def is_open(self, practice: int, day: date) -> bool:
        """Whether a practice was open on a day."""
        until = {self.merged: MERGED_ON, self.closed: PRACTICE_CLOSED_ON}.get(practice)
        return not (until and day > until) and not (practice == self.opened and day < OPENED_ON)

    def network_on(self, practice: int, day: date) -> int:
        """The network of a practice on a day, or `NO_NETWORK`."""
        for each in self.memberships:
            ended = each.ends_on is not None and each.ends_on < day
            if each.practice == practice and each.starts_on <= day and not ended:
                return each.network
        return NO_NETWORK


def make_history(practices: Practices, networks: Networks) -> History:
    """Choose who changes, so that every kind of change happens once."""
    now = networks.network_of
    closed_network = len(networks.codes)
    chosen = choose(practices, networks)
    merged, closed, opened, handover, changed, since, joined, *dispersed = chosen
    partner = mate(now, merged, chosen)
    past: list[Membership] = []
    for at, network in enumerate(now):
        here, network = int(at), int(network)
        if here == merged:
            past.append(spell(here, network, ends_on=MERGED_ON))
        elif here == closed:
            past.append(spell(here, network, ends_on=PRACTICE_CLOSED_ON))
        elif here == opened:
            past.append(spell(here, network, starts_on=OPENED_ON))
        elif here == joined:
            past.append(spell(here, network, starts_on=JOINED_ON))
        elif network == NO_NETWORK:
            past.append(spell(here, neighbouring(practices, networks, here), ends_on=LEFT_ON))
        elif here in dispersed:
            past += moved(here, closed_network, network, next_day(NETWORK_CLOSED_ON))
        elif here in (handover, changed, since):
            day = {handover: HANDOVER_ON, changed: CHANGED_ON, since: VINTAGES[-1]}[here]
            past += moved(here, neighbouring(practices, networks, here), network, day)
        else:
            past.append(spell(here, network))
    return History(
        memberships=tuple(past), merged=merged, merged_into=partner, closed=closed, opened=opened,
        changed_since=since, handover=handover, renamed=int(now[handover]),
        closed_network=closed_network,
    )  # fmt: skip


def choose(practices: Practices, networks: Networks) -> list[int]:
    """Ten practices of ordinary size from networks that can spare them, small ones first."""
    count = np.bincount(networks.network_of[networks.network_of >= 0])
    order = [int(at) for at in practices.sizes.argsort()]
    taken: dict[int, int] = {}
    for at in order:
        network = int(networks.network_of[at])
        if network != NO_NETWORK and count[network] >= 4 and network not in taken:
            taken[network] = at
    found = list(taken.values())[:7]
    city = [at for at in order if practices.place[at] == 0 and at not in found]
    spare = [at for at in city if count[networks.network_of[at]] >= 4]
    return found + [at for at in spare if networks.network_of[at] != NO_NETWORK][4:7]


def mate(now: Ints, practice: int, chosen: list[int]) -> int:
    """Another practice of the same network, which takes the patients over."""
    return next(int(at) for at in np.flatnonzero(now == now[practice]) if int(at) not in chosen)


def neighbouring(practices: Practices, networks: Networks, practice: int) -> int:
    """The network of the nearest practice that is in another network."""
    away = np.hypot(*(practices.points - practices.points[practice]).T)
    own = networks.network_of[practice]
    away[(networks.network_of == own) | (networks.network_of == NO_NETWORK)] = np.inf
    return int(networks.network_of[away.argmin()])


def spell(
    practice: int, network: int, *, starts_on: date = FIRST_DAY, ends_on: date | None = None
) -> Membership:
    """One membership, from the first day of all networks where no other is given."""
    return Membership(practice=practice, network=network, starts_on=starts_on, ends_on=ends_on)


def moved(practice: int, old: int, new: int, day: date) -> list[Membership]:
    """From one network to another on a day."""
    before = date.fromordinal(day.toordinal() - 1)
    return [spell(practice, old, ends_on=before), spell(practice, new, starts_on=day)]


def next_day(day: date) -> date:
    """The day after."""
    return date.fromordinal(day.toordinal() + 1)
