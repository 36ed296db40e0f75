"""Networks are proposed from a file, and what is not right in the file is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotPossible, NotRight, OpenPCNError
from openpcn.workflows.proposing.files import read_plan, read_practices
from openpcn.workflows.proposing.ground import ground_of
from openpcn.workflows.proposing.networks import propose_networks
from openpcn.workflows.proposing.question import Question
from openpcn.workflows.proposing.review import review_plan

HEADING = "practice_code,registered_patients,easting,northing,area_code,current_network"
Write = Callable[..., Path]

TOWN = [
    f"Z9000{i},{patients},{450_000 + 1000 * i},{300_000 + 700 * (i % 2)},A,{network}"
    for i, (patients, network) in enumerate(
        [(20_000, "U90001"), (14_000, "U90002"), (21_000, "U90002"), (16_000, "U90001")]
    )
]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of practices, or another with its own heading."""

    def written(rows: Sequence[str], *, heading: str = HEADING, name: str = "p.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([heading, *rows]) + "\n")
        return path

    return written


def ask(path: Path, **changes: object) -> Question:
    return Question(practices=path, seconds=20.0, **changes)  # type: ignore[arg-type]


def test_a_town_is_divided_and_every_figure_is_told(write: Write, tmp_path: Path) -> None:
    found = propose_networks(ask(write(TOWN), seed=7))
    said = found.as_json()
    assert {"+".join(one["practices"]) for one in said["networks"]} == {
        "Z90000+Z90001",
        "Z90002+Z90003",
    }
    for one in said["networks"]:
        assert one["in_band"]
        assert one["contiguous"]
        assert one["reasons"] == ()
    assert said["gap"] == pytest.approx(0, abs=1e-6)
    assert said["objective_km_per_patient"] == pytest.approx(said["lower_bound_km_per_patient"])
    assert said["patients_moved"] == 14_000 + 16_000
    assert said["seed"] == 7
    (area,) = said["areas"]
    assert (area["area_code"], area["proved_optimal"], area["gap"]) == ("A", True, 0.0)
    found.write_plan(tmp_path / "plan.csv")
    assert (tmp_path / "plan.csv").read_text().startswith("practice_code,network\nZ90000,U90001")
    found.write_neighbours(tmp_path / "near.csv")
    pairs = (tmp_path / "near.csv").read_text().splitlines()
    assert "Z90000,Z90001" in pairs
    assert "Z90001,Z90000" in pairs


def test_areas_are_divided_apart_and_told_one_by_one(write: Write) -> None:
    other = [row.replace("Z9000", "Z9001").replace(",A,", ",B,") for row in TOWN]
    told: list[tuple[int, int]] = []
    found = propose_networks(
        ask(write([*TOWN, *other])), told=lambda done, of: told.append((done, of))
    )
    assert [area.area_code for area in found.areas] == ["A", "B"]
    assert len(found.networks) == 4
    assert told[-1] == (2, 2)
    assert not any({"Z90000", "Z90010"} <= set(one.practices) for one in found.networks)


def test_one_area_can_be_chosen(write: Write) -> None:
    other = [row.replace("Z9000", "Z9001").replace(",A,", ",B,") for row in TOWN]
    found = propose_networks(ask(write([*TOWN, *other]), within="B", count=2))
    assert {one.area_code for one in found.networks} == {"B"}


def test_the_order_of_the_rows_does_not_matter(write: Write) -> None:
    one = propose_networks(ask(write(TOWN)))
    two = propose_networks(ask(write(TOWN[::-1])))
    assert one.networks == two.networks


def test_without_present_networks_nobody_moves_and_codes_are_made(write: Write) -> None:
    rows = [row.rsplit(",", 1)[0] for row in TOWN]
    found = propose_networks(ask(write(rows, heading=HEADING.rsplit(",", 1)[0])))
    assert found.patients_moved is None
    assert {one.network for one in found.networks} == {"A-01", "A-02"}


def test_two_practices_at_one_point_are_neighbours(write: Write) -> None:
    rows = ["Z90000,15000,450000,300000,A,", "Z90001,16000,450000,300000,A,"]
    (network,) = propose_networks(ask(write(rows))).networks
    assert network.in_band
    assert network.contiguous
    assert network.km_per_patient == 0


def test_what_cannot_be_in_band_carries_its_reason(write: Write) -> None:
    rows = ["Z90000,80000,450000,300000,A,", "Z90001,9000,451000,300000,B,"]
    found = propose_networks(ask(write(rows)))
    reasons = {one.network: one.reasons[0] for one in found.networks}
    assert "80,000 patients, more than 50,000" in reasons["A-01"]
    assert "No connected set of practices through Z90001" in reasons["B-01"]


REGISTRATIONS = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS"
)


