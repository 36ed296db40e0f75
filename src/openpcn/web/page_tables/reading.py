"""Read the tables back from a page of ours.

A table is known by its caption: its id is the name of the file, its text what the link says.
What only a screen shows (buttons, words for screen readers) is left out; a second line beneath
a value is a column of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

LEFT_OUT = {"pcn-no-print", "nhsuk-u-visually-hidden", "phone"}
"""Classes of what is for the screen or for screen readers only."""
UNDRAWN = {"svg", "script", "style"}
BREAKS = {0x200B: None, 0xAD: None}
VOID = {"br", "img", "input", "hr", "path", "wbr"}


@dataclass
class Said:
    """One cell: its text, and what stands beneath it."""

    text: str = ""
    second: str = ""


@dataclass
class PageTable:
    """One table of a page."""

    id: str = ""
    caption: str = ""
    rows: list[list[Said]] = field(default_factory=list)
    """The first row is the headings."""


class Reader(HTMLParser):
    """Collects the tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[PageTable] = []
        self._open: list[tuple[str, str]] = []
        """Each open element inside a table with what its text is: cell, second, caption, out."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        classes = set((told.get("class") or "").split())
        if tag == "table":
            self.tables.append(PageTable())
            self._open = [(tag, "")]
            return
        if not self._open or tag in VOID:
            if tag == "br":
                self.handle_data(" ")
            return
        above = self._open[-1][1]
        kind = kind_of(tag, classes, above)
        self._open.append((tag, kind))
        table = self.tables[-1]
        if "second" in classes and kind == "second" and table.rows[-1][-1].second:
            table.rows[-1][-1].second += "; "
        if tag == "tr":
            table.rows.append([])
        elif tag in {"th", "td"} and kind == "cell":
            table.rows[-1].append(Said())
        elif tag == "caption":
            table.id = told.get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        kind = self._open[-1][1] if self._open else ""
        table = self.tables[-1] if self.tables else PageTable()
        if kind == "caption":
            table.caption += data
        elif kind == "cell":
            table.rows[-1][-1].text += data
        elif kind == "second":
            table.rows[-1][-1].second += data


def has_own_file(attributes: str) -> bool:
    """Whether a table has a file of its own, or tells only where figures come from."""
    return "data-file" in attributes or "pcn-table--sources" in attributes


def kind_of(tag: str, classes: set[str], above: str) -> str:
    """What the text of an element is."""
    if tag == "caption":
        return "caption"
    if above == "out" or classes & LEFT_OUT or tag in UNDRAWN:
        return "out"
    if tag in {"th", "td"}:
        return "cell"
    return "second" if "second" in classes else above


def plain(text: str) -> str:
    """Text with single spaces, and without marks that say where a long word may be broken."""
    return " ".join(text.translate(BREAKS).split())


def tables_in(page: str) -> list[PageTable]:
    """The tables of a page that have a name and rows."""
    reader = Reader()
    reader.feed(page)
    found = [one for one in reader.tables if one.id and len(one.rows) > 1]
    for one in found:
        one.caption = plain(one.caption)
        for cell in (cell for row in one.rows for cell in row):
            cell.text, cell.second = plain(cell.text), plain(cell.second)
    return found
