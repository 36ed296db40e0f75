"""Our own CSV layouts, for what no publisher lists: the columns are named after the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from openpcn.sources.cells import (
    LONGEST_AREA_NAME,
    LONGEST_PERSON,
    LONGEST_PHONE,
    LONGEST_POSTCODE,
    LONGEST_ROLE,
    CellNotRight,
    Days,
    code_in,
    in_order,
    name_in,
    shown,
    text_or_none,
)
from openpcn.sources.formats import Format
from openpcn.sources.rows import (
    NeighbourhoodPartRow,
    OrganisationRow,
    Recognised,
    RelationshipRow,
    RoleHolderRow,
    Row,
    Tally,
)
from openpcn.sources.tables import headings_of, rows_of
from openpcn.sources.tallying import reject

Cells = dict[str, str]
Make = Callable[[int, Cells, Days], Row]

AREA_KINDS = ("lsoa11", "lsoa21")
WORDS_FOR_YES = {"yes": True, "true": True, "1": True, "y": True}
WORDS_FOR_NO = {"no": False, "false": False, "0": False, "n": False, "": False}


def _neighbourhood_part(line: int, cells: Cells, days: Days) -> NeighbourhoodPartRow:
    area_kind = cells["area_kind"].strip().lower()
    if area_kind not in AREA_KINDS:
        raise CellNotRight(f"The area_kind is {shown(cells['area_kind'])}; write lsoa11 or lsoa21.")
    row = NeighbourhoodPartRow(
        line=line,
        neighbourhood_code=code_in(cells["neighbourhood_code"], "neighbourhood_code"),
        neighbourhood_name=name_in(
            cells["neighbourhood_name"], "neighbourhood_name", longest=LONGEST_AREA_NAME
        ),
        area_kind=area_kind,
        area_code=code_in(cells["area_code"], "area_code"),
        starts_on=days(cells["starts_on"], "starts_on"),
        ends_on=days.or_none(cells["ends_on"], "ends_on"),
    )
    in_order(row.starts_on, row.ends_on)
    return row


def _organisation(line: int, cells: Cells, days: Days) -> OrganisationRow:
    row = OrganisationRow(
        line=line,
        code=code_in(cells["code"], "code"),
        kind=_word(cells["kind"], "kind"),
        name=name_in(cells["name"], "name"),
        postcode=text_or_none(cells["postcode"], longest=LONGEST_POSTCODE),
        starts_on=days(cells["starts_on"], "starts_on"),
        ends_on=days.or_none(cells["ends_on"], "ends_on"),
    )
    in_order(row.starts_on, row.ends_on)
    return row


def _relationship(line: int, cells: Cells, days: Days) -> RelationshipRow:
    row = RelationshipRow(
        line=line,
        subject_code=code_in(cells["subject_code"], "subject_code"),
        role=_word(cells["role"], "role"),
        object_code=code_in(cells["object_code"], "object_code"),
        starts_on=days(cells["starts_on"], "starts_on"),
        ends_on=days.or_none(cells["ends_on"], "ends_on"),
    )
    in_order(row.starts_on, row.ends_on)
    if row.subject_code == row.object_code:
        raise CellNotRight(f"{row.subject_code} is related to itself.")
    return row


def _role_holder(line: int, cells: Cells, days: Days) -> RoleHolderRow:
    published = (WORDS_FOR_YES | WORDS_FOR_NO).get(cells["is_published"].strip().lower())
    if published is None:
        raise CellNotRight(f"is_published is {shown(cells['is_published'])}; write yes or no.")
    email = text_or_none(cells["email"])
    if email is not None and ("@" not in email or " " in email):
        raise CellNotRight(f"The email is {shown(email)}, which is not an address.")
    row = RoleHolderRow(
        line=line,
        organisation_code=code_in(cells["organisation_code"], "organisation_code"),
        role=_word(cells["role"], "role"),
        person_name=name_in(cells["person_name"], "person_name", longest=LONGEST_PERSON),
        email=email,
        phone=text_or_none(cells["phone"], longest=LONGEST_PHONE),
        covers_for=text_or_none(cells["covers_for"]),
        is_published=published,
        starts_on=days(cells["starts_on"], "starts_on"),
        ends_on=days.or_none(cells["ends_on"], "ends_on"),
    )
    in_order(row.starts_on, row.ends_on)
    return row


def _word(cell: str, what: str) -> str:
    """A word of the vocabulary, written as core_member_of or core member of."""
    word = "_".join(cell.lower().split())
    if not word:
        raise CellNotRight(f"The {what} is blank.")
    if len(word) > LONGEST_ROLE or not word.replace("_", "").isalpha():
        raise CellNotRight(f"The {what} is {shown(cell)}; it is a word such as part_of.")
    return word


def _reader(make: Make, columns: tuple[str, ...]) -> Callable[..., Iterator[Row]]:
    def read_own(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
        days = Days(recognised.latest_day)
        at = [heading.lower() for heading in headings_of(path, recognised)]
        blanks = dict.fromkeys(columns, "")
        for line, cells in rows_of(path, recognised, tally):
            try:
                yield make(line, blanks | dict(zip(at, cells, strict=True)), days)
            except CellNotRight as problem:
                reject(tally, line, problem)

    return read_own


def _format(format_id: str, title: str, make: Make, row_type: type) -> Format:
    columns = tuple(name for name in row_type.__dataclass_fields__ if name != "line")  # type: ignore[attr-defined]
    optional = {"ends_on", "postcode", "email", "phone", "covers_for", "is_published"}
    return Format(
        id=format_id,
        title=title,
        publisher="Entered locally",
        licence="As its owner says",
        headings=tuple(name for name in columns if name not in optional),
        read=_reader(make, columns),
    )


FORMATS = (
    _format(
        "openpcn-neighbourhoods",
        "Neighbourhoods and the LSOAs they are made of (OpenPCN layout)",
        _neighbourhood_part,
        NeighbourhoodPartRow,
    ),
    _format(
        "openpcn-organisations",
        "Organisations of any kind (OpenPCN layout)",
        _organisation,
        OrganisationRow,
    ),
    _format(
        "openpcn-relationships",
        "Dated relationships between organisations (OpenPCN layout)",
        _relationship,
        RelationshipRow,
    ),
    _format(
        "openpcn-role-holders",
        "People and the job roles they hold (OpenPCN layout)",
        _role_holder,
        RoleHolderRow,
    ),
)
