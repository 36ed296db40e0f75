"""People of the same name whom two networks record, for whoever approves the claims of both.

Two networks record a person each for themselves, so that one person can stand twice. A name is no
proof: what is found is to be asked about, and nothing is joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.permissions import organisations_where_may
from openpcn.domains.workforce.models import CURRENT, Holding
from openpcn.domains.workforce.permissions import APPROVE
from openpcn.kernel.person_names import name_key

FULL_TIME = Decimal("37.5")


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """One of two posts that may be the same person's."""

    network_id: int
    role: str
    post: str
    hours: Decimal
    """A week that this network claims."""


@dataclass(frozen=True, kw_only=True)
class SamePerson:
    """Two posts in two networks, held on the same days under one name."""

    name: str
    posts: tuple[Elsewhere, Elsewhere]
    starts_on: date
    ends_on: date | None

    @property
    def hours(self) -> Decimal:
        """A week, of both together."""
        return self.posts[0].hours + self.posts[1].hours

    @property
    def is_too_many(self) -> bool:
        """Whether it is more than one full-time post."""
        return self.hours > FULL_TIME


def same_people(viewer: Account | None, network_ids: Collection[int]) -> list[SamePerson]:
    """Names in post in two of these networks on one day; most hours together first.

    Only of networks whose claims the viewer approves.
    """
    mine = set(network_ids) & organisations_where_may(viewer, APPROVE)
    rows = Holding.objects.filter(CURRENT, network_id__in=mine).select_related("person")
    by_name: dict[tuple[str, ...], list[Holding]] = defaultdict(list)
    for row in rows.prefetch_related("places").order_by("network_id", "starts_on", "id"):
        by_name[name_key(row.person.name)].append(row)
    found = [
        pair_of(one, other)
        for held in by_name.values()
        for one, other in combinations(held, 2)
        if one.network_id != other.network_id
        and one.person_id != other.person_id
        and last_start(one, other) <= first_end(one, other)
    ]
    return sorted(found, key=lambda one: (-one.hours, one.name, one.starts_on))


def pair_of(one: Holding, other: Holding) -> SamePerson:
    """Two posts of one name."""
    ends = first_end(one, other)
    return SamePerson(
        name=one.person.name,
        posts=(elsewhere(one), elsewhere(other)),
        starts_on=last_start(one, other),
        ends_on=None if ends == date.max else ends,
    )


def elsewhere(held: Holding) -> Elsewhere:
    """A post, with the hours of it that its own network claims."""
    places = held.places.all()
    own = (each.hours for each in places if each.network_id == held.network_id)
    hours = sum(own, Decimal(0)) if places else held.hours
    return Elsewhere(network_id=held.network_id, role=held.role, post=held.post, hours=hours)


def last_start(one: Holding, other: Holding) -> date:
    """The first day of both."""
    return max(one.starts_on, other.starts_on)


def first_end(one: Holding, other: Holding) -> date:
    """The last day of both."""
    return min(one.ends_on or date.max, other.ends_on or date.max)
