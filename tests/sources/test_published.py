"""The published files themselves: what each is, and how many rows it has."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from openpcn.sources.recognise import recognise
from openpcn.sources.rows import FigureRow, NotRecognised
from tests.sources import files

ONLINE = "online_consultation_submissions_practice_2025-03_2025-11_midlands.csv.gz"
PUBLISHED = [
    ("networks/ePCN_2023-01.xlsx", "epcn", 8784, 8784),
    ("networks/gp-reg-pat-prac-map_2022-01.csv", "network-map", 6527, 6527),
    ("networks/gp-reg-pat-prac-map_2025-03.csv", "network-map", 6242, 6242),
    ("practices/epraccur_2022-12.csv", "epraccur", 15536, 8223),
    ("practices/epraccur_2025-08.csv.gz", "epraccur", 16685, 8233),
    ("practices/practice_coords_2022.csv", "points", 19224, 15000),
    ("registered/gp-reg-pat-prac-all_2021-01.csv", "registered-totals", 6658, 6658),
    ("registered/gp-reg-pat-prac-all_2022-07.csv", "registered-totals", 6484, 6484),
    ("registered/gp-reg-pat-prac-all_2025-03.csv", "registered-totals", 6242, 6242),
    ("registered/gp-reg-pat-prac-lsoa-all_2022-07.csv", "registered-by-area", 15184, 15184),
    ("registered/gp-reg-pat-prac-quin-age_2025-03.csv.gz", "registered-by-age", 330326, 249680),
    ("geography/SICBL22_ICB22_NHSER22_EN_LU.csv", "lookup-organisations", 106, 106),
    ("geography/lsoa11_bsc.geojson", "boundaries-lsoa", 611, 611),
    ("geography/lsoa21_llr.geojson", "boundaries-lsoa", 634, 634),
    ("geography/msoa21_llr.geojson", "boundaries-msoa", 127, 127),
    ("geography/ward25_llr.geojson", "boundaries-ward", 176, 176),
    ("geography/lsoa11_lookup.csv", "lookup-lsoa11", 611, 611),
    ("geography/lsoa11_lsoa21_all_parts_midlands.csv", "lsoa-changes", 6432, 6432),
    ("geography/lsoa11_lsoa21_lad22.csv", "lsoa-best-fit", 611, 611),
    ("geography/lsoa21_lookup_llr.csv", "lookup-lsoa21", 634, 634),
    ("geography/lsoa21_lookup_midlands.csv.gz", "lookup-lsoa21", 6421, 6421),
    ("geography/imd2019_lsoa11.csv", "mapped:imd-2019", 1052, 1052),
    ("geography/census2021_disability_lsoa21_llr.csv", "mapped:census-2021-disability", 1268, 1268),
    (
        "geography/census2021_ethnicity_lsoa21_llr.csv",
        "mapped:census-2021-ethnic-group",
        3170,
        3170,
    ),
    ("geography/census2021_population_age6_lsoa21_llr.csv", "mapped:census-2021-age", 3804, 3804),
    ("deprivation-2025/File_7_IoD2025_domains_midlands.csv", "mapped:iod-2025", 6421, 6421),
    ("postcodes/cv.csv.gz", "postcodes", 19508, 19508),
    ("postcodes/de.csv.gz", "postcodes", 16594, 16594),
    ("postcodes/le.csv.gz", "postcodes", 21621, 21621),
    ("postcodes/ng.csv.gz", "postcodes", 28423, 28423),
    ("postcodes/nn.csv.gz", "postcodes", 15649, 15649),
    ("postcodes/pe.csv.gz", "postcodes", 25730, 25730),
    ("places/edispensary_2025-04_east_midlands.csv", "edispensary", 1884, 1874),
    ("places/libraries_east_midlands.csv", "libraries", 324, 324),
    ("schools/gias_open_establishments_2025-05_llr.csv", "schools", 491, 491),
    ("qof/PREVALENCE_2021_v2.csv", "mapped:qof-prevalence", 137991, 137991),
    ("qof/qof_cvd_practice_2023-24_midlands.csv", "mapped:qof-cardiovascular", 1261, 1261),
    ("quality/cqc_gp_overall_rating_2024-04_midlands.csv", "mapped:cqc-rating", 1238, 1238),
    ("payments/nhspaymentsgp-21-22_midlands.csv", "mapped:payments", 1345, 1345),
    ("payments/nhspaymentsgp-22-23_midlands.csv", "mapped:payments", 1325, 1325),
    (
        f"online-consultations/{ONLINE}",
        "mapped:online-consultations",
        11211,
        11163,
    ),
    (
        "workforce/gp_workforce_practice_fy2016_fy2024_llr.csv",
        "mapped:workforce-practice",
        1219,
        1219,
    ),
    (
        "workforce/gp_workforce_practice_fy2023_fy2025_midlands.csv",
        "mapped:workforce-practice",
        3845,
        3845,
    ),
    (
        "workforce/pcn_workforce_by_role_2025-11_midlands.csv",
        "mapped:workforce-network",
        3060,
        3060,
    ),
    (
        "experience/gpps_icb_by_imd_quintile_2017_2024.csv",
        "mapped:gp-patient-survey-icb",
        1376,
        1344,
    ),
    (
        "appointments/regional_csv_leicestershire_2023-06_2025-11.csv.gz",
        "mapped:appointments-regional",
        19980,
        19980,
    ),
    *(
        (f"appointments/gp_appts_practice_table{table}_2025-11_midlands.csv", kind, 1236, 1236)
        for table, kind in {
            "1": "mapped:appointments-total",
            "2a": "mapped:appointments-wait",
            "3a": "mapped:appointments-category",
            "4": "mapped:appointments-mode",
            "5": "mapped:appointments-professional",
            "6": "mapped:appointments-status",
        }.items()
    ),
]


@pytest.mark.parametrize(
    ("name", "format_id", "read", "kept"), PUBLISHED, ids=[each[0] for each in PUBLISHED]
)
def test_a_published_file_is_known_and_has_its_documented_rows(
    published_data: Path, name: str, format_id: str, read: int, kept: int
) -> None:
    was_read = files.read_whole(published_data / name)
    assert was_read.recognised.format == format_id
    assert (was_read.tally.read, was_read.tally.kept) == (read, kept)
    assert was_read.tally.rejected_count == 0


def test_traps_of_the_published_files_are_noticed(published_data: Path) -> None:
    older = files.read_whole(published_data / "networks/gp-reg-pat-prac-map_2022-01.csv")
    assert older.codes == ["unallocated_practices", *["network_in_two_systems"] * 4]
    assert older.tally.noticed[0].message.startswith("68 practices are in no network")
    newer = files.read_whole(published_data / "networks/gp-reg-pat-prac-map_2025-03.csv")
    assert newer.codes == ["unallocated_practices", "network_in_two_systems"]
    lived = files.read_whole(published_data / "registered/gp-reg-pat-prac-lsoa-all_2022-07.csv")
    assert lived.tally.noticed[0].message.startswith("221 patients live in an area")
    history = files.read_whole(published_data / "networks/ePCN_2023-01.xlsx")
    assert history.codes == ["end_on_next_start", "repeated_memberships"]


def test_appointments_of_an_area_add_up_the_same_by_every_breakdown(published_data: Path) -> None:
    path = published_data / "appointments/regional_csv_leicestershire_2023-06_2025-11.csv.gz"
    sums: dict[str, float] = {}
    for row in files.read_whole(path).rows:
        assert isinstance(row, FigureRow)
        sums[row.measure] = sums.get(row.measure, 0) + (row.value or 0)
    assert len(sums) == 5
    assert len(set(sums.values())) == 1


def test_pharmacies_and_libraries_count_as_their_publishers_say(published_data: Path) -> None:
    path = published_data / "places/edispensary_2025-04_east_midlands.csv"
    dispensers = files.read_whole(path)
    assert dispensers.tally.passed_over == {"proposed, not open yet": 10}
    counts = Counter((row.kind, row.standing) for row in dispensers.rows)  # type: ignore[union-attr]
    assert sum(n for (_kind, standing), n in counts.items() if standing == "active") == 1035
    assert sum(n for (_kind, standing), n in counts.items() if standing == "defunct") == 839
    libraries = files.read_whole(published_data / "places/libraries_east_midlands.csv")
    assert Counter(row.standing for row in libraries.rows) == {"active": 305, "defunct": 19}  # type: ignore[union-attr]


def test_every_other_published_table_is_known_for_what_it_is(published_data: Path) -> None:
    told = {each[0] for each in PUBLISHED}
    unknown = []
    for path in sorted(published_data.rglob("*")):
        name = str(path.relative_to(published_data))
        is_prose = path.suffix in (".txt", ".md") or not path.is_file()
        if is_prose or name in told or "LAYOUT_SAMPLE" in name:
            continue
        found = recognise(path)
        if not isinstance(found, NotRecognised) or found.known_as is None:
            unknown.append(name)
    assert unknown == []
