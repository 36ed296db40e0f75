"""A page made of sections: heading, sentences, tables, or what would be here."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.web.presenters.tables import Link, Table


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section of a page."""

    id: str
    heading: str
    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    empty: tuple[str, ...] = ()
    """What would be here, why it matters, how to add it, who can."""
    links: tuple[Link, ...] = ()
