"""The pictures of a fairness page: concentration curves, and maps of need and of extra money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from openpcn.engines.fairness.concentration import Concentration
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.kernel.wording import counted, pounds
from openpcn.workflows.drawings.charts import colours
from openpcn.workflows.drawings.charts.axes import legend_mark
from openpcn.workflows.drawings.charts.curves import Curve, Curves, curves_svg
from openpcn.workflows.drawings.facts import AreaOnMap, MapFacts
from openpcn.workflows.drawings.legend import LegendEntry
from openpcn.workflows.facts.show_facts import inputs_of
from openpcn.workflows.fairness.groups import by_network
from openpcn.workflows.fairness.scenario import Method
from openpcn.workflows.fairness.show_fairness import Fairness
from openpcn.workflows.keeping import kept
from openpcn.workflows.maps.drawing import MapPicture, as_it_is, drawn, ready_map
from openpcn.workflows.profiles.pictures import ChartPicture

Link = Callable[[str], str]
NEAR = Decimal("0.002")
"""Indices closer than this are said to be the same."""
ENOUGH = 8
"""Practices below which an index is not put into words: each one is seen in the curve."""
FIVE = 5
"""Shades of a map."""
METHODS = {
    Method.PUBLISHED: "contractor-weighted patients as published",
    Method.CARR_HILL: "Carr-Hill as far as its parts are held (illustrative)",
    Method.OPEN: "the open weight from age, sex and deprivation",
}


def says(found: Fairness) -> str:
    """What the curves say, in a sentence."""
    need, money = found.need.index, found.today.index
    if len(found.practices) < ENOUGH:
        return f"Money and need of {counted(len(found.practices), 'practice')}"
    if need <= NEAR:
        return "Need is about the same for every patient here"
    if abs(money - need) <= NEAR:
        return "Money rises with need about as fast as need does"
    if money <= NEAR:
        return "Practices with greater need have no more money for each patient"
    if money < need:
        return "Practices with greater need have more money for each patient, but not as much more"
    return "Money rises faster than need along the order of need"


def curves(found: Fairness) -> ChartPicture:
    """Need, money today and money after, along the order of need."""
    lines = [
        curve("Need", found.need, colours.TEXT, None),
        curve("Money today", found.today, colours.MAIN, None),
    ]
    if found.plan.gainers:
        lines.append(curve("After the plan", found.after, colours.MAIN, "5 3.5"))
    facts = Curves(
        title=says(found),
        description=(
            "Lines over the patients in the order of need, the greatest first. Each is as high as "
            "the share of need or money of the patients so far is above their own share. "
            f"Index of need {found.need.index}, of money today {found.today.index}, after the "
            f"plan {found.after.index}. The table beside it has every figure."
        ),
        curves=tuple(lines),
        start="greatest need",
        end="least need",
        beneath="registered patients by the need of their practice",
    )
    legend = [
        (legend_mark("curve-need"), "Need"),
        (legend_mark("curve-money"), "Money today"),
    ]
    if found.plan.gainers:
        legend.append((legend_mark("curve-after"), "Money after the plan"))
    return ChartPicture(
        title=says(found),
        beneath=f"Share of need or money above the share of patients, in percentage points, "
        f"{found.held.year}; need by {METHODS[found.scenario.method]}. Concentration curves, "
        "drawn as their distance from equal pounds for each patient.",
        wide=curves_svg(facts, name="curves"),
        narrow=curves_svg(facts, name="curves-narrow", narrow=True),
        legend=tuple(legend),
        note="Where the line of money lies on that of need, money follows need. A line along "
        "nought is the same pounds for every patient.",
    )


def curve(words: str, found: Concentration, colour: str, dashes: str | None) -> Curve:
    """One amount as distances from the straight line, in points."""
    return Curve(
        words=words,
        colour=colour,
        dashes=dashes,
        points=tuple(
            (float(100 * one.patients), float(100 * (one.amount - one.patients)))
            for one in found.points
        ),
    )


def maps(found: Fairness, *, when: When, link: Link = as_it_is) -> tuple[MapPicture, ...]:
    """Need and extra money for each patient by network, beside each other; of a network one map."""
    page = found.held.page
    asked = (page.subject.code, link("/"), found.scenario, str(found.held.year))
    inputs = (asked, inputs_of(page.whole.code, when=when))
    return kept("fairness-maps", inputs, lambda: draw(found, when, link))


def draw(found: Fairness, when: When, link: Link) -> tuple[MapPicture, ...]:
    """The maps, where there is land to draw on."""
    subject = found.held.page.subject
    ready = ready_map(subject.code, when=when, link=link)
    if ready.facts is None or ready.land is None:
        return ()
    facts = ready.facts
    if subject.kind == "network":
        titled = replace(with_gainers(facts, found), title="Practices that gain")
        made = drawn(titled, name="map-gain", land=ready.land, note=note(found))
        return (with_legend(made, found),)
    facts = replace(facts, areas=tuple(replace(one, band=None) for one in facts.areas))
    lines = [one for one in by_network(found) if one.code]
    need = {one.code: one.need / one.patients for one in lines}
    extra = {one.code: one.extra / one.patients for one in lines}
    pictures = []
    for name, title, value_of, words in (
        ("need", "Need for each patient", need, weights_words),
        ("gain", "Extra money for each patient", extra, pounds_words),
    ):
        shade_of, shade_words = classes(value_of, words)
        shades = shaded(facts, shade_of, value_of, words)
        titled = replace(facts, title=title, description=described(title, found), shades=shades)
        pictures.append(
            drawn(titled, name=f"map-{name}", land=ready.land, words=shade_words, note=note(found))
        )
    return tuple(pictures)


def described(title: str, found: Fairness) -> str:
    """What a map is of, for those who do not see it."""
    return f"{title}, by network, {found.held.year}. The table beneath lists every network."


def with_gainers(facts: MapFacts, found: Fairness) -> MapFacts:
    """Practices that gain stand out."""
    gain = {one.code for one in found.plan.gainers}
    marks = tuple(replace(one, chosen=one.code in gain) for one in facts.practices)
    return replace(facts, practices=marks)


def with_legend(made: MapPicture, found: Fairness) -> MapPicture:
    """The legend says which practices are dark."""
    if not found.plan.gainers:
        return made
    entry = LegendEntry(mark=legend_mark("ours"), words="Practice that gains")
    return replace(made, legend=(*made.legend, entry))


def shaded(
    facts: MapFacts,
    shade_of: Mapping[str, int],
    value_of: Mapping[str, Decimal],
    words: Callable[[Decimal], str],
) -> tuple[AreaOnMap, ...]:
    """The catchments of the networks that are compared, each in its class."""
    return tuple(
        replace(
            one,
            shade=shade_of[one.code],
            band=None,
            chosen=False,
            name=as_written(one.name),
            words=words(value_of[one.code]),
        )
        for one in facts.areas
        if one.code in shade_of
    )


def classes(
    value_of: Mapping[str, Decimal], words: Callable[[Decimal], str]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Five classes with about equally many networks each, the lowest the lightest.

    Equal values stand in one class, so that there can be fewer; the darkest is always used.
    """
    order = sorted(value_of.values())
    cuts = sorted({order[len(order) * step // FIVE] for step in range(FIVE)}) if order else []
    shade_of = {}
    for code, value in value_of.items():
        at = sum(cut <= value for cut in cuts) - 1
        shade_of[code] = at + FIVE - len(cuts) if at else 0
    said = []
    for step in range(FIVE):
        inside = [value for code, value in value_of.items() if shade_of[code] == step]
        ends = dict.fromkeys(words(each) for each in (min(inside), max(inside))) if inside else ()
        said.append(" to ".join(ends))
    return shade_of, tuple(said)


def weights_words(value: Decimal) -> str:
    """Need of one patient."""
    return f"{value:.2f}"


def pounds_words(value: Decimal) -> str:
    """Pounds for one patient."""
    return pounds(value)


def note(found: Fairness) -> str:
    """What the maps are made from."""
    return (
        f"Catchments are where most patients of each network live, and no boundary of anything. "
        f"Need by {METHODS[found.scenario.method]}, {found.held.year}."
    )
