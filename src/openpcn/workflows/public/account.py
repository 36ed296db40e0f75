"""A network's year for its residents, in two pages: what it did, who works there, money, access."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.agreements.queries.hours import sessions_of
from openpcn.domains.engagement.queries.promises import themes
from openpcn.domains.publishing.queries.answers import TextAnswer, VersionAnswer
from openpcn.engines.funding.statements import Line
from openpcn.kernel.contract_years import ContractYear, contract_year_of
from openpcn.kernel.documents import Column, Document, Heading, Paragraph, Part, Points, Table
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When, in_words
from openpcn.kernel.wording import counted, grouped
from openpcn.rulebook.funding import years_held
from openpcn.workflows.facts.tell_source import INVENTED, tell_source
from openpcn.workflows.funding.show_money_of_many import registered_of
from openpcn.workflows.pages.show_overview import Overview, show_overview
from openpcn.workflows.public.numbers import access, entitled, patients, surely
from openpcn.workflows.workforce.show_people import staff_by_role

MOST_ROLES = 7
MOST_LINES = 6
MOST_PROMISES = 4
LONGEST_PROMISE = 120
PENCE = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Year:
    """What a year's account is made from."""

    text: TextAnswer
    year: ContractYear
    when: When
    page: Overview

    @property
    def version(self) -> VersionAnswer:
        """What people wrote of it."""
        return self.text.version


def year_of(text: TextAnswer, *, today: date) -> Year:
    """The year of an account, as it was known when it was published; now, before that."""
    if text.year_from is None or text.about_kind != "network":
        raise NotPossible(
            "Only a network's account of a year is made into two pages.",
            next_step="Write one under Texts for residents.",
        )
    year = contract_year_of(text.year_from)
    published = text.version.stage.published_at
    when = When(as_at=min(year.last_on, published.date() if published else today))
    if published:
        when = When(as_at=when.as_at, as_known=published)
    return Year(
        text=text, year=year, when=when, page=show_overview("networks", text.about_code, when=when)
    )


def account_document(text: TextAnswer, *, today: date) -> Document:
    """The two pages."""
    told = year_of(text, today=today)
    source = tell_source(when=told.when)
    warning = f"{INVENTED}. " if source.is_demonstration else ""
    name = as_written(text.about_name)
    return Document(
        title=text.version.title,
        about=f"{name} · what the network did in {told.year}, for the people who live here",
        parts=(
            *([Paragraph(text=warning.strip())] if warning else []),
            Heading(text="What we did"),
            Points(items=lines(told.version.text)),
            *staff_parts(told),
            *money_parts(told),
            *access_parts(told),
            *said_parts(told),
            Heading(text="What is not known"),
            Points(items=(*lines(told.version.parts.get("not_known", "")), *not_known(told))),
        ),
        footer=f"{warning}{name}, {told.year}. As at {in_words(told.when.as_at)}. "
        f"{source.statement}. Money worked out from the rules of the Network Contract.",
    )


