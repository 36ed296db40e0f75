"""What the API answers: the shape of each thing, in the words of the glossary."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ninja import Schema

from openpcn.web.api.questions import told_of

Item = TypeVar("Item")


class Problem(Schema):
    """What happened, and what to do about it (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    next_step: str
    instance: str


class SourceOut(Schema):
    """What stands behind an answer: its files with publisher and period, and its dates."""

    is_demonstration: bool
    """Whether the data are invented."""
    statement: str
    as_at: date
    as_known: datetime | None
    list_on: date | None


class Answer(Schema):
    """What every answer says of itself."""

    is_demonstration: bool
    source: SourceOut

    @staticmethod
    def resolve_is_demonstration(_answer: Any, context: Any) -> bool:
        """Whether the data behind the answer are invented."""
        return told_of(context["request"]).is_demonstration

    @staticmethod
    def resolve_source(_answer: Any, context: Any) -> Any:
        """The files and dates behind the answer."""
        return told_of(context["request"])


class Page(Answer, Generic[Item]):
    """One page of a list."""

    as_at: date
    as_known: datetime | None
    total: int
    page: int
    size: int
    next: str | None
    items: list[Item]


class SystemOut(Schema):
    """An integrated care board with what lies in it."""

    code: str
    name: str
    practices: int
    networks: int
    patients: int | None


class PlaceOut(SystemOut):
    """A place, or the sub-ICB location that stands in for one."""

    kind: str


class NetworkOut(Schema):
    """A network on a day."""

    code: str
    name: str
    practices: int
    patients: int | None
    list_on: date | None
    place_code: str | None
    place_name: str | None
    places: int
    system_code: str | None
    system_name: str | None
    opened_on: date | None
    closed_on: date | None
    has_rationale: bool


class PracticeOut(Schema):
    """A practice on a day."""

    code: str
    name: str
    postcode: str
    patients: int | None
    list_on: date | None
    network_code: str | None
    network_name: str | None
    place_code: str | None
    place_name: str | None
    sub_icb_code: str | None
    system_code: str | None


class MembershipOut(Schema):
    """A practice as a core member of a network; snapshots give the days it began between."""

    practice_code: str
    practice_name: str
    network_code: str
    network_name: str
    starts_on: date
    ends_on: date | None
    starts_after: date | None
    ends_before: date | None
    basis: str
    source: str


class OrganisationOut(Schema):
    """An organisation as its register describes it."""

    kind: str
    code: str
    name: str
    address: str
    postcode: str
    phone: str
    status: str
    opened_on: date | None
    closed_on: date | None


class LinkOut(Schema):
    """What one organisation was to another, from a day to a day."""

    subject_code: str
    subject_name: str
    role: str
    object_code: str
    object_name: str
    starts_on: date
    ends_on: date | None
    starts_after: date | None
    ends_before: date | None
    basis: str
    source: str


class ListOut(Schema):
    """A registered list on a day."""

    on: date
    patients: int


class RationaleOut(Schema):
    """Why a network is outside 30,000 to 50,000: written, signed and dated."""

    text: str
    signed_by: str
    signed_on: date
    starts_on: date
    ends_on: date | None


class NetworkShownOut(Answer):
    """One network with its practices, reasons and history."""

    network: NetworkOut | None
    organisation: OrganisationOut
    parents: list[OrganisationOut]
    members: list[PracticeOut]
    memberships: list[MembershipOut]
    rationales: list[RationaleOut]
    history: list[LinkOut]


class PracticeShownOut(Answer):
    """One practice with its lists and history."""

    practice: PracticeOut | None
    organisation: OrganisationOut
    parents: list[OrganisationOut]
    membership: MembershipOut | None
    lists: list[ListOut]
    history: list[LinkOut]


class NeighbourhoodOut(Schema):
    """A neighbourhood: a resident area of its own, made of small areas."""

    code: str
    name: str
    map_id: int
    area_kind: str
    areas: list[str]


class TreeNetworkOut(Schema):
    """A network in the structure."""

    code: str
    name: str
    patients: int | None
    practices: list[PracticeOut]


class TreePlaceOut(Schema):
    """A place in the structure; without a code, the networks of no known place."""

    code: str | None
    name: str | None
    networks: list[TreeNetworkOut]
    practices_in_no_network: list[PracticeOut]


class StructureOut(Answer):
    """Places, networks and practices of a system."""

    as_at: date
    as_known: datetime | None
    within: str
    places: list[TreePlaceOut]


class RoleHolderOut(Schema):
    """Someone who holds a role in an organisation, where published or open to the asker."""

    name: str
    role: str
    role_words: str
    organisation_code: str
    organisation_name: str
    organisation_kind: str
    email: str
    phone: str
    covers_for: str
    covered_by: str
    starts_on: date
    ends_on: date | None


class DatasetOut(Schema):
    """One file as it was loaded: what it is, whose, about when, and how much of it was kept."""

    id: int
    format: str
    title: str
    file_name: str
    publisher: str
    licence: str
    period_on: date | None
    period_basis: str
    rows_read: int
    rows_kept: int
    rows_rejected: int
    known_from: datetime
    is_demonstration: bool


class DataFindingOut(Schema):
    """Something that a person should know about the data."""

    dataset_id: int | None
    file_name: str
    code: str
    severity: str
    message: str
    next_step: str
    line: int | None
    subject_code: str
