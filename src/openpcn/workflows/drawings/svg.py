"""How a piece of SVG is written: escaped, with presentation attributes only (no inline styles)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise

FONT = "Arial, Liberation Sans, Helvetica, sans-serif"

Value = str | int | float | None


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def tag(name: str, *children: str, **attributes: Value) -> str:
    """One element; `stroke_width=2` is written stroke-width="2", and None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def _value(value: str | int | float) -> str:
    return number(value) if isinstance(value, float) else escape(str(value), quote=True)


def words(text: str) -> str:
    """Text as content of an element; signs that XML cannot hold are dropped."""
    return escape("".join(sign for sign in text if sign >= " "), quote=False)


def link(href: str, *children: str, title: str = "") -> str:
    """Children as a real link where there is an address, otherwise as a group."""
    named = (tag("title", words(title)), *children) if title else children
    return tag("a", *named, href=href) if href else tag("g", *named)


def picture(
    *children: str, name: str, width: float, height: float, title: str, description: str
) -> str:
    """A whole picture with its accessible name; `name` makes its ids unique on a page.

    What has the role of an image hides its links from those who hear the page, so that a picture
    with links is a group.
    """
    has_links = any("<a " in child for child in children)
    return tag(
        "svg",
        tag("title", words(title), id=f"{name}-title"),
        tag("desc", words(description), id=f"{name}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width),
        height=number(height),
        role="group" if has_links else "img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family=FONT,
        class_="drawing",
    )


def path_of(rings: Iterable[Iterable[tuple[float, float]]], *, closed: bool = True) -> str:
    """Rings or lines as path data: absolute start, then short relative steps."""
    return "".join(_ring(list(ring), closed) for ring in rings)


def _ring(points: list[tuple[float, float]], closed: bool) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    if closed and len(tenths) > 1 and tenths[0] == tenths[-1]:
        tenths = tenths[:-1]
    if len(tenths) < 2:
        return ""
    parts = [f"M{number(tenths[0][0] / 10)} {number(tenths[0][1] / 10)}l"]
    steps = []
    for (x0, y0), (x1, y1) in pairwise(tenths):
        if (x0, y0) != (x1, y1):
            steps.append(f"{number((x1 - x0) / 10)} {number((y1 - y0) / 10)}")
    return parts[0] + " ".join(steps) + ("z" if closed else "") if steps else ""
