"""How geographical spread is dealt with: sizes, distances, and what is out of line."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.domains.registry.queries.answers import NetworkAnswer
from openpcn.engines.geography.distances import Travel
from openpcn.kernel.documents import (
    Cell,
    Column,
    Footnote,
    Heading,
    Paragraph,
    Part,
    Row,
    Table,
)
from openpcn.kernel.names import as_written
from openpcn.workflows.reports.ground import NOT_HELD, Ground
from openpcn.workflows.reports.out_of_line import out_of_line

WORKING = (
    "Mean distance from the middle of the area where a patient lives to the nearest practice of "
    "the patient's network: the straight line × 1.3 for the detour of roads, weighted by patients."
)
FAR = "The farthest tenth of the patients lives at least this far from the nearest practice of it."


def spread(ground: Ground) -> Iterator[Part]:
    """Answers to question c."""
    yield Paragraph(
        text="Patients keep their practice wherever the network's other practices are. What "
        "spread changes for them is how far the nearest practice of the network is, where services "
        "are shared, and whether the network is one area."
    )
    yield networks_table(ground)
    yield Heading(text="What is out of line, and what would mend it", level=2)
    yield from out_of_line(ground)


def networks_table(ground: Ground) -> Table:
    """A row for each network."""
    return Table(
        caption="Size and distance of each network",
        columns=(
            Column(label="Network"),
            Column(label="Practices", is_number=True),
            Column(label="Registered patients", is_number=True),
            Column(label="Mean km to the nearest practice", is_number=True),
            Column(label="One in ten beyond, km", is_number=True),
        ),
        rows=tuple(network_row(ground, one) for one in ground.page.networks),
    )


def network_row(ground: Ground, network: NetworkAnswer) -> Row:
    """One network."""
    km = ground.page.whole.ground.km_by_network.get(network.code)
    members = ground.footnote("members", "Practices that are members on the day.")
    lists = ground.footnote("lists", "The lists of the network's practices, added up.")
    return (
        f"{as_written(network.name)} ({network.code})",
        Cell(text=str(network.practices), footnote=members),
        NOT_HELD
        if network.patients is None
        else Cell(text=f"{network.patients:,}", footnote=lists),
        *distances(km, ground.footnote("residence", WORKING), ground.footnote("residence", FAR)),
    )


def distances(km: Travel | None, mean: Footnote, far: Footnote) -> tuple[str | Cell, str | Cell]:
    """The two distances, where it is held where patients live."""
    if km is None:
        return NOT_HELD, NOT_HELD
    return (
        Cell(text=f"{km.mean_km:.1f}", footnote=mean),
        Cell(text=f"{km.one_in_ten_over_km:.1f}", footnote=far),
    )
