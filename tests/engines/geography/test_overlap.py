"""Registered patients and residents stand side by side, and nobody is counted twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.geography.overlap import ELSEWHERE, NO_NETWORK, NOT_KNOWN, Part, overlap
from openpcn.engines.geography.registrations import Registration

NETWORK_OF = {"a": "N1", "b": "N1", "c": "N2"}
WHOLE_OF = {"E1": "Riverside", "E2": "Riverside", "E3": "Hillside"}
ROWS = [
    Registration("a", "E1", 60),
    Registration("b", "E2", 20),
    Registration("b", "E3", 10),
    Registration("a", "E9", 5),
    Registration("a", "NO2011", 5),
    Registration("c", "E1", 20),
    Registration("x", "E1", 100),
    Registration("x", "E9", 100),
]


def test_a_networks_patients_live_here_elsewhere_or_it_is_not_known() -> None:
    assert overlap(ROWS, NETWORK_OF, WHOLE_OF).where_patients_live["N1"] == (
        Part(code="Riverside", patients=80, share=0.8),
        Part(code="Hillside", patients=10, share=0.1),
        Part(code=ELSEWHERE, patients=5, share=0.05),
        Part(code=NOT_KNOWN, patients=5, share=0.05),
    )


def test_residents_are_registered_with_networks_or_with_practices_in_none() -> None:
    assert overlap(ROWS, NETWORK_OF, WHOLE_OF).who_registers_residents == {
        "Riverside": (
            Part(code="N1", patients=80, share=0.4),
            Part(code="N2", patients=20, share=0.1),
            Part(code=NO_NETWORK, patients=100, share=0.5),
        ),
        "Hillside": (Part(code="N1", patients=10, share=1.0),),
    }


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Registration,
            st.sampled_from("abcx"),
            st.sampled_from(["E1", "E2", "E3", "E9", "NO2011"]),
            st.integers(0, 50),
        )
    )
)
def test_every_patient_is_counted_once_each_way(rows: list[Registration]) -> None:
    both = overlap(rows, NETWORK_OF, WHOLE_OF)
    for network, parts in both.where_patients_live.items():
        patients = sum(r.patients for r in rows if NETWORK_OF.get(r.practice_code) == network)
        assert sum(part.patients for part in parts) == patients
    for whole, parts in both.who_registers_residents.items():
        patients = sum(r.patients for r in rows if WHOLE_OF.get(r.area_code) == whole)
        assert sum(part.patients for part in parts) == patients
        for part in parts:
            if part.code != NO_NETWORK:
                other = {p.code: p.patients for p in both.where_patients_live[part.code]}
                assert other[whole] == part.patients
