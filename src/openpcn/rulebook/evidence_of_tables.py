"""The workforce tables of a paper as claims, so that each number is transcribed once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from openpcn.engines.evidence.claims import Claim
from openpcn.engines.workforce.paper import Paper, PaperGroup
from openpcn.rulebook.statuses import Status

TABLES = "workforce-2016"
"""How the tables of the paper of 2016 are named in a working."""
ABOUT = "Leicester City CCG"
WHEN = "April 2016"
COUNTS = {
    "practices": ("Practices", "practices"),
    "single-handed": ("Single-handed practices", "practices"),
    "several GPs": ("Practices with several GPs or another provider", "practices"),
    "training practices": ("Training practices", "practices"),
    "premises": ("Premises of practices", "sites"),
    "main premises": ("Main premises", "sites"),
    "branch premises": ("Branch premises", "sites"),
}


def claims_of_tables(paper: Paper) -> Iterator[Claim]:
    """Totals, counts, contracts, and each neighbourhood."""
    yield from (*totals(paper), *counts(paper), *neighbourhoods(paper))


def claimed(
    paper: Paper, name: str, of: str, value: Decimal | int, unit: str, words: str, place: str
) -> Claim:
    """One number of the paper."""
    return Claim(
        id=f"{TABLES}/{name.lower().replace(' ', '-')}",
        of=of,
        about=ABOUT,
        when=WHEN,
        value=Decimal(value),
        unit=unit,
        words=words,
        source=f"{paper.title}, {paper.published}",
        place=place,
        status=Status.VERIFIED.value,
        checked_on=paper.checked_on,
    )


def totals(paper: Paper) -> Iterator[Claim]:
    """What is printed of all practices together."""
    page, total = paper.groups_page, paper.total
    yield claimed(
        paper, "patients", "Registered patients", total.patients, "patients", "Total", page
    )
    yield claimed(paper, "gps", "GPs, whole-time equivalents", total.fte, "WTE", "Total", page)
    yield claimed(
        paper,
        "average-list",
        "Average list",
        paper.average_list,
        "patients a practice",
        f"Average list size {paper.average_list}",
        paper.average_page,
    )


def counts(paper: Paper) -> Iterator[Claim]:
    """Counts of the text, and practices by their contract."""
    for one in paper.counts:
        of, unit = COUNTS[one.of]
        yield claimed(paper, one.of, of, one.number, unit, f"{one.number} {one.words}", one.page)
    for name, number in paper.contracts:
        of, words = f"Practices with an {name} contract", f"{name} {number}"
        yield claimed(paper, name, of, number, "practices", words, paper.contracts_page)


def neighbourhoods(paper: Paper) -> Iterator[Claim]:
    """The row of each neighbourhood."""
    for group in paper.groups:
        for name, of, value, unit in row_of(group):
            yield claimed(
                paper,
                f"{name}-{group.name}",
                f"{of}, {group.name}",
                value,
                unit,
                f"{group.name} {value:,}",
                paper.groups_page,
            )


def row_of(group: PaperGroup) -> Iterator[tuple[str, str, Decimal | int, str]]:
    """What is printed of one neighbourhood."""
    yield "patients", "Registered patients", group.patients, "patients"
    yield "gps", "GPs, whole-time equivalents", group.fte, "WTE"
    if group.average_list is not None:
        yield "average-list", "Average list", group.average_list, "patients a practice"
    if group.per_thousand is not None:
        yield "gps-per-thousand", "GPs per 1,000 patients", group.per_thousand, "WTE"
    if group.patients_each is not None:
        yield "list-per-gp", "Patients for each WTE GP", group.patients_each, "patients"
