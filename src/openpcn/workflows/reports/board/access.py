"""Sessions outside ordinary hours: what is owed, planned and delivered, week by week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from openpcn.engines.calendar.access import WEEK, Week
from openpcn.kernel.documents import Column, Footnote, Paragraph, Part, Row, Table
from openpcn.kernel.when import in_words
from openpcn.workflows.funding.statement_document import NOT_KNOWN
from openpcn.workflows.reports.board.ground import BoardGround
from openpcn.workflows.reports.ground import NOT_HELD


def access(ground: BoardGround) -> Iterator[Part]:
    """The weeks whose Monday lies in the month."""
    hours = ground.hours
    if hours.rule is None:
        yield Paragraph(text="No rule for hours outside the core ones is held for this month.")
        return
    rule = hours.rule
    worked = f"{rule.scheme.title}: {rule.words}"
    if hours.population is not None:
        counted = hours.population
        worked += f" {counted.number:,.0f} counted on {in_words(counted.on)}, {counted.source}."
    yield Paragraph(
        text="Hours are those of sessions; a session of which nobody has said what was delivered "
        "counts as not recorded, not as missed.",
        footnote=Footnote(text=worked),
    )
    if not hours.sessions:
        owed = "" if hours.weeks[0].required is not None else ", and what is owed is not known"
        yield Paragraph(text=f"No session is recorded in {ground.month_words}{owed}.")
        return
    yield Table(
        caption=f"{rule.scheme.title}, {ground.month_words}",
        columns=(
            Column(label="Week of"),
            Column(label="Owed, hours", is_number=True),
            Column(label="Planned", is_number=True),
            Column(label="Delivered", is_number=True),
            Column(label="Short", is_number=True),
            Column(label="Sessions not recorded", is_number=True),
        ),
        rows=tuple(week_row(one, ground.measured_until) for one in hours.weeks),
    )


def ended(ground: BoardGround) -> tuple[Week, ...]:
    """The weeks of the month that had ended by the day up to which it is measured."""
    return tuple(one for one in ground.hours.weeks if last_of(one) <= ground.measured_until)


def last_of(week: Week) -> date:
    """The Sunday of a week."""
    return week.starts_on + WEEK - timedelta(days=1)


def week_row(one: Week, until: date) -> Row:
    """One week; of a week that has not ended only what is planned."""
    planned = (in_words(one.starts_on), in_hours(one.required), in_hours(one.planned))
    if last_of(one) > until:
        told = "not begun" if one.starts_on > until else "goes on"
        return (*planned, told, told, told)
    is_told = one.delivered or not one.unrecorded
    return (
        *planned,
        in_hours(one.delivered) if is_told else "not recorded",
        NOT_KNOWN if one.unrecorded else in_hours(one.shortfall),
        str(one.unrecorded),
    )


def in_hours(minutes: int | None) -> str:
    """Minutes as hours: 41.5; what is not known says so."""
    return NOT_HELD if minutes is None else f"{minutes / 60:.1f}"
