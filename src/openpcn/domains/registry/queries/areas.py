"""Areas, their shapes, how they nest, and where a postcode is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from openpcn.domains.registry.asking import Params, among, ask

POSTCODES_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaAnswer:
    """A named piece of land, with its centroid on the British National Grid in metres."""

    id: int
    kind: str
    code: str
    name: str
    easting: float | None
    northing: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaChangeAnswer:
    """What became of an area of one edition in the next."""

    old_code: str
    new_code: str
    change: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A postcode unit on the British National Grid in metres."""

    postcode: str
    easting: float
    northing: float


def areas(kind: str, *, codes: Collection[str] | None = None) -> list[AreaAnswer]:
    """Areas of a kind and edition, by code; neighbourhoods are asked for by their map."""
    params: Params = {"kind": kind}
    rows = ask(
        f"""SELECT a.id, a.kind, a.code, a.name, a.easting, a.northing FROM registry_area a
        WHERE a.kind = %(kind)s AND a.neighbourhood_map_id IS NULL {coded(codes, params)}
        ORDER BY a.code""",
        params,
    )
    return [area_from(row) for row in rows]


def boundaries(kind: str, *, codes: Collection[str] | None = None) -> dict[str, bytes]:
    """The shape of each area as WKB in longitude and latitude, by code."""
    params: Params = {"kind": kind}
    rows = ask(
        f"""SELECT a.code, b.wkb FROM registry_area a
        JOIN registry_areaboundary b ON b.area_id = a.id AND b.known_until IS NULL
        WHERE a.kind = %(kind)s AND a.neighbourhood_map_id IS NULL {coded(codes, params)}
        ORDER BY a.code, b.id""",
        params,
    )
    return {code: bytes(wkb) for code, wkb in rows}


def parts_of(
    kind: str, whole_kind: str, *, wholes: Collection[str] | None = None
) -> dict[str, str]:
    """Which area of `whole_kind` each area of `kind` lies in, by code, as far as lookups tell."""
    params: Params = {"kind": kind, "whole": whole_kind}
    condition = f"AND w.code IN {among('w', wholes, params)}" if wholes is not None else ""
    rows = ask(
        f"""SELECT a.code, w.code FROM registry_areapart p
        JOIN registry_area a ON a.id = p.area_id JOIN registry_area w ON w.id = p.whole_id
        WHERE a.kind = %(kind)s AND w.kind = %(whole)s AND w.neighbourhood_map_id IS NULL
          AND p.known_until IS NULL {condition} ORDER BY p.id""",
        params,
    )
    return dict(rows)


def changes(from_kind: str, to_kind: str) -> list[AreaChangeAnswer]:
    """What became of each area of one edition in another, by the published lookup."""
    rows = ask(
        """SELECT DISTINCT o.code, n.code, c.change FROM registry_areachange c
        JOIN registry_area o ON o.id = c.old_id JOIN registry_area n ON n.id = c.new_id
        WHERE o.kind = %(old)s AND n.kind = %(new)s AND c.known_until IS NULL
        ORDER BY o.code, n.code""",
        {"old": from_kind, "new": to_kind},
    )
    return [
        AreaChangeAnswer(old_code=old, new_code=new, change=change) for old, new, change in rows
    ]


def find_postcode(text: str) -> Point | None:
    """Where a postcode is, if a file that is held says so."""
    postcode = "".join(text.split()).upper()
    rows = ask(
        """SELECT p.postcode, p.easting, p.northing FROM registry_postcode p
        JOIN registry_dataset d ON d.id = p.dataset_id AND d.known_until IS NULL
        WHERE p.postcode = %(postcode)s""",
        {"postcode": postcode},
    )
    return Point(postcode=rows[0][0], easting=rows[0][1], northing=rows[0][2]) if rows else None


def find_postcodes(postcodes: Collection[str]) -> dict[str, Point]:
    """Where some postcodes are, by the postcode without blanks; those not known are left out."""
    wanted = sorted({"".join(each.split()).upper() for each in postcodes if each.strip()})
    found: dict[str, Point] = {}
    for start in range(0, len(wanted), POSTCODES_AT_ONCE):
        params: Params = {}
        rows = ask(
            f"""SELECT p.postcode, p.easting, p.northing FROM registry_postcode p
            JOIN registry_dataset d ON d.id = p.dataset_id AND d.known_until IS NULL
            WHERE p.postcode IN {among("p", wanted[start : start + POSTCODES_AT_ONCE], params)}""",
            params,
        )
        found |= {row[0]: Point(postcode=row[0], easting=row[1], northing=row[2]) for row in rows}
    return found


def coded(codes: Collection[str] | None, params: Params) -> str:
    """The condition on an area's code, if codes are named."""
    return "" if codes is None else f"AND a.code IN {among('c', codes, params)}"


def area_from(row: tuple) -> AreaAnswer:  # type: ignore[type-arg]
    """One area from id, kind, code, name, easting, northing."""
    number, kind, code, name, easting, northing = row
    return AreaAnswer(
        id=number, kind=kind, code=code, name=name or "", easting=easting, northing=northing
    )
