"""The calendar for other programs: RFC 5545, whole days, the same identifier every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from openpcn.engines.calendar.obligations import Occurrence
from openpcn.engines.calendar.payments import How, PaidOn
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import pounds
from openpcn.rulebook.statuses import Status
from openpcn.workflows.calendar.receipts import Incoming, Receipt
from openpcn.workflows.calendar.show_calendar import YearCalendar

NAMESPACE = uuid5(NAMESPACE_URL, "urn:openpcn:contract-calendar")
PROGRAM = "-//OpenPCN//Contract calendar//EN"


def as_icalendar(years: Iterable[YearCalendar]) -> bytes:
    """What is owed and received on days, of one organisation; nothing of persons or states.

    Obligations without a day are left out: a calendar holds days.
    """
    held = list(years)
    made = Calendar()
    made.add("prodid", PROGRAM)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", name_of(held))
    made.add("name", name_of(held))
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for year in held:
        for event in events(year):
            made.add_component(event)
    return bytes(made.to_ical())


def name_of(years: list[YearCalendar]) -> str:
    """What the calendar is called."""
    scope = years[0].scope
    who = as_written(scope.organisation.name) if scope else "all of England"
    return f"Contract calendar, {who}"


def events(year: YearCalendar) -> Iterator[Event]:
    """Every day of a year on which something is due or comes in."""
    code = year.scope.code if year.scope else ""
    for one in year.entries:
        if one.occurrence.due_on is not None:
            yield owed(one.occurrence, code)
    for line in year.receipts.lines:
        for incoming in line.months:
            yield received(line, incoming, code, str(year.year))


def owed(one: Occurrence, code: str) -> Event:
    """An obligation on its day."""
    each = one.obligation
    month = f" for {one.month:%B %Y}" if one.month else ""
    status = Status(each.status).words
    sources = "; ".join(source.title for source in each.sources)
    day = f" Day set locally: {one.day_words}." if one.is_local else ""
    return whole_day(
        key=f"{code}/{each.year}/{each.code}/{one.key}",
        on=one.due_on or each.year.first_on,
        summary=f"{each.owner.words}: {each.title[0].lower()}{each.title[1:]}{month}",
        description=f"{each.words}\nEvidence: {each.evidence}.\n"
        f"Rule: {status}. Source: {sources}.{day}",
        category="Owed",
        stamped=each.checked_on,
    )


def received(line: Receipt, one: Incoming, code: str, year: str) -> Event:
    """A month's money on the day that it is expected; see `PaidOn` where that is not held."""
    return whole_day(
        key=f"{code}/{year}/receipt/{line.code}/{one.month:%Y-%m}",
        on=one.paid.on,
        summary=f"{pounds(one.pounds)} for {one.month:%B %Y}: {line.title}",
        description=f"{line.working}\nPaid to {line.payee}. Rate: {Status(line.status).words}.\n"
        f"{how_known(one.paid)}",
        category="Received",
        stamped=line.checked_on,
    )


def how_known(paid: PaidOn) -> str:
    """How sure the day of a payment is."""
    return {
        How.LOCAL: f"Day set locally: {paid.words}.",
        How.PUBLISHED: f"About this day, to be checked: {paid.words}.",
        How.NOT_HELD: "The day of payment is not held; "
        "this is the last day of the month that it is for.",
    }[paid.how]


def whole_day(
    *, key: str, on: date, summary: str, description: str, category: str, stamped: date
) -> Event:
    """An event of one whole day that makes nobody busy."""
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE, key)}")
    event.add("dtstamp", datetime.combine(stamped, time(), UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", description)
    event.add("categories", [category])
    event.add("transp", "TRANSPARENT")
    return event
