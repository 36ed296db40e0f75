"""The timeline: every row is drawn, on the months that have room, for a page and for a phone."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from openpcn.workflows.drawings.charts.timeline import (
    Group,
    Span,
    Timeline,
    legend_of,
    timeline_svg,
)

LOOKS = ("expected", "reached", "dropped", "bid", "post")


def facts(*spans: Span, today: date = date(2026, 11, 22)) -> Timeline:
    return Timeline(
        title="One of two is late",
        description="Rows along the months",
        groups=(Group(name="Estates", spans=spans),),
        today=today,
    )


@pytest.mark.parametrize("narrow", [True, False])
@pytest.mark.parametrize("look", LOOKS)
def test_every_look_is_drawn_with_its_label(look: str, narrow: bool) -> None:
    span = Span(label="Rooms & <lift>", look=look, on=date(2027, 3, 1), first_on=date(2027, 1, 1))
    drawn = timeline_svg(facts(span), name="t", narrow=narrow)
    said = "".join(ElementTree.fromstring(drawn).itertext())
    assert "Rooms & <lift>" in said
    assert "One of two is late" in said


def test_a_long_name_and_one_from_right_to_left_are_cut_to_their_room() -> None:
    spans = [Span(label=text * 200, look="expected", on=date(2027, 1, 1)) for text in ("W", "م")]
    said = list(ElementTree.fromstring(timeline_svg(facts(*spans), name="t")).itertext())
    assert sum(one.endswith("…") for one in said) == 2


@pytest.mark.parametrize(
    ("last", "months"),
    [(date(2026, 12, 1), "Dec 2026"), (date(2028, 6, 1), "Jan 2027"), (date(2036, 6, 1), "2030")],
)
def test_the_calendar_has_no_more_lines_than_have_room(last: date, months: str) -> None:
    drawn = timeline_svg(facts(Span(label="x", look="expected", on=last)), name="t")
    said = list(ElementTree.fromstring(drawn).itertext())
    assert months in said
    assert sum(one[-4:].isdigit() for one in said) <= 9


def test_the_legend_has_a_mark_for_each_look() -> None:
    for look, mark in legend_of([*LOOKS, "baseline", "day"]).items():
        assert ElementTree.fromstring(mark).tag == "svg", look
