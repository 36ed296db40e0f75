"""What a structure diagram says in words: counts of patients, networks and practices."""

from __future__ import annotations

from openpcn.workflows.drawings.structure_facts import Structure


def counts(structure: Structure) -> str:
    """Patients, networks and practices in words."""
    return (
        f"{patients(structure.patients)} · {many(len(structure.networks), 'network')} · "
        f"{many(structure.practices, 'practice')}"
    )


def patients(count: int | None) -> str:
    """A number of patients in words."""
    return "size not known" if count is None else f"{count:,} patients"


def many(count: int, noun: str) -> str:
    """1 network, 2 networks."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
