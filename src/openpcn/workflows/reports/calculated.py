"""How funding is calculated: each entitlement with its rate, its working and how certain it is."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.engines.funding.rules import Count, Payee
from openpcn.engines.funding.statements import Line
from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.documents import (
    Cell,
    Column,
    Footnote,
    Heading,
    Paragraph,
    Part,
    Points,
    Row,
    Source,
    Table,
)
from openpcn.kernel.wording import listed
from openpcn.workflows.funding.network_statements import NetworkStatement
from openpcn.workflows.funding.show_money_of_many import (
    LineOfMany,
    MoneyOfMany,
    merged,
    per_patient,
    registered_of,
)
from openpcn.workflows.funding.statement_document import MEANINGS, OTHERS_PAY
from openpcn.workflows.funding.statements import cited, status_words
from openpcn.workflows.reports.ground import NOT_HELD, Ground
from openpcn.workflows.reports.totals import (
    counted,
    each_of,
    is_sure,
    lines_to,
    marked,
    sum_of,
    working,
)

COUNTED = (
    "The count that the entitlements of the year are worked out from; the lists of the day of this "
    "report, in c, are another."
)


WHY_ABOUT = (
    "Sums are provisional, in four figures: they rest on rates whose sources conflict or that are "
    "still to be checked, and leave out what is not known. Each leads to its working to the penny."
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
    yield from networks_parts(found)


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
        total=("Total of what is known", "", "", marked(lines_to(found.stated))),
    )


def line_row(line: LineOfMany, found: MoneyOfMany) -> Row:
    """One entitlement."""
    networks = line.known + len(line.unknown)
    example, shown = example_of(line, found)
    held = [one for one in lines_to(found.stated) if merged(one.code) == line.code]
    amount = sum_of([one for one in held if one.amount is not None])
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
        text=f"Each network's own, added up; for example {stated.name}: {line.working}. "
        f"{counted([line])}".strip(),
        sources=tuple(Source(title=one.title, url=one.url) for one in cited(line)),
    )


def not_known(found: MoneyOfMany) -> Iterator[Part]:
    """Which amounts are not in the total, and why."""
    missing = [line for line in found.lines if line.unknown]
    if missing:
        yield Paragraph(text="Not in the total, because a rate or a count is not held:")
        yield Points(
            items=tuple(
                f"{line.title}, of {unknown_of(line)}: {line.unknown_because}" for line in missing
            )
        )


def unknown_of(line: LineOfMany) -> str:
    """The networks of which a line is not known."""
    return listed(line.unknown) if line.known else "any network"


def networks_parts(found: MoneyOfMany) -> Iterator[Part]:
    """A row for each network; a sentence where nothing of any is known."""
    if not any(line.amount is not None for line in lines_to(found.stated)):
        yield Paragraph(text=f"Nothing is known of {found.year} of any network.")
        return
    if not is_sure(lines_to(found.stated)):
        yield Paragraph(text=WHY_ABOUT)
    yield networks_table(found)


def networks_table(found: MoneyOfMany) -> Table:
    """A row for each network."""
    sure = is_sure(lines_to(found.stated))
    return Table(
        caption=f"Networks in {found.year}",
        columns=(
            Column(label="Network"),
            Column(label="Registered patients", is_number=True),
            *(
                Column(label=f"{label}{'' if sure else ', about'}", is_number=True)
                for label in ("To its payee", "To practices", "For each patient")
            ),
        ),
        rows=tuple(network_row(one) for one in found.stated),
        total=(
            "Together, of what is known",
            "",
            bare(sum_of(lines_to(found.stated, Payee.NOMINATED_PAYEE))),
            bare(sum_of(lines_to(found.stated, Payee.PRACTICES))),
            "",
        ),
    )


def network_row(one: NetworkStatement) -> Row:
    """One network's sums, all with the working of its lines."""
    registered = [one for one in one.statement.lines if one.counts is Count.REGISTERED]
    patients, worked_out = registered_of(one), Footnote(text=working(one))
    return (
        f"{one.name} ({one.network.code})",
        NOT_HELD
        if patients is None
        else Cell(
            text=f"{patients:,.0f}", footnote=Footnote(text=f"{counted(registered)}{COUNTED}")
        ),
        *(
            Cell(text=bare(words), footnote=worked_out)
            for words in (
                sum_of(lines_to([one], Payee.NOMINATED_PAYEE)),
                sum_of(lines_to([one], Payee.PRACTICES)),
                each_of(per_patient(one), one.statement.lines),
            )
        ),
    )


def bare(words: str) -> str:
    """A sum under a heading that says that it is about so much."""
    return words.removeprefix("about ")
