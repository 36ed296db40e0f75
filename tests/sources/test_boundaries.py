"""Shapes of areas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from openpcn.kernel.errors import NotRight
from openpcn.sources import boundaries
from openpcn.sources.rows import BoundaryRow
from tests.sources import files

SQUARE = [[[-1.0, 52.0], [-1.0, 52.1], [-1.1, 52.1], [-1.0, 52.0]]]
BOW_TIE = [[[-1.0, 52.0], [-1.1, 52.1], [-1.1, 52.0], [-1.0, 52.1], [-1.0, 52.0]]]


def feature(code: str, coordinates: Any = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"LSOA21CD": code, "LSOA21NM": f"Zed {code}", "BNG_E": 4e5, "BNG_N": None},
        "geometry": {"type": kind, "coordinates": coordinates} if coordinates else None,
    }


def collection(*features: dict[str, Any], indent: int | None = None) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, indent=indent)


def test_a_shape_comes_with_its_code_name_and_centroid(tmp_path: Path) -> None:
    (row,) = files.read_whole(files.write(tmp_path, collection(feature("E01999999")))).rows
    assert isinstance(row, BoundaryRow)
    assert (row.kind, row.code, row.name) == ("lsoa21", "E01999999", "Zed E01999999")
    assert (row.easting, row.northing) == (400000.0, None)
    assert shapely.from_wkb(row.wkb).bounds == (-1.1, 52.0, -1.0, 52.1)


def test_shapes_are_read_one_at_a_time_across_the_seams_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boundaries, "CHUNK", 64)
    features = [feature(f"E019999{at:02}") for at in range(30)]
    path = files.write(tmp_path, collection(*features, indent=1))
    rows = files.read_whole(path).rows
    assert [row.code for row in rows if isinstance(row, BoundaryRow)] == [
        f"E019999{at:02}" for at in range(30)
    ]
    lines = path.read_text().splitlines()
    assert all(lines[row.line - 1].strip() == "{" for row in rows)


def test_a_shape_that_crosses_itself_is_mended_and_noticed(tmp_path: Path) -> None:
    path = files.write(tmp_path, collection(feature("E01999999", BOW_TIE)))
    was_read = files.read_whole(path)
    (row,) = was_read.rows
    assert isinstance(row, BoundaryRow)
    assert shapely.from_wkb(row.wkb).is_valid
    assert was_read.codes == ["shapes_mended"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (feature("E01999998", None), "E01999998 has no polygon."),
        (feature("E01999998", [-1.0, 52.0], "Point"), "E01999998 has no polygon."),
        (feature("E01999999"), "E01999999 has a shape already."),
        (feature("Zed"), "The code of the area is “Zed”; area codes are written E01000001."),
        (
            feature("E01999998", [[[4e5, 3e5], [4e5, 4e5], [5e5, 4e5], [4e5, 3e5]]]),
            "The points of E01999998 are not longitude and latitude; fetch the file in WGS84.",
        ),
    ],
)
def test_an_area_without_a_shape_that_can_be_drawn_is_rejected(
    tmp_path: Path, bad: dict[str, Any], reason: str
) -> None:
    path = files.write(tmp_path, collection(feature("E01999999"), bad))
    assert files.read_whole(path).reasons == [(1, reason)]


def test_a_polygon_of_two_points_is_rejected(tmp_path: Path) -> None:
    short = feature("E01999998", [[[-1.0, 52.0], [-1.0, 52.1]]])
    path = files.write(tmp_path, collection(feature("E01999999"), short))
    assert "cannot be drawn" in files.read_whole(path).reasons[0][1]


def test_a_map_that_breaks_off_is_refused_with_its_line(tmp_path: Path) -> None:
    whole = collection(*(feature(f"E019999{at:02}") for at in range(3)), indent=1)
    path = files.write(tmp_path, whole[: len(whole) // 2], "half.geojson")
    with pytest.raises(NotRight, match=r"half\.geojson, line \d+, breaks off") as refused:
        files.read_whole(path)
    assert "Fetch it again" in refused.value.next_step


def test_a_map_of_brackets_within_brackets_is_refused(tmp_path: Path) -> None:
    deep = collection(feature("E01999999")).replace("]}", ", " + "[" * 100_000)
    with pytest.raises(NotRight, match="breaks off or is not GeoJSON"):
        files.read_whole(files.write(tmp_path, deep))


def test_a_feature_without_an_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boundaries, "CHUNK", 64)
    monkeypatch.setattr(boundaries, "LONGEST_FEATURE", 128)
    endless = collection(feature("E01999999")).replace("Zed", "Z" * 5000)
    with pytest.raises(NotRight, match="breaks off or is not GeoJSON"):
        files.read_whole(files.write(tmp_path, endless))
