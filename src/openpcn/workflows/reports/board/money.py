"""Money of the network in the year, and claims for staff, without anybody's pay."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.engines.funding.caveats import caveats
from openpcn.engines.funding.statements import Line
from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.documents import (
    Cell,
    Column,
    Footnote,
    Note,
    Paragraph,
    Part,
    Row,
    Source,
    Table,
)
from openpcn.kernel.wording import capitalised, pounds
from openpcn.workflows.claims.years_shown import MonthShown
from openpcn.workflows.funding.statement_document import MEANINGS, NOT_KNOWN
from openpcn.workflows.funding.statements import cited, status_words
from openpcn.workflows.reports.board.ground import BoardGround
from openpcn.workflows.reports.totals import counted, marked

PAY = "What single people are paid is shown to their employer, their payee and who approves."


def money(ground: BoardGround) -> Iterator[Part]:
    """Entitlements of the year, then claims."""
    stated = ground.stated
    if not ground.year_is_held:
        yield Note(
            about="With care:",
            text=f"The rules of {contract_year_of(ground.month)} "
            f"are not held; those of {ground.year} are the nearest.",
        )
    yield Table(
        caption=f"Entitlements in {ground.year}",
        columns=(
            Column(label="Entitlement"),
            Column(label="Paid to"),
            Column(label="Rate is"),
            Column(label="Amount for the year", is_number=True),
        ),
        rows=tuple(line_row(one) for one in stated.statement.lines),
        total=("Total of what is known", "", "", marked(stated.statement.lines)),
    )
    if said := caveats(stated.statement):
        yield Note(about="About the total:", text=" ".join(said))
    yield Paragraph(text=MEANINGS)
    yield Paragraph(text=used(ground))
    yield claims(ground)


def claims(ground: BoardGround) -> Part:
    """Each month's people and claim; a sentence where nothing of the year is recorded."""
    held = ground.claims
    months = [one for one in held.months if one.month <= ground.month]
    if not any(one.people or one.claim for one in months):
        return Paragraph(text=f"Nobody in post and no claim of {held.year} is recorded.")
    return Table(
        caption=f"Claims for staff, {held.year}",
        columns=(
            Column(label="Month"),
            Column(label="People", is_number=True),
            Column(label="Whole-time equivalents", is_number=True),
            Column(label="Claim"),
        ),
        rows=tuple(month_row(one, ground) for one in months),
    )


def line_row(line: Line) -> Row:
    """One entitlement with its working in a note."""
    worked = Footnote(
        text=f"{capitalised(line.working)}. {counted([line])}".strip(),
        sources=tuple(Source(title=one.title, url=one.url) for one in cited(line)),
    )
    return (
        f"{line.title}, at most" if line.is_most else line.title,
        line.payee.value.replace("_", " "),
        status_words(line),
        Cell(text=NOT_KNOWN if line.amount is None else pounds(line.amount), footnote=worked),
    )


def used(ground: BoardGround) -> str:
    """How much of the sum for staff the year would use, as far as everybody may know."""
    forecast = ground.claims.forecast
    if forecast.sum is None:
        return f"The sum for additional roles in the year is not known. {PAY}"
    whole = pounds(forecast.sum)
    if forecast.about is None:
        return (
            f"The sum for additional roles is {whole}. What the year would use of it is the pay of "
            f"fewer than five people, and is not shown. {PAY}"
        )
    return (
        f"Of the sum for additional roles, {whole}, the staff recorded would use about "
        f"£{forecast.about:,.0f} (to the nearest £50,000) by the end of the year. What is not "
        f"claimed is lost. {PAY}"
    )


def month_row(one: MonthShown, ground: BoardGround) -> Row:
    """One month; of the one that goes on, who is in post as far as is recorded."""
    goes_on = one.month == ground.month and not ground.is_over
    waiting = "the month goes on" if goes_on else "not begun"
    return (
        f"{one.month:%B %Y}",
        str(one.people),
        f"{one.fte:.2f}",
        one.claim.state_words if one.claim else waiting,
    )
