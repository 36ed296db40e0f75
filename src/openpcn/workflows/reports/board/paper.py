"""The board paper of a month, and the one page for the clinical director."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from openpcn.domains.programme.queries.matters import open_ones
from openpcn.engines.calendar.access import Week
from openpcn.kernel.documents import Document, Heading, Paragraph, Part, Points
from openpcn.kernel.when import When, in_words
from openpcn.kernel.wording import counted
from openpcn.workflows.reports.board.access import access, ended, in_hours
from openpcn.workflows.reports.board.ground import BoardGround, board_ground
from openpcn.workflows.reports.board.matters import (
    actions,
    decisions,
    outcomes,
    requirements,
    risks,
)
from openpcn.workflows.reports.board.money import money
from openpcn.workflows.reports.board.people import people
from openpcn.workflows.reports.scrutiny import Note, unwatched
from openpcn.workflows.reports.totals import marked

Section = tuple[str, Callable[[BoardGround], Iterator[Part]]]
SECTIONS: tuple[Section, ...] = (
    ("Decisions", decisions),
    ("Money", money),
    ("People in post", people),
    ("Access", access),
    ("Requirements", requirements),
    ("Risks", risks),
    ("Actions", actions),
    ("Outcomes", outcomes),
)
READ = (
    "Every number leads to its working and source, at the end. A number that is not known says so."
)


def board_paper(
    within: str, *, month: date, when: When, today: date, progress: Note = unwatched
) -> Document:
    """The paper of a network's month; nobody's pay is in it, and no patient."""
    progress(0.0, "Gathering what is held")
    ground = board_ground(within, month=month, when=when, today=today)
    parts: list[Part] = [*opening(ground)]
    parts += [Heading(text="At a glance"), glance(ground)]
    for at, (title, section) in enumerate(SECTIONS, start=1):
        progress(at / (len(SECTIONS) + 1), title)
        parts += [Heading(text=title), *section(ground)]
    return document("Board paper", ground, tuple(parts))


def position(
    within: str, *, month: date, when: When, today: date, progress: Note = unwatched
) -> Document:
    """Where the network stands, on one page for its clinical director."""
    progress(0.0, "Gathering what is held")
    ground = board_ground(within, month=month, when=when, today=today)
    parts = (
        *opening(ground),
        glance(ground),
        Heading(text="Needs a hand"),
        Points(items=tuple(urgent(ground)) or (nothing(ground),)),
    )
    return document("Position", ground, parts)


def opening(ground: BoardGround) -> Iterator[Part]:
    """How to read it, and how far a month that goes on is told."""
    yield Paragraph(text=f"{ground.warning}{READ}")
    if ground.reach:
        yield Paragraph(text=ground.reach.strip(), is_strong=True)


def document(what: str, ground: BoardGround, parts: tuple[Part, ...]) -> Document:
    """Parts under a title, with source and warning on every page."""
    day = in_words(ground.when.as_at)
    return Document(
        title=f"{ground.name}: {what.lower()}, {ground.month_words}",
        about=f"{ground.name} ({ground.code}) · as at {day}",
        parts=parts,
        footer=f"{ground.warning}{ground.name}, as at {day}. {ground.reach}"
        f"{ground.told.statement}.",
    )


def glance(ground: BoardGround) -> Points:
    """The position in a few lines."""
    tracked, network = ground.tracker, ground.page.subject.organisation.id
    return Points(
        items=(
            patients(ground),
            f"Entitlements of {ground.year} known so far: {marked(ground.stated.statement.lines)}",
            posts(ground),
            hours_words(ground),
            f"Requirements signed off: {tracked.signed(network)} of {tracked.asked_of(network)}",
            worst(ground),
            open_actions(ground),
        )
    )


def posts(ground: BoardGround) -> str:
    """Who is in post, and what is empty."""
    roles = ground.claims.roles
    if not roles and not ground.claims.vacancies:
        return "In reimbursed posts: nobody is recorded"
    people = counted(sum(one.people for one in roles), "person", "people")
    empty = counted(len(ground.claims.vacancies), "empty post")
    whole = sum(one.fte for one in roles)
    return f"In reimbursed posts: {people}, {whole:.2f} whole-time equivalents; {empty}"


def worst(ground: BoardGround) -> str:
    """How many risks are open, and which is the gravest."""
    held = open_ones(ground.programme.risks)
    if not held:
        return "Open risks: none is recorded"
    return f"Open risks: {len(held)}; the gravest is “{held[0].title}” ({held[0].score})"


def open_actions(ground: BoardGround) -> str:
    """How many actions are open, and how many of them late."""
    held = open_ones(ground.programme.actions)
    if not held:
        return "Open actions: none is recorded"
    return f"Open actions: {len(held)}, of which {sum(one.is_late for one in held)} late"


def patients(ground: BoardGround) -> str:
    """The registered patients, or that they are not held."""
    held = ground.page.facts.patients
    return "Registered patients: not held" if held is None else f"Registered patients: {held:,}"


def hours_words(ground: BoardGround) -> str:
    """Hours owed and delivered in the weeks that have ended, where both are known."""
    weeks = ended(ground)
    if not weeks:
        return "Hours outside the core ones: no week of the month has ended yet"
    if any(one.required is None for one in weeks):
        return "Hours outside the core ones: not known what is owed"
    owed = sum(one.required or 0 for one in weeks)
    given = sum(one.delivered for one in weeks)
    missing = sum(one.unrecorded for one in weeks)
    return (
        f"Hours outside the core ones{told(ground, weeks)}: {in_hours(given)} recorded as "
        f"delivered of {in_hours(owed)} owed; {counted(missing, 'session')} not recorded"
    )


def told(ground: BoardGround, weeks: tuple[Week, ...]) -> str:
    """How many weeks of the month are counted, where not all of them have ended."""
    if len(weeks) == len(ground.hours.weeks):
        return ""
    return f", in the {counted(len(weeks), 'week')} of the month that ended so far"


def nothing(ground: BoardGround) -> str:
    """That nothing is late; or that nothing is recorded that could be."""
    if ground.programme.matters or ground.claims.roles:
        return "Nothing is overdue."
    return "Nothing is recorded here that could be overdue."


def urgent(ground: BoardGround) -> Iterator[str]:
    """What is late, whose owner has left, and what is not answered for."""
    for one in ground.programme.matters:
        if one.owner_left:
            yield f"{one.title}: whoever answered for it has left"
        elif one.is_late and one.date_of_next is not None:
            yield f"{one.title}: was due {in_words(one.date_of_next)}"
    for vacant in ground.claims.vacancies:
        yield f"{vacant.title}: empty since {in_words(vacant.empty_from)}"