def lines(text: str) -> tuple[str, ...]:
    """What people wrote, a line to a point."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def staff_parts(told: Year) -> Iterator[Part]:
    """Who works for the network."""
    yield Heading(text="Who works here")
    held = staff_by_role({told.text.about_code}, when=told.when)
    if not held:
        yield Paragraph(text="Not known: no staff figures are held for this day.")
        return
    shown = [(role, f"{fte:,.1f}") for role, fte in held[:MOST_ROLES]]
    if rest := held[MOST_ROLES:]:
        shown.append((f"{counted(len(rest), 'other role')}", f"{sum(n for _, n in rest):,.1f}"))
    yield Table(
        caption=f"Staff for all practices, full-time equivalent, {in_words(told.when.as_at)}",
        columns=(Column(label="Role"), Column(label="Full-time equivalent", is_number=True)),
        rows=tuple(shown),
        total=("Together", f"{sum(fte for _, fte in held):,.1f}"),
    )


def money_parts(told: Year) -> Iterator[Part]:
    """What the network was entitled to, in pounds for each patient."""
    yield Heading(text="Money")
    held = told.year in years_held() and told.page.facts.patients
    counted_by = entitled(told.text.about_code, told.year, when=told.when) if held else None
    people = registered_of(counted_by) if counted_by else None
    if counted_by is None or not people:
        yield Paragraph(text="Not known: the rules of this year, or the lists, are not held.")
        return
    stated = counted_by.statement
    known = [line for line in stated.lines if line.amount]
    known.sort(key=lambda line: (-(line.amount or 0), line.title))
    rows = [(line.title, whole(amount(line)), each(amount(line), people)) for line in known]
    if rest := known[MOST_LINES:]:
        together = sum((amount(line) for line in rest), Decimal(0))
        other = (f"{counted(len(rest), 'other line')}", whole(together), each(together, people))
        rows = [*rows[:MOST_LINES], other]
    yield Table(
        caption=f"What the network and its practices were entitled to in {told.year}",
        columns=(
            Column(label="For"),
            Column(label="Pounds", is_number=True),
            Column(label="Pounds for each patient", is_number=True),
        ),
        rows=tuple(rows),
        total=("Together, as far as known", whole(stated.total), each(stated.total, people)),
    )
    yield Paragraph(
        text="By the national contract. It is not what was spent, and practices are paid more "
        f"besides. Patients are those that it counts.{surely(counted_by)}"
    )


def amount(line: Line) -> Decimal:
    """The known amount of a line."""
    return line.amount or Decimal(0)


def whole(pounds: Decimal) -> str:
    """Pounds without pence."""
    return f"£{pounds:,.0f}"


def each(pounds: Decimal, people: Decimal) -> str:
    """Pounds for each patient."""
    return f"£{(pounds / people).quantize(PENCE):,.2f}"


def access_parts(told: Year) -> Iterator[Part]:
    """How many patients, appointments and hours there were."""
    found = [patients(told.page), *access(told.page, when=told.when)]
    said = [f"{one.label}: {one.figure}. {one.words} ({one.period})" for one in found if one.figure]
    yield Heading(text="Access")
    yield Points(items=(*said, *hours(told)) or ("Not known: no figures are held.",))


def hours(told: Year) -> tuple[str, ...]:
    """Hours in the evening and on Saturday, as far as they were recorded as delivered."""
    network = told.page.subject.organisation.id
    held = sessions_of(network, first=told.year.first_on, last=told.year.last_on, when=told.when)
    delivered = [one.delivered_minutes for one in held if one.delivered_minutes is not None]
    if not delivered:
        return ()
    number = counted(len(delivered), "session")
    said = f"{grouped(sum(delivered) / 60)}, in {number} that the network recorded as delivered."
    return (f"Hours in the evening and on Saturday: {said}",)


def said_parts(told: Year) -> Iterator[Part]:
    """What residents said and what came of it, where it is held."""
    if said := (*lines(told.version.parts.get("said", "")), *kept_in(told)):
        yield Heading(text="What you said, and what we did")
        yield Points(items=said)


def kept_in(told: Year) -> Iterator[str]:
    """Promises that the network recorded as kept in the year, and how many it did not keep."""
    network = told.page.subject.organisation.id
    held = themes(None, [network], when=told.when)
    kept = [one for one in held if one.done_on is not None and one.done_on in told.year]
    for one in kept[:MOST_PROMISES]:
        yield f"You said: {shortened(one.said)} We did: {shortened(one.did or one.promise)}"
    late = sum(one.is_overdue for one in held)
    if late:
        yield f"{counted(late, 'promise')} of ours had not been kept by the day that we named."


def shortened(text: str) -> str:
    """Words that fit on one line or two."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_PROMISE else f"{plain[:LONGEST_PROMISE].rstrip()}…"


def not_known(told: Year) -> Iterator[str]:
    """What no figure is held of."""
    if not hours(told):
        yield "How many hours were delivered in the evening and on Saturday: none is recorded."
    if any(not one.figure for one in access(told.page, when=told.when)):
        yield "How many appointments there were."
    yield "What was spent, and on what: the national figures tell what is due, not what is done."
