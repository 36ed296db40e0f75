"""The published files of England load whole, and join as counted by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpcn.domains.registry.queries import structure
from openpcn.domains.registry.queries.datasets import findings
from openpcn.domains.registry.queries.lists import list_totals
from openpcn.kernel.when import When
from openpcn.workflows.load_files import load_folder

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

COUNTED_BY_HAND = {
    "Totals 2022-07 to coordinates (2022-01)": (6_484, 6_484),
    "Totals 2022-07 to network map (2022-01)": (6_479, 6_484),
    "Totals 2022-07 to a network in the map (2022-01)": (6_479 - 62, 6_484),
    "Totals 2022-07 to a network in ePCN on 2022-07-01 (2023-01)": (6_395, 6_484),
    "Totals 2022-07 to a network in ePCN on 2022-07-01": (61_394_176, 61_768_942),
    "Totals 2025-03 to network map (2025-03)": (6_242, 6_242),
    "Totals 2025-03 to coordinates (2022-01)": (6_235, 6_242),
    "Patients by LSOA 2022-07 to Index of Multiple Deprivation 2019 by LSOA (2011)": (
        1_214_853,
        1_215_074,
    ),
    "Patients by LSOA 2022-07 to boundaries of lsoa11_bsc.geojson": (1_198_807, 1_215_074),
    "Patients by LSOA 2022-07 to LSOA 2021 through lsoa11_lsoa21_all_parts_midlands.csv "
    "(practices held whole)": (1_186_944, 1_187_267),
    "Patients by LSOA 2022-07 to LSOAs not split since 2011, "
    "lsoa11_lsoa21_all_parts_midlands.csv": (1_106_202, 1_187_267),
    "QOF register sizes by practice 2020-04 to totals 2021-01": (6_571, 6_571),
    "QOF register sizes by practice 2020-04 to totals 2022-07": (6_442, 6_571),
    "Network workforce by role 2025-11 to networks held": (225, 226),
}


def memory(mark: str) -> int:
    """Megabytes of this process: what it holds now (VmRSS), or its highest mark (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{mark}:")) // 1024


def test_the_published_files_load_join_and_tell_their_traps(published_data):
    held = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the highest mark is of the load alone
    report = load_folder(published_data)
    assert memory("VmHWM") - held < 1_024
    assert report.is_whole
    told = {join.name: (join.matched, join.of) for join in report.joins}
    assert {name: told.get(name) for name in COUNTED_BY_HAND} == COUNTED_BY_HAND
    assert len(findings(code="system_differs")) == 43
    assert [each.subject_code for each in findings(code="handover_on_one_day")] == ["F82001"]
    assert any("68 practices" in each.message for each in findings(code="unallocated_practices"))
    assert any("300 in part only" in each.message for each in findings(code="lists_partial"))

    in_2023 = network_of(date(2023, 1, 31))
    in_2025 = network_of(date(2025, 3, 31))
    assert (len(set(in_2023.values())), len(set(in_2025.values()))) == (26, 26)
    assert in_2023["C82018"] == "U05642"
    assert in_2025["C82018"] == "U08206"
    assert "C82662" not in in_2025

    march = When(as_at=date(2025, 3, 31))
    england = structure.networks(when=march)
    assert sum(each.practices for each in england) == 6_166
    assert sum(each.patients for each in england) == 63_525_083
    in_networks = [each for each in structure.practices(when=march) if each.network_code]
    assert sum(each.patients for each in in_networks) == 63_525_083
    assert len(structure.memberships(when=march)) == 6_166
    july = When(as_at=date(2022, 7, 1))
    by_epcn = [each for each in structure.memberships(when=july) if "ePCN" in each.source]
    lists = list_totals([each.practice_code for each in by_epcn], when=july)
    assert len(lists) == 6_395
    assert sum(each.patients for each in lists.values()) == 61_394_176


def network_of(day: date) -> dict[str, str]:
    """Practice → network in Leicester, Leicestershire and Rutland."""
    held = structure.memberships(when=When(as_at=day), within="QK1")
    return {each.practice_code: each.network_code for each in held}
