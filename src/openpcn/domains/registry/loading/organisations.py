"""Organisations as files name, describe, place and join them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from openpcn.domains.registry import bulk
from openpcn.domains.registry.loading.files import Landing
from openpcn.domains.registry.models import Organisation, OrganisationCode
from openpcn.domains.registry.vocabulary import Kind

LOCAL = frozenset({Kind.PLACE, Kind.FEDERATION, Kind.HUB, Kind.VOLUNTARY, Kind.CARE_ALLIANCE})
"""Kinds that no national register codes: their codes are the installation's own."""


class Detail(NamedTuple):
    """What a file says of one organisation."""

    organisation_id: int
    name: str
    address: str = ""
    postcode: str = ""
    phone: str = ""
    status: str = "active"
    opened_on: date | None = None
    closed_on: date | None = None


class LinkStatement(NamedTuple):
    """What a file says one organisation is to another; no object means to none."""

    subject_id: int
    object_id: int | None
    is_snapshot: bool
    starts_on: date
    ends_on: date | None = None
    line: int = 0


class Place(NamedTuple):
    """Where a file puts one organisation: metres on the National Grid, degrees in WGS84."""

    organisation_id: int
    easting: float
    northing: float
    latitude: float
    longitude: float


def organisation_ids(
    codes: Iterable[str],
    *,
    kind: str | None = None,
    create: bool = False,
    scheme: str | None = None,
) -> dict[str, int]:
    """Our own id of each code; codes not held are made (of `kind`) with create, else left out.

    `scheme`: "ods" unless it is a kind that only the installation codes; "ons" for second codes.
    """
    wanted = sorted({code for code in codes if code})
    held: dict[str, int] = {}
    for chunk in bulk.in_chunks(wanted, 5_000):
        found = OrganisationCode.objects.filter(value__in=chunk)
        if scheme is not None:
            found = found.filter(scheme=scheme)
        held |= dict(found.order_by("-scheme").values_list("value", "organisation_id"))
    missing = [code for code in wanted if code not in held]
    if create and missing and kind:
        made = Organisation.objects.bulk_create(
            (Organisation(kind=kind) for _ in missing), batch_size=5_000
        )
        new = {code: row.pk for code, row in zip(missing, made, strict=True)}
        add_codes(new, scheme=scheme or ("local" if kind in LOCAL else "ods"))
        held |= new
    return held


def add_codes(id_of: dict[str, int], *, scheme: str) -> None:
    """Give organisations a code of a scheme, where they do not have it yet."""
    OrganisationCode.objects.bulk_create(
        (
            OrganisationCode(organisation_id=key, scheme=scheme, value=code)
            for code, key in id_of.items()
        ),
        ignore_conflicts=True,
        batch_size=5_000,
    )


def kinds_of(ids: Iterable[int]) -> dict[int, str]:
    """The kind of each organisation by our own id."""
    held: dict[int, str] = {}
    for chunk in bulk.in_chunks(sorted(set(ids)), 5_000):
        held |= dict(Organisation.objects.filter(id__in=chunk).values_list("id", "kind"))
    return held


def record_details(
    landing: Landing, rows: Iterable[Detail], *, on: date | None = None, is_register: bool = True
) -> int:
    """Keep names and addresses as on a day; the last row of an organisation in a file counts.

    `is_register`: the file is a register and knows address, status and dates. Maps of networks
    and lists only mention names and postcodes: False.
    """
    day = on or landing.period_on or landing.at.date()
    last = {row.organisation_id: row for row in rows}
    return bulk.insert(
        "registry_organisationdetail",
        (
            "organisation_id", "name", "address", "postcode", "phone", "status", "opened_on",
            "closed_on", "is_register", "starts_on", "known_from", "dataset_id",
        ),
        ((*row, is_register, day, landing.at, landing.dataset_id) for row in last.values()),
    )  # fmt: skip


def record_points(landing: Landing, rows: Iterable[Place], *, basis: str = "published") -> int:
    """Keep where organisations are."""
    return bulk.insert(
        "registry_organisationpoint",
        (
            "organisation_id", "easting", "northing", "latitude", "longitude", "basis",
            "known_from", "dataset_id",
        ),
        ((*row, basis, landing.at, landing.dataset_id) for row in rows),
    )  # fmt: skip


def record_statements(landing: Landing, role: str, rows: Iterable[LinkStatement]) -> int:
    """Keep what a file says organisations are to one another; settle afterwards."""
    return bulk.insert(
        "registry_linkstatement",
        (
            "subject_id", "object_id", "is_snapshot", "starts_on", "ends_on", "line", "role",
            "dataset_id",
        ),
        ((*row, role, landing.dataset_id) for row in rows),
    )  # fmt: skip
