"""The structure now and in the future, as a picture and in words."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.kernel.documents import Column, Figure, Heading, Paragraph, Part, Table
from openpcn.kernel.names import as_written
from openpcn.workflows.drawings.structure import structure_svg
from openpcn.workflows.drawings.structure_facts import Structure
from openpcn.workflows.reports.ground import Ground
from openpcn.workflows.structure.show_structure import StructureAnswer, show_structure


def structure(ground: Ground) -> Iterator[Part]:
    """Answers to question g: today, then each future that the reader may see."""
    now = show_structure(ground.code, when=ground.when, viewer=ground.viewer)
    yield Heading(text="Now", level=2)
    yield from pictured(now)
    yield from (listed(side) for side in now.sides)
    yield Heading(text="In the future", level=2)
    if not now.futures:
        yield Paragraph(text="No change of the structure is published or under engagement.")
    for future in now.futures:
        shown = show_structure(
            ground.code, when=ground.when, viewer=ground.viewer, future=future.id
        )
        yield Heading(text=future.title, level=3)
        yield Paragraph(text=f"{future.state_words}. {shown.lead}")
        yield from pictured(shown)


def pictured(answer: StructureAnswer) -> Iterator[Part]:
    """The diagram; what it says is the sentence above it."""
    opened = [place.code for place in answer.places]
    is_one = isinstance(answer.shown, Structure)
    yield Figure(
        svg=structure_svg(answer.shown, opened=opened if is_one else (), paper=is_one),
        alternative=f"{answer.title}. {answer.lead}",
        caption=f"{answer.title}. {answer.note}".strip(),
    )


def listed(structure: Structure) -> Table:
    """The same in words."""
    return Table(
        caption=f"Places, networks and practices on {structure.note}",
        columns=(
            Column(label="Network"),
            Column(label="Place"),
            Column(label="Practices"),
            Column(label="Registered patients", is_number=True),
        ),
        rows=tuple(
            (
                as_written(network.name),
                as_written(place.name),
                "; ".join(as_written(one.name) for one in network.practices),
                "not held" if network.patients is None else f"{network.patients:,}",
            )
            for place in structure.places
            for network in place.networks
        ),
    )
