"""Premises of the demonstration: a few buildings, and three bids that compete."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.premises.actions.bids import make_bid, move_bid, score_bid
from openpcn.domains.premises.actions.sites import (
    Description,
    record_room,
    record_site,
    record_use,
)
from openpcn.rulebook.premises import investment_priorities
from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.agreeing import codes_of
from openpcn.workflows.demonstration.invention import Invention

INVENTED = "Invented for the demonstration"
SINCE = date(2019, 4, 1)
SURVEY = date(2025, 9, 16)
SITES = (
    ("Quay House", "practice", "fair", None, 6, 4),
    ("Health Centre North", "nhs_property", "good", date(2031, 3, 31), 11, 14),
    ("The Old Chapel", "private", "poor", date(2027, 9, 30), 4, 0),
)
"""Name, ownership, condition, end of the lease, rooms, half days free."""
BIDS = (
    (0, "A training room and a lift", "240000", (2, 1, 2, 0, 3, 2, 0, 0, 1)),
    (1, "Two practices under one roof", "1850000", (3, 3, 2, 2, 1, 3, 3, 3, 2)),
    (2, "A new roof and four more rooms", "610000", (2, 1, 3, 2, 1)),
)
"""Site, title, pounds, and the points that have been given so far."""


def record_premises(invention: Invention, network: int, *, manager: Account, lead: Account) -> None:
    """The buildings of a network's practices, and bids that the commissioner has scored."""
    members = codes_of(invention, network)
    code = invention.networks.codes[network]
    sites = [record_building(at, members, code, by=manager) for at in range(len(SITES))]
    rules = investment_priorities()
    for at, title, pounds, points in BIDS:
        bid = make_bid(
            site=sites[at],
            bidder=code,
            title=title,
            what=f"{INVENTED}: what it is for, and what it will bring about.",
            fund="Estates fund 2026/27",
            pounds=Decimal(pounds),
            bid_on=date(2026, 9, 1),
            by=manager,
        )
        move_bid(bid, to="submitted", by=manager)
        for priority, given in zip(rules.codes, points, strict=False):
            score_bid(
                bid,
                priority=priority,
                points=given,
                most_points=rules.most_points,
                reason=INVENTED,
                by=lead,
            )


def record_building(at: int, members: list[str], code: str, *, by: Account) -> int:
    """One building with its rooms and users; the second is shared by two practices."""
    name, ownership, condition, lease_ends_on, rooms, free = SITES[at]
    site = record_site(
        owner=code,
        description=Description(
            name=name,
            address=f"{at + 12} {names.STREETS[at].title()}, {names.CITY}",
            ownership=ownership,
            lease_ends_on=lease_ends_on,
            condition=condition,
            surveyed_on=SURVEY,
            source=f"Premises audit of September 2025. {INVENTED}",
            starts_on=SINCE,
        ),
        by=by,
    )
    for kind, number in (("consulting", rooms), ("treatment", 1 + rooms // 4)):
        record_room(
            site,
            name=f"{kind.capitalize()} rooms",
            room_for=kind,
            rooms=number,
            square_metres=Decimal(13 * number),
            condition=condition,
            sessions_free=free if kind == "consulting" else 0,
            by=by,
        )
    for place, member in enumerate(members[at : at + (2 if at == 1 else 1)]):
        used_as = "main" if place == 0 else "branch"
        record_use(site, organisation=member, used_as=used_as, starts_on=SINCE, by=by)
    return site
