"""A mark of all that the registry holds, which differs after every change: for keeping answers."""

from __future__ import annotations

from openpcn.domains.registry.queries.asking import ask

DATED = (
    "dataset",
    "relationship",
    "organisationdetail",
    "organisationpoint",
    "areaboundary",
    "areapart",
)
"""Tables that a file or a person adds to; what hangs on a dataset changes with it."""


def stamp() -> str:
    """One text for the state of the registry; the same until something is added or superseded."""
    parts = [
        f"""SELECT '{table}', COALESCE(MAX(id), 0), COUNT(known_until), MAX(known_until)
        FROM registry_{table}"""
        for table in DATED
    ]
    rows = ask(" UNION ALL ".join(parts))
    return repr(sorted((name, number, gone, str(last)) for name, number, gone, last in rows))
