"""What the marks of a map mean: a small picture and words for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpcn.kernel.names import as_written
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import Band, MapFacts
from openpcn.workflows.drawings.furniture import hatch
from openpcn.workflows.drawings.map_assets import drawn_as
from openpcn.workflows.drawings.svg import Value, tag

TALL = 16.0


@dataclass(frozen=True, kw_only=True)
class LegendEntry:
    """One mark with its meaning."""

    mark: str
    words: str


def legend_of(facts: MapFacts, *, shade_words: tuple[str, ...] = ()) -> tuple[LegendEntry, ...]:
    """The legend of a map: only what is on it."""
    return (
        *_areas(facts),
        *_shades(shade_words),
        *_not_known(facts),
        *_edges(facts),
        *_lines(facts),
        *_practices(facts),
        *_marks(facts),
    )


def _areas(facts: MapFacts) -> Iterator[LegendEntry]:
    chosen = next((area for area in facts.areas if area.chosen), None)
    if chosen is not None:
        fill = "#ffffff" if facts.shades else palette.CHOSEN
        dash = "6 4" if chosen.band is Band.BELOW else None
        look: dict[str, Value] = {"stroke": palette.DARK, "stroke_width": 2.2}
        look |= {"fill": fill, "stroke_dasharray": dash}
        mark = tag("rect", x=1.5, y=1.5, width=25, height=13, **look)
        yield LegendEntry(mark=_swatch(mark), words=as_written(chosen.name))
    soft = any(area.colour is not None and not area.chosen for area in facts.areas)
    if soft and not facts.shades:
        fills = palette.SOFT[:2]
        mark = "".join(
            tag("rect", x=at * 14, y=1, width=14, height=14, fill=fill)
            for at, fill in enumerate(fills)
        )
        yield LegendEntry(
            mark=_swatch(mark), words=f"Other {facts.called.lower()}" if chosen else facts.called
        )


def _shades(words: tuple[str, ...]) -> Iterator[LegendEntry]:
    for fill, said in zip(palette.BLUES, words, strict=False):
        if not said:
            continue
        look: dict[str, Value] = {"stroke": palette.EDGE, "stroke_width": 0.7}
        mark = tag("rect", x=0.5, y=1.5, width=27, height=13, fill=fill, **look)
        yield LegendEntry(mark=_swatch(mark), words=said)


def _not_known(facts: MapFacts) -> Iterator[LegendEntry]:
    sizes = any(area.band is Band.NOT_KNOWN for area in facts.areas)
    if not sizes and all(area.shade is not None for area in facts.shades):
        return
    look: dict[str, Value] = {"fill": "url(#legend-not-known)", "stroke": palette.DOT}
    mark = tag("defs", hatch("legend-not-known"))
    mark += tag("rect", x=0.5, y=1.5, width=27, height=13, **look)
    yield LegendEntry(mark=_swatch(mark), words="Size not known" if sizes else "Not known")


def _edges(facts: MapFacts) -> Iterator[LegendEntry]:
    bands = {area.band for area in facts.areas}
    line: dict[str, Value] = {"fill": "none", "stroke": palette.STRONG_EDGE}
    if Band.INSIDE in bands:
        mark = tag("path", d="M0 8h28", stroke_width=1.0, **line)
        yield LegendEntry(mark=_swatch(mark), words="Inside 30,000 to 50,000")
    if Band.BELOW in bands:
        mark = tag("path", d="M0 8h28", stroke_width=1.6, stroke_dasharray="5 3.5", **line)
        yield LegendEntry(mark=_swatch(mark), words="Below 30,000")
    if Band.ABOVE in bands:
        mark = tag("path", d="M0 6h28M0 10h28", stroke_width=1.0, **line)
        yield LegendEntry(mark=_swatch(mark), words="Above 50,000")


def _lines(facts: MapFacts) -> Iterator[LegendEntry]:
    look: dict[str, Value] = {"fill": "none", "stroke_linecap": "round", "stroke_width": 1.6}
    if facts.councils is not None:
        mark = tag("path", d="M1 8h26", stroke=palette.COUNCIL, stroke_dasharray="0 3.8", **look)
        yield LegendEntry(mark=_swatch(mark), words="Council boundary")
    if facts.neighbourhoods is not None:
        dash = "9 3 1 3"
        mark = tag("path", d="M1 8h26", stroke=palette.NEIGHBOURHOOD, stroke_dasharray=dash, **look)
        yield LegendEntry(mark=_swatch(mark), words="Neighbourhood boundary")


def _practices(facts: MapFacts) -> Iterator[LegendEntry]:
    if not facts.practices:
        return
    fill = palette.DARK if any(one.chosen for one in facts.practices) else palette.DOT
    dots = tag("circle", cx=6, cy=8, r=3.9, fill=fill) + tag(
        "circle", cx=19, cy=8, r=6.7, fill=fill
    )
    yield LegendEntry(mark=_swatch(dots), words="Practice, by list size (5,000 and 15,000)")
    if any((one.patients or 0) > 50_000 for one in facts.practices):
        mark = tag("rect", x=8, y=2, width=12, height=12, fill=fill)
        yield LegendEntry(mark=_swatch(mark), words="Practice above 50,000")
    if any(one.changed for one in facts.practices):
        mark = tag("circle", cx=14, cy=8, r=3, fill=fill)
        look: dict[str, Value] = {"fill": "none", "stroke": palette.CHANGE, "stroke_width": 2.0}
        mark += tag("circle", cx=14, cy=8, r=6.5, **look)
        yield LegendEntry(mark=_swatch(mark), words="Practice that changes network")


def _marks(facts: MapFacts) -> Iterator[LegendEntry]:
    called_by = {one.shape: one.called for one in facts.marks}
    for shape, called in sorted(called_by.items()):
        yield LegendEntry(mark=_swatch(drawn_as(shape, 14, 8, 6.0)), words=called)


def _swatch(mark: str) -> str:
    return tag(
        "svg",
        mark,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 28 {TALL:g}",
        width=28,
        height=TALL,
        aria_hidden="true",
        focusable="false",
    )
