"""How funding is calculated: each entitlement with its rate, its working and how certain it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openpcn.engines.funding.rules import Payee
from openpcn.engines.funding.statements import NOTHING, Line
from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.documents import (
    Cell,
    Column,
    Footnote,
    Heading,
    Note,
    Paragraph,
    Part,
    Row,
    Source,
    Table,
)
from openpcn.kernel.wording import pounds
from openpcn.workflows.funding.network_statements import NetworkStatement
from openpcn.workflows.funding.show_money_of_many import (
    LineOfMany,
    MoneyOfMany,
    merged,
    per_patient,
    registered_of,
)
from openpcn.workflows.funding.statement_document import MEANINGS, NOT_KNOWN, OTHERS_PAY
from openpcn.workflows.funding.statements import cited, status_words
from openpcn.workflows.reports.ground import Ground

COUNTED = (
    "The count that the entitlements of the year are worked out from, on the day that the rule "
    "names; the lists of the day of this report, in c, are another count."
)


def calculated(ground: Ground) -> Iterator[Part]:
    """Answers to question a."""
    found = ground.money
    own = contract_year_of(ground.when.as_at)
    held = "" if own == found.year else f", the nearest year held; the rules of {own} are not"
    yield Paragraph(
        text=f"Networks are paid by national rates for each patient, each bed or each post. "
        f"These are the rates of {found.year}{held}. {OTHERS_PAY}"
    )
    yield Heading(text="What each entitlement comes to", level=2)
    yield lines_table(found)
    yield Paragraph(text=MEANINGS)
    yield from not_known(found)
    yield Heading(text="What each network is entitled to", level=2)
    yield networks_table(found)


def lines_table(found: MoneyOfMany) -> Table:
    """A row for each entitlement; its footnote shows the first network's working."""
    return Table(
        caption=f"All networks together, {found.year}",
        columns=(
            Column(label="Entitlement"),
            Column(label="Rate is"),
            Column(label="Known of", is_number=True),
            Column(label="Known so far", is_number=True),
        ),
        rows=tuple(line_row(line, found) for line in found.lines),
        total=("Total of what is known", "", "", sum_of(found.stated)),
    )


def sum_of(stated: Iterable[NetworkStatement], payee: Payee | None = None) -> str:
    """What is known, in all or to one payee; not a clean nought where nothing is."""
    amounts = [
        line.amount
        for one in stated
        for line in one.statement.lines
        if line.amount is not None and payee in (None, line.payee)
    ]
    return pounds(sum(amounts, NOTHING)) if amounts else NOT_KNOWN


def line_row(line: LineOfMany, found: MoneyOfMany) -> Row:
    """One entitlement."""
    networks = line.known + len(line.unknown)
    example, shown = example_of(line, found)
    amount = pounds(line.total) if line.known else NOT_KNOWN
    return (
        f"{line.title}, at most" if line.is_most else line.title,
        status_words(shown),
        f"{line.known} of {networks}",
        Cell(text=amount, footnote=worked(example, shown)),
    )


def example_of(line: LineOfMany, found: MoneyOfMany) -> tuple[NetworkStatement, Line]:
    """The first network's line; one whose amount is known where there is one."""
    held = [
        (stated, one)
        for stated in found.stated
        for one in stated.statement.lines
        if merged(one.code) == line.code
    ]
    return next((pair for pair in held if pair[1].amount is not None), held[0])


def worked(stated: NetworkStatement, line: Line) -> Footnote:
    """How the line of one network came about."""
    return Footnote(
        text=f"Each network's own, added up; for example {stated.name}: {line.working}.",
        sources=tuple(Source(title=one.title, url=one.url) for one in cited(line)),
    )


def not_known(found: MoneyOfMany) -> Iterator[Part]:
    """Which amounts are not in the total, and why."""
    for line in found.lines:
        if line.unknown:
            yield Note(
                about=f"{line.title}:",
                text=f"not in the total for {unknown_of(line)}: {line.unknown_because}.",
            )


def unknown_of(line: LineOfMany) -> str:
    """The networks of which a line is not known."""
    return "; ".join(line.unknown) if line.known else "any network"


def networks_table(found: MoneyOfMany) -> Table:
    """A row for each network."""
    return Table(
        caption=f"Networks in {found.year}",
        columns=(
            Column(label="Network"),
            Column(label="Registered patients", is_number=True),
            Column(label="To its payee", is_number=True),
            Column(label="To practices", is_number=True),
            Column(label="For each patient", is_number=True),
        ),
        rows=tuple(network_row(one) for one in found.stated),
        total=(
            "Together, of what is known",
            "",
            sum_of(found.stated, Payee.NOMINATED_PAYEE),
            sum_of(found.stated, Payee.PRACTICES),
            "",
        ),
    )


def network_row(one: NetworkStatement) -> Row:
    """One network's sums."""
    patients, each = registered_of(one), per_patient(one)
    counted = Footnote(text=COUNTED)
    return (
        f"{one.name} ({one.network.code})",
        "not held" if patients is None else Cell(text=f"{patients:,.0f}", footnote=counted),
        sum_of([one], Payee.NOMINATED_PAYEE),
        sum_of([one], Payee.PRACTICES),
        NOT_KNOWN if each is None else pounds(each),
    )
