"""A column says how its cells are set, numbers and what a narrow page leaves out alike."""

from __future__ import annotations

from openpcn.web.presenters.tables import Column


def test_a_number_too_is_left_out_where_the_page_is_narrow() -> None:
    kinds = [
        Column(label="A").kind,
        Column(label="B", is_number=True).kind,
        Column(label="C", is_minor=True).kind,
        Column(label="D", is_number=True, is_minor=True).kind,
    ]
    assert kinds == ["", "n", "m", "n m"]