def lives(practice: str, area: str, patients: int) -> str:
    return f"GP_PRAC_PAT_LIST,01JUL2022,{practice},INVENTED SURGERY,{area},ALL,{patients}"


def test_registrations_decide_who_is_a_neighbour(write: Write) -> None:
    rows = [
        lives("Z90000", "E01999001", 20_000),
        lives("Z90003", "E01999001", 16_000),
        lives("Z90001", "E01999002", 14_000),
        lives("Z90002", "E01999002", 21_000),
    ]
    registrations = write(rows, heading=REGISTRATIONS, name="lsoa.csv")
    found = propose_networks(ask(write(TOWN), registrations=registrations))
    assert {one.practices for one in found.networks} == {
        ("Z90000", "Z90003"),
        ("Z90001", "Z90002"),
    }
    assert found.patients_moved == 0
    assert "serve one area" in found.neighbour_rule


def test_boundaries_tell_how_far_patients_live(write: Write, tmp_path: Path) -> None:
    registrations = write(
        [lives("Z90000", "E01999001", 500), lives("Z90001", "E01999001", 500)],
        heading=REGISTRATIONS,
        name="lsoa.csv",
    )
    boundaries = tmp_path / "lsoa.geojson"
    boundaries.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
        '{"LSOA11CD": "E01999001", "LSOA11NM": "Invented 001A", "BNG_E": 450000, "BNG_N": 303000, '
        '"LONG": -1.26, "LAT": 52.62}, "geometry": {"type": "Polygon", "coordinates": '
        "[[[-1.27, 52.61], [-1.25, 52.61], [-1.25, 52.63], [-1.27, 52.61]]]}}]}"
    )
    found = propose_networks(
        ask(write(TOWN[:2]), registrations=registrations, boundaries=boundaries)
    )
    (network,) = found.networks
    assert network.patients_km == pytest.approx(2.5, abs=0.6)


@pytest.mark.parametrize(
    ("rows", "changes", "kind", "words"),
    [
        ([], {}, NotRight, "p.csv has no practices"),
        (
            ["Z90000,many,450000,300000,A,"],
            {},
            NotRight,
            "line 2: registered_patients of Z90",
        ),
        (["Z90000,-5,450000,300000,A,"], {}, NotRight, "registered_patients of Z90000 is '-5'"),
        (["Z90000,10000000,450000,300000,A,"], {}, NotRight, "is '10000000'"),
        (["Z90000,9000,,300000,A,"], {}, NotRight, "easting of Z90000 is missing"),
        (["Z90000,9000,450000,nan,A,"], {}, NotRight, "northing of Z90000 is 'nan'"),
        (["Z90000,9000,450000,300000,,"], {}, NotRight, "practice_code or area_code is missing"),
        (["Z90000,9000"], {}, NotRight, "practice_code or area_code is missing"),
        ([TOWN[0], TOWN[0]], {}, NotRight, "line 3: Z90000 is there a second time"),
        (TOWN, {"within": "X"}, NotRight, "p.csv has no practice in X"),
        (TOWN, {"smallest": 50_000, "largest": 30_000}, NotRight, "is above the largest"),
        (TOWN, {"together": (frozenset({"Z90000", "X"}),)}, NotRight, "The locks name X"),
        (
            TOWN,
            {
                "together": (frozenset({"Z90000", "Z90001"}),),
                "apart": (frozenset({"Z90000", "Z90001"}),),
            },
            NotPossible,
            "together and never together",
        ),
        (
            [*TOWN, "Z90009,9000,450000,300000,B,"],
            {"together": (frozenset({"Z90000", "Z90009"}),)},
            NotPossible,
            "lie in A and B",
        ),
        ([*TOWN, "Z90009,9000,1,1,B,"], {"count": 2}, NotPossible, "for one area"),
        (TOWN, {"count": 5}, NotPossible, "cannot make 5 networks"),
        (TOWN, {"registrations": Path("none.csv")}, NotRight, "There is no file none.csv"),
    ],
)
def test_what_is_not_right_is_said_before_any_work(
    write: Write,
    rows: list[str],
    changes: dict[str, object],
    kind: type[OpenPCNError],
    words: str,
) -> None:
    with pytest.raises(kind) as caught:
        propose_networks(ask(write(rows), **changes))
    assert words in caught.value.message
    assert caught.value.next_step


