"""The statements of many networks as rows for a spreadsheet, and as a document."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.engines.funding.rules import Payee
from openpcn.engines.funding.statements import NOTHING
from openpcn.kernel.documents import Column, Document, Heading, Note, Paragraph, Part, Table
from openpcn.kernel.exports import Cell
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import pounds
from openpcn.workflows.facts.tell_source import INVENTED, Told
from openpcn.workflows.funding.network_statements import NetworkStatement
from openpcn.workflows.funding.show_money_of_many import (
    MoneyOfMany,
    merged,
    per_patient,
    registered_of,
)
from openpcn.workflows.funding.statement_document import NOT_KNOWN, OTHERS_PAY

NONE = "none"
"""In place of the amount of a line that a network does not have."""


def amounts_of(found: MoneyOfMany) -> tuple[list[str], list[list[Cell]]]:
    """Headings and rows: each network with each line, then all together."""
    lines = found.lines
    headings = ["Code", "Network", *(line.title for line in lines), "Total of what is known"]
    rows = [row_of(one, [line.code for line in lines]) for one in found.stated]
    together: list[Cell] = ["", "All networks"]
    together += [float(line.total) if line.known else None for line in lines]
    return headings, [*rows, [*together, float(found.total)]]


def row_of(one: NetworkStatement, codes: list[str]) -> list[Cell]:
    """One network's lines, in the order of the codes."""
    start: list[Cell] = [one.network.code, one.name]
    return [*start, *(amount_in(one, code) for code in codes), float(one.statement.total)]


def amount_in(one: NetworkStatement, code: str) -> Cell:
    """What the lines of a code come to: nothing written where it is not known, none without one."""
    lines = [line for line in one.statement.lines if merged(line.code) == code]
    if not lines:
        return NONE
    known = [line.amount for line in lines if line.amount is not None]
    return float(sum(known, NOTHING)) if known else None


def document_of_many(found: MoneyOfMany, told: Told) -> Document:
    """All networks on a few pages, each total with what it lacks."""
    subject = found.page.subject
    name = as_written(subject.organisation.name)
    warning = f"{INVENTED}. " if told.is_demonstration else ""
    return Document(
        title=f"Entitlements of networks {found.year}",
        about=f"{name} · {subject.code} · as at {in_words(told.as_at)}",
        parts=(
            Paragraph(text=f"{warning}{OTHERS_PAY}"),
            Heading(text="What each network and its practices are entitled to"),
            networks_table(found),
            Heading(text="What each entitlement comes to"),
            lines_table(found),
            *notes(found),
        ),
        footer=f"{warning}{name}, {found.year}. {told.statement}. "
        "Made under typst's PDF/UA-1 rules.",
    )


def networks_table(found: MoneyOfMany) -> Table:
    """A row for each network."""
    return Table(
        caption=f"Networks in {found.year}",
        columns=(
            Column(label="Network"),
            Column(label="Registered", is_number=True),
            Column(label="To the payee", is_number=True),
            Column(label="To practices", is_number=True),
            Column(label="Known so far", is_number=True),
            Column(label="For each patient", is_number=True),
        ),
        rows=tuple(network_row(one) for one in found.stated),
        total=(
            "Together",
            "",
            pounds(found.paid_to(Payee.NOMINATED_PAYEE)),
            pounds(found.paid_to(Payee.PRACTICES)),
            pounds(found.total),
            "",
        ),
    )


def network_row(one: NetworkStatement) -> tuple[str, ...]:
    """A network's sums."""
    patients, each = registered_of(one), per_patient(one)
    return (
        f"{one.name} ({one.network.code})",
        "not held" if patients is None else f"{patients:,.0f}",
        pounds(one.statement.paid_to(Payee.NOMINATED_PAYEE)),
        pounds(one.statement.paid_to(Payee.PRACTICES)),
        pounds(one.statement.total),
        NOT_KNOWN if each is None else pounds(each),
    )


def lines_table(found: MoneyOfMany) -> Table:
    """A row for each entitlement."""
    return Table(
        caption="All networks together",
        columns=(
            Column(label="Entitlement"),
            Column(label="Networks where known", is_number=True),
            Column(label="Where not", is_number=True),
            Column(label="Known so far", is_number=True),
        ),
        rows=tuple(
            (
                line.title,
                str(line.known),
                str(len(line.unknown)),
                pounds(line.total) if line.known else NOT_KNOWN,
            )
            for line in found.lines
        ),
        total=("Total of what is known", "", "", pounds(found.total)),
    )


def notes(found: MoneyOfMany) -> Iterator[Part]:
    """What is not known, and why."""
    for line in found.lines:
        if line.unknown:
            yield Note(
                about=f"{line.title}:",
                text=f"not known of {'; '.join(line.unknown)}: {line.unknown_because}.",
            )
    for words in dict.fromkeys(each for one in found.stated for each in one.statement.unheld):
        yield Note(about="Not worked out:", text=words)
    if found.outside:
        named = "; ".join(as_written(one.name) for one in found.outside)
        yield Note(about="In no network:", text=f"{named}. No line counts their patients.")
