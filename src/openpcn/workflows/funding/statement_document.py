"""A network's statement as a document: lines, months, practices' shares, and every source."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.engines.funding.caveats import caveats
from openpcn.engines.funding.shares import PracticeShare, together
from openpcn.engines.funding.statements import Line, Payment
from openpcn.kernel.documents import (
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Part,
    Source,
    Table,
)
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import pounds
from openpcn.rulebook.statuses import Status
from openpcn.workflows.facts.tell_source import INVENTED, Told
from openpcn.workflows.funding.network_statements import NetworkStatement
from openpcn.workflows.funding.statements import cited, status_words

NOT_KNOWN = "not known"
OTHERS_PAY = "Payments are made by others; this explains and checks them."
MEANINGS = (
    "Checked: read in a published source. To be checked: recalled, read in part, or read in a "
    "program only. Worked out: arithmetic on what was read. Sources conflict: they disagree, or "
    "none is official. Recorded: agreed locally. Not found: looked for and not found."
)


def statement_document(stated: NetworkStatement, told: Told) -> Document:
    """The whole statement."""
    network, statement = stated.network, stated.statement
    warning = f"{INVENTED}. " if told.is_demonstration else ""
    return Document(
        title=f"Statement of entitlements {statement.year}",
        about=f"{stated.name} · {network.code} · as at {in_words(told.as_at)}",
        parts=(
            Paragraph(text=f"{warning}{OTHERS_PAY}"),
            Heading(text="What the network and its practices are entitled to"),
            lines_table(stated),
            *missing(stated),
            Heading(text="When it is paid"),
            payments_table(stated),
            *shares_parts(stated),
            Heading(text="Where each rate comes from"),
            Paragraph(text=MEANINGS),
            *(rate_note(line) for line in statement.lines),
            *held_notes(stated),
        ),
        footer=f"{warning}{stated.name}, {statement.year}. {told.statement}. Rules "
        f"{statement.rules_version[:12]}. Made under typst's PDF/UA-1 rules.",
    )


def lines_table(stated: NetworkStatement) -> Table:
    """Each line with its working; the total last."""
    statement = stated.statement
    return Table(
        caption=f"Entitlements in {statement.year}",
        columns=(
            Column(label="Entitlement"),
            Column(label="Working"),
            Column(label="Rate is"),
            Column(label="Amount", is_number=True),
        ),
        rows=tuple(
            (titled(line), working(line), status_words(line), money(line))
            for line in statement.lines
        ),
        total=("Total of what is known", "", "", pounds(statement.total)),
    )


def titled(line: Line) -> str:
    """What a line is called; the most that can be earned or claimed is said to be that."""
    return f"{line.title}, at most" if line.is_most else line.title


def working(line: Line) -> str:
    """The working without its amount; says where a count stands in for another day's."""
    told = line.working.partition(" = ")[2] or line.working
    if line.counted_on is None:
        return told
    day = in_words(line.counted_on)
    return f"{told}; counted on {day}{', which stands in' if line.is_stand_in else ''}"


def money(line: Line) -> str:
    """The amount of a line."""
    return NOT_KNOWN if line.amount is None else pounds(line.amount)


def missing(stated: NetworkStatement) -> Iterator[Part]:
    """What is not in the total, and what was revised in the year."""
    if said := caveats(stated.statement):
        yield Note(about="About the total:", text=" ".join(said))
    for words in stated.statement.unheld:
        yield Note(about="Not worked out:", text=words)
    for line in stated.statement.lines:
        if line.arrears_words:
            yield Note(about="Changed in the year:", text=f"{line.title}: {line.arrears_words}.")


def payments_table(stated: NetworkStatement) -> Table:
    """Who is paid each line, when and how much at a time."""
    return Table(
        caption="Payments",
        columns=(
            Column(label="Entitlement"),
            Column(label="Paid to"),
            Column(label="When and how much"),
        ),
        rows=tuple(
            (line.title, line.payee.words, payments_of(line)) for line in stated.statement.lines
        ),
    )


def payments_of(line: Line) -> str:
    """The payments of a line: equal months together."""
    if not line.schedule:
        return {
            "monthly": "monthly",
            "on_claim": "on monthly claims, after the month",
            "on_declaration": "once its conditions are declared to be met",
        }[line.paid.value]
    return "; ".join(span(group) for group in equal(line.schedule))


def equal(schedule: tuple[Payment, ...]) -> list[list[Payment]]:
    """Months after one another with the same payment."""
    groups: list[list[Payment]] = []
    for one in schedule:
        if groups and groups[-1][0].pounds == one.pounds:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def span(group: list[Payment]) -> str:
    """Some equal months: April 2025 to February 2026 £5,599.66 each."""
    first, last = group[0], group[-1]
    if first is last:
        return f"{first.month:%B %Y} {pounds(first.pounds)}"
    return f"{first.month:%B %Y} to {last.month:%B %Y} {pounds(first.pounds)} each"


def shares_parts(stated: NetworkStatement) -> Iterator[Part]:
    """What each practice is paid, for each line that goes to practices."""
    if not stated.shares:
        return
    yield Heading(text="What goes to each practice")
    for line in stated.statement.lines:
        if line.code in stated.shares:
            if any(one.amount is not None for one in stated.shares[line.code]):
                yield shares_table(stated, line, stated.shares[line.code])
            words = shares_words(line, stated.shares[line.code])
            yield Note(about=f"{line.title}:", text=words)


def shares_table(stated: NetworkStatement, line: Line, shares: tuple[PracticeShare, ...]) -> Table:
    """One line by practice."""
    whole = together(shares)
    return Table(
        caption=f"{line.title}, by practice",
        columns=(
            Column(label="Practice"),
            Column(label="Working"),
            Column(label="Amount", is_number=True),
        ),
        rows=tuple(
            (
                f"{stated.practice_name(one.practice)} ({one.practice})",
                one.working.partition(" = ")[2] or one.working,
                NOT_KNOWN if one.amount is None else pounds(one.amount),
            )
            for one in shares
        ),
        total=("Together", "", NOT_KNOWN if whole is None else pounds(whole)),
    )


def shares_words(line: Line, shares: tuple[PracticeShare, ...]) -> str:
    """By which lists practices' shares go, and why they may differ from the line."""
    days = sorted({in_words(one.counted_on) for one in shares if one.counted_on})
    whole = together(shares)
    if not days:
        return "No count of each practice is held, so the practices' parts are not worked out."
    said = f"By each practice's published weighted list, {', '.join(days)}; rounded for each."
    if whole is not None and line.amount is not None and whole != line.amount:
        said += f" Together {pounds(whole)}, where the network's line has {pounds(line.amount)}."
    return said


def rate_note(line: Line) -> Note:
    """How sure a line's rates are, why, and where they can be read."""
    words = " ".join(dict.fromkeys(rate.note for rate in line.rates if rate.note))
    return Note(
        about=f"{line.title}:",
        text=f"{status_words(line)}. {words}".strip(),
        sources=tuple(Source(title=one.title, url=one.url) for one in cited(line)),
    )


def held_notes(stated: NetworkStatement) -> Iterator[Note]:
    """The same of what has no line."""
    for one in stated.statement.not_held:
        yield Note(
            about=f"{one.title}:",
            text=f"{Status(one.status).words}. {one.indicators}".strip(),
            sources=tuple(Source(title=each.title, url=each.url) for each in one.sources),
        )
