"""The typed rows that readers return, whatever the publisher's layout was.

Every row carries `line`: the line (or worksheet row) of the file it came from, counted from 1
with the heading included, so that a finding can point at it. Codes are text, upper case, without
surrounding blanks. A value that the file leaves blank is None, never 0 or "".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from openpcn.sources.asset_rows import AssetRow


@dataclass(frozen=True, kw_only=True, slots=True)
class PracticeRow:
    """A GP practice as the Organisation Data Service describes it (epraccur)."""

    line: int
    code: str
    name: str
    region_code: str | None
    icb_code: str | None
    address: tuple[str, ...]
    postcode: str | None
    opened_on: date | None
    closed_on: date | None
    status: str
    """active, closed, dormant or proposed."""
    commissioner_code: str | None
    """Sub-ICB location (or CCG) that commissions it."""
    joined_commissioner_on: date | None
    left_commissioner_on: date | None
    phone: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkRow:
    """A Primary Care Network (ePCN, sheet PCNDetails)."""

    line: int
    code: str
    name: str
    sub_icb_code: str | None
    sub_icb_name: str | None
    opened_on: date | None
    closed_on: date | None
    address: tuple[str, ...]
    postcode: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MembershipRow:
    """A dated core membership (ePCN, sheet PCN Core Partner Details)."""

    line: int
    practice_code: str
    practice_name: str
    network_code: str
    network_name: str
    practice_sub_icb_code: str | None
    network_sub_icb_code: str | None
    starts_on: date
    ends_on: date | None
    """As published; the loader settles an end that falls on the next start."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MapRow:
    """A practice on the day of a registrations publication (gp-reg-pat-prac-map): a snapshot."""

    line: int
    on: date
    practice_code: str
    practice_name: str
    postcode: str | None
    network_code: str | None
    """None where the file says U (unallocated): no network."""
    network_name: str | None
    sub_icb_code: str | None
    sub_icb_ons_code: str | None
    sub_icb_name: str | None
    icb_code: str | None
    icb_ons_code: str | None
    icb_name: str | None
    region_code: str | None
    region_ons_code: str | None
    region_name: str | None
    supplier: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ListTotalRow:
    """Patients registered with a practice on a day, all ages and both sexes."""

    line: int
    on: date
    practice_code: str
    sub_icb_code: str | None
    patients: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ListByAgeRow:
    """Patients of a practice on a day by sex (FEMALE, MALE) and five-year band."""

    line: int
    on: date
    practice_code: str
    sex: str
    """F, M or other letters as published (I, U)."""
    age_from: int
    """First age of the band: 0, 5 ... 95 (95 and over)."""
    patients: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ListByAreaRow:
    """Patients of a practice on a day who live in one LSOA."""

    line: int
    on: date
    practice_code: str
    practice_name: str | None
    area_code: str
    """LSOA code, or NO2011 / NO2021 where the residence is not known or outside."""
    patients: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationLinkRow:
    """A sub-ICB location in its ICB and region (ONS lookup): codes of both schemes and names."""

    line: int
    sub_icb_code: str
    sub_icb_ons_code: str
    sub_icb_name: str
    icb_code: str
    icb_ons_code: str
    icb_name: str
    region_code: str
    region_ons_code: str
    region_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BoundaryRow:
    """The shape of one area in WGS84 longitude and latitude."""

    line: int
    kind: str
    """lsoa11, lsoa21, msoa21, ward25 ... : what it is and of which edition."""
    code: str
    name: str
    wkb: bytes
    """Polygon or multipolygon, longitude and latitude."""
    easting: float | None
    northing: float | None
    """Published centroid on the British National Grid, where the file gives one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaLinkRow:
    """One area lies in another (a lookup)."""

    line: int
    kind: str
    code: str
    name: str | None
    parent_kind: str
    parent_code: str
    parent_name: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaChangeRow:
    """What became of a 2011 LSOA in 2021: U unchanged, S split, M merged, X irregular."""

    line: int
    from_kind: str
    from_code: str
    from_name: str | None
    to_kind: str
    to_code: str
    to_name: str | None
    change: str
    """Blank where the file is a best fit that does not say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PostcodeRow:
    """A postcode unit's point on the British National Grid (Code-Point Open)."""

    line: int
    postcode: str
    """Without blanks: LE11AA."""
    easting: int
    northing: int
    quality: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PointRow:
    """Where an organisation is, in WGS84."""

    line: int
    code: str
    latitude: float
    longitude: float


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureRow:
    """One published figure about a practice, network or area, through a mapping file."""

    line: int
    measure: str
    """The mapping's own id of the measure."""
    subject_kind: str
    """practice, network, sub_icb, icb, lsoa11, lsoa21 ..."""
    subject_code: str
    category: str | None
    """A breakdown inside the measure (register AST, age band), where the file has one."""
    starts_on: date
    ends_on: date
    """First and last day that the figure is about."""
    value: float | None
    text: str | None
    """For measures in words (a rating), with value None."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeighbourhoodPartRow:
    """An LSOA belongs to a neighbourhood from a day on (our own CSV layout)."""

    line: int
    neighbourhood_code: str
    neighbourhood_name: str
    area_kind: str
    """lsoa11 or lsoa21."""
    area_code: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationRow:
    """Any organisation, for those that no published file lists (our own CSV layout)."""

    line: int
    code: str
    kind: str
    name: str
    postcode: str | None
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationshipRow:
    """A dated relationship between two organisations (our own CSV layout)."""

    line: int
    subject_code: str
    role: str
    object_code: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleHolderRow:
    """Someone holds a job role in an organisation (our own CSV layout)."""

    line: int
    organisation_code: str
    role: str
    person_name: str
    email: str | None
    phone: str | None
    covers_for: str | None
    """Name of the person whose role in the same organisation is covered."""
    is_published: bool
    starts_on: date
    ends_on: date | None


UNTIL_REPLACED = date.max
"""Last day of a figure that stands until the publisher brings out another (census, indices)."""


Row = (
    PracticeRow
    | NetworkRow
    | MembershipRow
    | MapRow
    | ListTotalRow
    | ListByAgeRow
    | ListByAreaRow
    | OrganisationLinkRow
    | BoundaryRow
    | AreaLinkRow
    | AreaChangeRow
    | PostcodeRow
    | PointRow
    | FigureRow
    | NeighbourhoodPartRow
    | OrganisationRow
    | RelationshipRow
    | RoleHolderRow
    | AssetRow
)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What a mapped figure is: words, unit and source, for every page that shows it."""

    id: str
    title: str
    unit: str
    """patients, full-time equivalent, per cent, pounds, score, rank, decile, words ..."""
    source: str
    publisher: str
    licence: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """What a file turned out to be."""

    format: str
    """Stable id: epraccur, registered-totals, network-map, mapped:qof-prevalence ..."""
    title: str
    publisher: str
    licence: str
    period_on: date | None
    """The day (or first day of the period) that the file is about."""
    period_basis: str
    """content, format (the format is of one period only), given, name, or none: whence it comes."""
    file_name: str
    """What messages call the file."""
    fingerprint: str
    """SHA-256 of the bytes; of the unpacked bytes where the file is gzip."""
    size: int
    """Bytes, unpacked: what a progress bar counts towards."""
    latest_day: date
    """Days after this one are not believed: two years from the day of reading."""
    encoding: str = "utf-8"
    delimiter: str = ","
    """How the text was saved; of no interest for workbooks."""


@dataclass(frozen=True, kw_only=True)
class NotRecognised:
    """A file that is not loaded: of no known format, or of one that is known and not used yet."""

    nearest: str | None
    """Title of the nearest format."""
    differences: tuple[str, ...]
    """Sentences: "The column NUMBER_OF_PATIENTS is missing."."""
    known_as: str | None = None
    """Title, where the file is known for what it is and not loaded; `differences` says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """A row that was not kept, and why."""

    line: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Noticed:
    """Something in the file that a person should know; not an error."""

    code: str
    """Stable id: unallocated_practices, residence_not_known, stacked_vintages ..."""
    message: str
    line: int | None = None
    subject_code: str | None = None


@dataclass(kw_only=True)
class Tally:
    """What reading has met so far; complete when the rows have been consumed."""

    read: int = 0
    kept: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)
    """Rows outside our scope, counted by reason ("not a GP practice", "total row")."""
    rejected: list[Rejected] = field(default_factory=list)
    rejected_count: int = 0
    """All rejected rows; `rejected` keeps the first 1,000."""
    noticed: list[Noticed] = field(default_factory=list)
    measures: tuple[Measure, ...] = ()
