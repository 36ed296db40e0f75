"""A mark of all that the registry holds, which differs after every change: for keeping answers."""

from __future__ import annotations

from openpcn.domains.registry.asking import ask

LOADED = "SELECT 'dataset', MAX(id), COUNT(known_until), MAX(known_until) FROM registry_dataset"
"""What a file brought hangs on its dataset, and goes with it."""
RECORDED = """SELECT 'recorded', MAX(id), COUNT(known_until), MAX(known_until)
    FROM registry_relationship WHERE basis = 'recorded'"""
ADDED = ("relationship", "organisationdetail", "organisationpoint", "areaboundary", "areapart")


def stamp() -> str:
    """One text for the state of the registry; the same until something is added or superseded."""
    added = [f"SELECT '{table}', MAX(id), 0, NULL FROM registry_{table}" for table in ADDED]
    rows = ask(" UNION ALL ".join([LOADED, RECORDED, *added]))
    return repr(sorted((name, number or 0, gone, str(last)) for name, number, gone, last in rows))
