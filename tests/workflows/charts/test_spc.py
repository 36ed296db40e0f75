"""XmR charts as they are drawn: marks, lines, labels, and the message in words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from openpcn.engines.spc import Better, Chart, Reading, Recalculation, xmr
from openpcn.workflows.drawings.charts.spc import spc_mark, ticks_between
from openpcn.workflows.spc_pictures import message, spc_picture, statement_of

SVG = "{http://www.w3.org/2000/svg}"
FLAT = (10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0)
FIRST = date(2025, 1, 31)


def chart(*values: float, better: Better = Better.LOWER, target: float | None = None,
          step: int | None = None) -> Chart:  # fmt: skip
    readings = [
        Reading(on=FIRST + timedelta(days=30 * at), value=value) for at, value in enumerate(values)
    ]
    steps = [] if step is None else [Recalculation(on=readings[step].on, reason="New clinic")]
    return xmr(readings, better=better, target=target, recalculated=steps)


def drawn(found: Chart) -> tuple[list[str], list[str], ElementTree.Element]:
    picture = spc_picture(
        found, id_="one", measure="Missed visits", beneath="Of ZN0001.", unit="%", decimals=1
    )
    root = ElementTree.fromstring(picture.wide)
    ElementTree.fromstring(picture.narrow)
    texts = [one.text or "" for one in root.iter(f"{SVG}text")]
    return texts, [words for _, words in picture.legend], root


def test_each_look_has_a_shape_of_its_own() -> None:
    def shapes(better: Better, last: float) -> set[str]:
        root = drawn(chart(*(0, 30) * 6, last, better=better))[2]
        return {one.tag.removeprefix(SVG) for group in root.iter(f"{SVG}g") for one in group} - {
            "title"
        }

    assert shapes(Better.LOWER, 10) == {"circle"}
    assert shapes(Better.LOWER, 200) == {"circle", "polygon"}
    assert shapes(Better.NEITHER, 200) == {"circle", "rect"}
    assert len({spc_mark(look) for look in ("ordinary", "concern", "improving", "other")}) == 4


def test_lines_are_named_with_their_values_at_the_right() -> None:
    texts, legend, root = drawn(chart(*FLAT, target=8.0))
    assert {"mean 10.5%", "target 8.0%"} <= set(texts)
    assert any(one.startswith("upper ") for one in texts)
    labels = [one for one in root.iter(f"{SVG}text") if (one.text or "").endswith("%")]
    heights = sorted(float(one.attrib["y"]) for one in labels if "mean" in (one.text or "")
                     or "target" in (one.text or ""))  # fmt: skip
    assert all(after - before >= 18 for before, after in pairwise(heights))
    assert legend == ["ordinary variation", "mean", "limits", "target"]


def test_without_limits_there_are_no_lines_and_no_claim() -> None:
    texts, legend, _ = drawn(chart(3, 4, 3))
    assert not [one for one in texts if one.startswith(("mean", "upper"))]
    assert legend == ["ordinary variation"]
    assert "too few readings" in message(chart(3, 4, 3), "Missed visits")


def test_limits_worked_out_anew_are_drawn_apart_with_the_reason_beneath() -> None:
    found = chart(*FLAT, *(one + 20 for one in FLAT), step=12)
    picture = spc_picture(found, id_="x", measure="m", beneath="", unit="", decimals=0)
    assert "Limits are worked out anew from 26 January 2026: New clinic." in picture.note
    dashed = [
        one for one in ElementTree.fromstring(picture.wide).iter(f"{SVG}line")
        if one.attrib.get("stroke-dasharray")
    ]  # fmt: skip
    assert len(dashed) == 4


@pytest.mark.parametrize(
    ("values", "target", "better", "said"),
    [
        (FLAT, None, Better.LOWER, "Visits: varying as usual"),
        (FLAT, 30, Better.LOWER, "will meet the target unless something changes"),
        (FLAT, 2, Better.LOWER, "will not meet the target unless something changes"),
        (FLAT, 10, Better.LOWER, "meets the target by chance only"),
        ((*FLAT, 40), None, Better.LOWER, "higher than usual, which is of concern"),
        ((*FLAT, -40), None, Better.LOWER, "lower than usual, which is better"),
        ((*FLAT, 40), None, Better.NEITHER, ": higher than usual"),
    ],
)
def test_the_title_is_the_message(
    values: tuple[float, ...], target: float | None, better: Better, said: str
) -> None:
    assert said in message(chart(*values, target=target, better=better), "Visits")


def test_a_statement_has_words_for_what_others_show_as_icons() -> None:
    found = statement_of(chart(*FLAT, 40, target=5))
    assert found.variation == "Special cause, of concern: higher"
    assert found.assurance.startswith("Hit and miss")
    assert found.signals == ("outside the limits",)
    assert (found.readings, found.latest) == (13, 40)
    few = statement_of(chart(1, 2))
    assert (few.mean, few.low, few.high) == (None, None, None)
    assert "five readings" in few.caution


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (4.1, 5.2, (4.0, 4.5, 5.0, 5.5)),
        (0, 0, (0.0, 0.25)),
        (7, 7, (6.0, 8.0)),
        (-3, 7, (-5.0, -2.5, 0.0, 2.5, 5.0, 7.5)),
    ],
)
def test_the_axis_encloses_all_values_with_round_steps(
    low: float, high: float, ticks: tuple[float, ...]
) -> None:
    assert ticks_between(low, high) == ticks


def test_what_is_of_concern_has_the_colour_of_attention_on_either_side() -> None:
    assert all('fill="#f2a25c"' in spc_mark("concern", is_high=side) for side in (True, False))
    assert spc_mark("concern", is_high=True) != spc_mark("concern", is_high=False)