def test_a_file_without_its_columns_or_not_there_is_refused(write: Write, tmp_path: Path) -> None:
    with pytest.raises(NotRight, match="no column northing, area_code"):
        read_practices(write([], heading="practice_code,registered_patients,easting"))
    with pytest.raises(NotRight, match="There is no file"):
        read_practices(tmp_path / "none.csv")


def test_a_file_of_something_else_is_not_taken_for_registrations(write: Write) -> None:
    other = write(["1,2"], heading="a,b", name="other.csv")
    with pytest.raises(NotRight, match=r"other\.csv is not known as patients by practice"):
        propose_networks(ask(write(TOWN), registrations=other))


def test_a_plan_that_cannot_be_written_says_so(write: Write, tmp_path: Path) -> None:
    found = propose_networks(ask(write(TOWN)))
    with pytest.raises(NotRight, match="cannot be written"):
        found.write_plan(tmp_path / "none" / "plan.csv")
    assert not (tmp_path / "none").exists()


PLAN = ["Z90000,N1", "Z90001,N1", "Z90002,N2", "Z90003,N2"]


def test_a_plan_is_judged_by_the_same_rules(write: Write, tmp_path: Path) -> None:
    practices = read_practices(write(TOWN))
    rows = ["Z90000,N1", "Z90001,N2", "Z90002,N2", "Z90003,N2"]
    plan = write(rows, heading="practice_code,network", name="x.csv")
    found = review_plan(plan, practices, ground_of(practices), ask(tmp_path / "p.csv"))
    assert [(one.network, one.registered_patients, one.in_band) for one in found.networks] == [
        ("N1", 20_000, False),
        ("N2", 51_000, False),
    ]
    assert [finding.code for finding in found.findings] == ["below_smallest", "above_largest"]
    assert found.as_json()["neighbour_rule"].startswith("Two practices are neighbours")


def test_a_network_in_two_groups_is_said_to_be_so(write: Write, tmp_path: Path) -> None:
    rows = [f"Z9000{i},20000,{450_000 + 1000 * i},300000,A," for i in range(4)]
    practices = read_practices(write(rows))
    plan = ["Z90000,N1", "Z90001,N2", "Z90002,N1", "Z90003,N2"]
    found = review_plan(
        write(plan, heading="practice_code,network", name="x.csv"),
        practices,
        ground_of(practices),
        ask(tmp_path / "p.csv"),
    )
    assert not any(one.contiguous for one in found.networks)
    assert found.objective_km_per_patient == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (PLAN[:3], "1 practice missing (Z90003)"),
        ([*PLAN, "X,N1"], "1 practice not in the file of practices (X)"),
        ([*PLAN, "Z90000,N2"], "line 6: Z90000 is there a second time"),
        ([*PLAN[:3], "Z90003,"], "line 5: Z90003 has no network"),
    ],
)
def test_a_plan_with_a_strange_or_missing_practice_is_refused(
    write: Write, rows: list[str], words: str
) -> None:
    practices = [practice.code for practice in read_practices(write(TOWN))]
    with pytest.raises(NotRight) as caught:
        read_plan(write(rows, heading="practice_code,network", name="x.csv"), practices)
    assert words in caught.value.message
