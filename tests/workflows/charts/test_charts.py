"""Charts are well-formed, say their message, and put every mark where its figure is."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from openpcn.workflows.drawings.charts.axes import Scale, legend_mark, round_ticks, said
from openpcn.workflows.drawings.charts.curves import Curve, Curves, curves_svg
from openpcn.workflows.drawings.charts.dots import DotRow, Dots, dots_svg
from openpcn.workflows.drawings.charts.funnel import Funnel, FunnelLimit, FunnelPoint, funnel_svg
from openpcn.workflows.drawings.charts.pyramid import Band, Pyramid, pyramid_svg
from openpcn.workflows.drawings.charts.slope import Slope, SlopeGroup, slope_svg
from openpcn.workflows.drawings.charts.tenths import TenthBars, tenths_svg
from openpcn.workflows.drawings.charts.years import YearLine, Years, look_mark, years_svg

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def words_of(text: str) -> list[str]:
    return [one.text or "" for one in parsed(text).iter(f"{SVG}text")]


def pyramid(*, compared: bool = True) -> Pyramid:
    bands = (
        Band(label="0 to 4", male=2.0, female=1.5, other_male=3.0, other_female=2.5),
        Band(label="5 to 9", male=4.0, female=3.5, other_male=3.5, other_female=3.0),
    )
    return Pyramid(title="Fewer & older", description="Bars", bands=bands, compared=compared)


def funnel(*points: FunnelPoint) -> Funnel:
    limits = tuple(
        FunnelLimit(
            size=size, inner_low=4 - w, inner_high=4 + w, outer_low=4 - 2 * w, outer_high=4 + 2 * w
        )
        for size, w in ((500.0, 1.9), (5000.0, 0.8), (9000.0, 0.5))
    )
    return Funnel(
        title="One of two lies outside", description="Points", points=points, limits=limits,
        centre=4.0, centre_words="England 4.0%", unit="%", sizes="all registered patients",
    )  # fmt: skip


def point(name: str, size: float, value: float, standing: str = "within", *, chosen: bool = False,
          href: str = "") -> FunnelPoint:  # fmt: skip
    return FunnelPoint(
        name=name, size=size, value=value, standing=standing, is_chosen=chosen, href=href
    )


SLOPE = Slope(
    title="Twice as common", description="Ten groups",
    groups=tuple(
        SlopeGroup(at=(at + 0.5) / 5, value=5.0 - at / 2, low=4.8 - at / 2, high=5.2 - at / 2)
        for at in range(5)
    ),
    most_deprived=5.2, least_deprived=2.6, most_words="5.2%", least_words="2.6%",
    difference="2.60 points (2.10 to 3.10)", unit="%", ends=("most deprived", "least deprived"),
    beneath="five groups",
)  # fmt: skip
DOTS = Dots(
    title="One higher", description="Lines", compared_with="England",
    rows=(
        DotRow(label="Diabetes", ratio=1.2, low=1.1, high=1.3, standing="above", value="8% (7%)",
               peers=(0.9, 1.05, 9.0)),
        DotRow(label="Asthma", ratio=1.0, low=0.9, high=1.1, standing="within", value="6% (6%)"),
        DotRow(label="Cancer", ratio=0.0, low=0.0, high=0.6, standing="below", value="0% (3%)"),
    ),
)  # fmt: skip
TENTHS = TenthBars(
    title="More than in England", description="Bars", shares=(20.0, 10.0, 5.0), line_at=10.0,
    line_words="England 10%", beneath="tenth",
)  # fmt: skip
ALL = {
    "pyramid": (pyramid_svg, pyramid()),
    "funnel": (funnel_svg, funnel(point("A", 4000, 4.1), point("B", 800, 5.0, chosen=True))),
    "slope": (slope_svg, SLOPE),
    "dots": (dots_svg, DOTS),
    "tenths": (tenths_svg, TENTHS),
}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("chart", sorted(ALL))
def test_each_chart_has_a_name_a_description_and_ids_of_its_own(chart: str, narrow: bool) -> None:
    draw, facts = ALL[chart]
    root = parsed(draw(facts, name="it", narrow=narrow))
    assert root.find(f"{SVG}title").text == facts.title
    assert root.find(f"{SVG}desc").text == facts.description
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "it-title"
    assert float(root.get("width")) == (326 if narrow else 576)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("chart", sorted(ALL))
def test_nothing_of_a_chart_leaves_its_picture(chart: str, narrow: bool) -> None:
    draw, facts = ALL[chart]
    root = parsed(draw(facts, name="it", narrow=narrow))
    width, height = float(root.get("width")), float(root.get("height"))
    for one in root.iter():
        for key in ("x", "x1", "x2", "cx"):
            assert -1 <= float(one.get(key, "0")) <= width + 1, (chart, one.tag, one.attrib)
        for key in ("y", "y1", "y2", "cy"):
            assert -1 <= float(one.get(key, "0")) <= height + 1, (chart, one.tag, one.attrib)


def test_bars_of_a_pyramid_are_as_long_as_their_shares() -> None:
    bars = list(parsed(pyramid_svg(pyramid(), name="it")).iter(f"{SVG}rect"))
    men, women = float(bars[2].get("width")), float(bars[3].get("width"))
    assert men / women == pytest.approx(4.0 / 3.5, rel=0.01)
    assert float(bars[0].get("y")) > float(bars[2].get("y")), "the youngest stand below"


def test_a_pyramid_without_comparison_has_no_outline() -> None:
    assert "<path" in pyramid_svg(pyramid(), name="it")
    assert "<path" not in pyramid_svg(pyramid(compared=False), name="it")


def test_points_outside_a_funnel_have_another_shape() -> None:
    drawn = funnel_svg(
        funnel(point("In", 3000, 4.0), point("Up", 3000, 7.0, "above"),
               point("Down", 3000, 1.0, "below")), name="it",
    )  # fmt: skip
    assert drawn.count("<polygon") == 2
    assert drawn.count("<circle") == 1
    assert "<title>Up</title>" in drawn


def test_a_point_can_be_a_link_and_then_the_chart_is_a_group() -> None:
    drawn = funnel_svg(
        funnel(point("A", 3000, 4.0, href="/practices/A/"), point("B", 900, 4.0)), name="it"
    )
    assert 'href="/practices/A/"' in drawn
    assert parsed(drawn).get("role") == "group"


def test_chosen_points_are_named_apart_and_those_outside_keep_their_shape() -> None:
    drawn = funnel_svg(
        funnel(
            point("North Surgery", 3000, 4.0, chosen=True),
            point("South Surgery", 3100, 4.1, chosen=True),
            point("East Surgery", 3200, 7.5, "above", chosen=True),
            point("Other", 8000, 4.0),
        ),
        name="it",
    )
    labels = [one for one in parsed(drawn).iter(f"{SVG}text") if "Surgery" in (one.text or "")]
    assert len({one.get("y") for one in labels}) == 3
    assert drawn.count("<polygon") == 1


def test_many_chosen_points_are_not_named() -> None:
    many = [point(f"Surgery {at}", 1000 + at, 4.0, chosen=True) for at in range(9)]
    assert "Surgery" not in " ".join(words_of(funnel_svg(funnel(*many), name="it")))


def test_a_value_far_beyond_the_rest_stands_at_the_edge_with_its_figure() -> None:
    for size in (600, 9000):
        drawn = funnel_svg(
            funnel(point("A", 9000, 4.0), point("Far", size, 40.0, "above")), name="it"
        )
        assert "40.0%" in words_of(drawn)
        assert max(float(t.removesuffix("%")) for t in words_of(drawn) if re.match(r"[\d.]+%$", t)
                   and t != "40.0%") < 10  # fmt: skip


def test_a_funnel_without_limits_still_shows_its_centre() -> None:
    from dataclasses import replace

    drawn = funnel_svg(replace(funnel(point("A", 900, 4.0)), limits=()), name="it")
    assert "England 4.0%" in words_of(drawn)


def test_a_rising_slope_says_its_difference_at_the_other_side() -> None:
    from dataclasses import replace

    falling = words_at(slope_svg(SLOPE, name="it"), SLOPE.difference)
    up = replace(SLOPE, most_deprived=2.6, least_deprived=5.2)
    assert words_at(slope_svg(up, name="it"), SLOPE.difference) < falling
    low = replace(SLOPE, most_deprived=0.1)
    assert "5.2%" in words_of(slope_svg(low, name="it"))


def words_at(drawn: str, text: str) -> float:
    return next(float(one.get("x")) for one in parsed(drawn).iter(f"{SVG}text") if one.text == text)


def test_an_interval_that_leaves_out_the_comparison_has_a_triangle() -> None:
    drawn = dots_svg(DOTS, name="it")
    assert drawn.count("<polygon") == 2
    assert drawn.count("<circle") == 1
    assert "England = 1" in words_of(drawn)


def test_peers_far_away_are_not_drawn_at_the_edge() -> None:
    peers = [
        one
        for one in parsed(dots_svg(DOTS, name="it")).iter(f"{SVG}line")
        if one.get("stroke") == "#aeb7bd"
    ]
    assert len(peers) == 2


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0.0, (0.0, 1.0)), (3.9, (0, 1, 2, 3, 4)), (17, (0, 5, 10, 15, 20)),
        (0.0095, (0, 0.0025, 0.005, 0.0075, 0.01)), (900, (0, 250, 500, 750, 1000)),
    ],
)  # fmt: skip
def test_ticks_are_round_and_reach_the_largest_value(most: float, ticks: tuple[float, ...]) -> None:
    assert round_ticks(most) == ticks


def test_values_on_an_axis_are_written_short() -> None:
    assert [said(0, "%"), said(0.6, "%"), said(10_000), said(2.50, "%")] == [
        "0", "0.6%", "10,000", "2.5%",
    ]  # fmt: skip


def test_a_scale_keeps_what_lies_outside_at_its_edge() -> None:
    scale = Scale(low=0, high=10, start=100, end=0)
    assert [scale.at(value) for value in (-5, 0, 5, 10, 99)] == [100, 100, 50, 0, 0]


def test_every_mark_of_a_legend_is_drawn() -> None:
    for kind in ("above", "below", "within", "ours", "main", "interval", "peer", "line", "england",
                 "outline", "bars", "england-line", "solid", "dashed"):  # fmt: skip
        assert parsed(legend_mark(kind)).get("aria-hidden") == "true"


YEARS = Years(
    title="Fewer & fewer", description="Lines", unit="",
    lines=(
        YearLine(label="", look="published", points=((2020, 100.0), (2021, 98.0))),
        YearLine(label="goes on", look="told", points=((2021, 98.0), (2022, 96.0))),
        YearLine(label="needed", look="needed", points=((2021, 98.0), (2022, 97.0))),
    ),
    band=((2021, 98.0, 98.0), (2022, 90.0, 104.0)),
)  # fmt: skip


@pytest.mark.parametrize("narrow", [False, True])
def test_years_have_a_line_for_each_series_an_interval_and_labels_apart(narrow: bool) -> None:
    drawn = parsed(years_svg(YEARS, name="years", narrow=narrow))
    assert len(list(drawn.iter(f"{SVG}polyline"))) == 3
    assert len(list(drawn.iter(f"{SVG}polygon"))) == 1
    labels = {one.text: float(one.get("y", 0)) for one in drawn.iter(f"{SVG}text")}
    assert labels["goes on"] - labels["needed"] >= 18
    assert {"2020", "2021", "2022", "0"} <= set(labels)


def test_one_year_without_an_interval_is_still_a_chart() -> None:
    one = Years(
        title="One", description="One", lines=(YearLine(label="", look="published",
                                                        points=((2020, 0.0),)),),
    )  # fmt: skip
    drawn = parsed(years_svg(one, name="one"))
    assert not list(drawn.iter(f"{SVG}polygon"))
    many = tuple((year, 1.0) for year in range(1990, 2030))
    long = Years(title="M", description="M", lines=(YearLine(label="", look="told", points=many),))
    assert "1990" not in words_of(years_svg(long, name="many", narrow=True))
    assert all("svg" in look_mark(look) for look in ("told", "interval"))


def curves(*heights: float) -> Curves:
    return Curves(
        title="Money & need",
        description="Lines",
        curves=(
            Curve(words="Need", colour="#212b32", dashes=None, points=((0, 0), (50, 3), (100, 0))),
            Curve(
                words="Money", colour="#005eb8", dashes="5 3.5",
                points=((0, 0), *((50, height) for height in heights), (100, 0)),
            ),
        ),
        start="greatest need",
        end="least need",
        beneath="registered patients",
    )  # fmt: skip


@pytest.mark.parametrize("narrow", [False, True])
def test_curves_stand_above_and_below_the_line_of_equal_pounds(narrow: bool) -> None:
    drawn = curves_svg(curves(-1), name="c", narrow=narrow)
    assert {"greatest need", "least need", "0", "−1"} <= set(words_of(drawn))
    assert ("Need" in words_of(drawn)) is not narrow
    lines = [one.get("points") or "" for one in parsed(drawn).iter(f"{SVG}polyline")]
    middles = [float(one.split()[1].split(",")[1]) for one in lines]
    start = float(lines[0].split()[0].split(",")[1])
    assert middles[0] < start < middles[1]


def test_flat_curves_have_a_scale_too() -> None:
    assert "0" in words_of(curves_svg(curves(0), name="c"))
