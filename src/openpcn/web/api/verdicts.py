"""What the API answers about judgements: reviews, differences and futures."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema

from openpcn.web.api.answers import Answer


class MoveOut(Schema):
    """A practice changes network."""

    practice: str
    patients: int
    from_network: str | None
    to_network: str | None


class FindingOut(Schema):
    """One thing that needs attention, and the smallest change that would mend it."""

    code: str
    network: str | None
    practices: list[str]
    areas: list[str]
    amount: float
    unit: str
    title: str
    detail: str
    rule: str
    explained: bool
    mend: str
    moves: list[MoveOut]


class ReviewOut(Schema):
    """A judged map of networks."""

    within: str
    practices: int
    networks: int
    neighbour_rule: str
    findings: list[FindingOut]


class ReviewsOut(Answer):
    """The reviews of the systems that were asked about."""

    as_at: date
    as_known: datetime | None
    reviews: list[ReviewOut]


class PracticeChangeOut(Schema):
    """What became of one practice between two days."""

    code: str
    name: str
    what: str
    network_before: str | None
    network_now: str | None
    patients_before: int | None
    patients_now: int | None
    on: date | None
    sentence: str


class NetworkChangeOut(Schema):
    """A network on both days: before + arrived - departed + growth = now."""

    code: str
    name: str
    name_before: str
    practices_before: int
    practices_now: int
    patients_before: int
    patients_now: int
    arrived: int
    departed: int
    growth: int


class ComparisonOut(Answer):
    """The difference between two days, practice by practice."""

    earlier: date
    later: date
    within: str
    practices_before: int
    practices_now: int
    patients_before: int
    patients_now: int
    networks: list[NetworkChangeOut]
    changes: list[PracticeChangeOut]


class FutureChangeOut(Schema):
    """One practice joins another network in a future; no network: it leaves all."""

    practice_code: str
    practice_name: str
    network_code: str | None
    network_name: str | None


class FutureOut(Schema):
    """A possible map of networks that the asker may see."""

    id: int
    title: str
    owner_code: str
    owner_name: str
    state: str
    within_code: str
    within_name: str
    effective_on: date
    reason: str
    changes: list[FutureChangeOut]


class FutureShownOut(FutureOut, Answer):
    """One future, with the source of the data it starts from."""
