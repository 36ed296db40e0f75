"""Words and rows of the contract calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.calendar.obligations import Due, Occurrence
from openpcn.engines.calendar.payments import How
from openpcn.kernel.contract_years import month_end
from openpcn.kernel.exports import Cell
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted, pounds
from openpcn.rulebook.statuses import Status
from openpcn.web.dates import Dates
from openpcn.web.presenters.statuses import COLOURS
from openpcn.workflows.calendar.entries import Entry
from openpcn.workflows.calendar.own_days import OwnDay
from openpcn.workflows.calendar.show_calendar import YearCalendar

HEADINGS = (
    "What",
    "Owner",
    "Owed by",
    "For month",
    "Due by",
    "Day set locally",
    "State",
    "Done on",
    "Evidence asked for",
    "Evidence recorded",
    "Rule is",
    "Source",
    "Note",
)
PAID = {
    How.LOCAL: "The day was set locally",
    How.PUBLISHED: "About this day, to be checked",
    How.NOT_HELD: "The day of payment is not held",
}
STATES = {
    "done": ("Done", "green"),
    "late": ("Overdue", "orange"),
    "soon": ("Due within 30 days", "yellow"),
    "to_come": ("To come", "blue"),
    "no_day": ("Not recorded as done", "grey"),
    "not_shown": ("", "grey"),
}


@dataclass(frozen=True, kw_only=True)
class ShownEntry:
    """A row of the calendar as the page shows it."""

    title: str
    words: str
    href: str
    due: str
    due_note: str
    owner: str
    owed_by: str
    evidence: str
    state: str
    colour: str
    state_note: str
    status: str
    status_colour: str
    source: str


def shown(one: Entry, dates: Dates, code: str) -> ShownEntry:
    """An entry for the page."""
    each = one.occurrence.obligation
    state, colour = state_words(one)
    return ShownEntry(
        title=each.title,
        words=each.words,
        href=href_of(each.year, each.code, code, dates),
        due=due_words(one.occurrence),
        due_note=one.occurrence.day_words,
        owner=each.owner.words,
        owed_by=as_written(one.owed_by.name) if one.owed_by else several(one),
        evidence=each.evidence,
        state=state,
        colour=colour,
        state_note=done_note(one),
        status=Status(each.status).words,
        status_colour=COLOURS[Status(each.status).words],
        source="; ".join(source.title for source in each.sources),
    )


def href_of(year: object, obligation: str, code: str, dates: Dates) -> str:
    """The page of an obligation."""
    slug = str(year).replace("/", "-")
    return dates.link(reverse("calendar-item", args=[code or "all", slug, obligation]))


def state_words(one: Entry) -> tuple[str, str]:
    """How an entry stands, with the colour of its tag."""
    if one.state == "not_shown":
        return "", "grey"
    if one.of > 1 and one.done_by < one.of:
        words = _("%(n)s of %(all)s done") % {"n": one.done_by, "all": one.of}
        return words, "orange" if one.state == "late" else "grey"
    return STATES[one.state]


def done_note(one: Entry) -> str:
    """When it was done and how that is known."""
    if one.done is None:
        return ""
    return _("%(day)s; %(evidence)s") % {
        "day": in_words(one.done.done_on),
        "evidence": one.done.evidence,
    }


def several(one: Entry) -> str:
    """How many organisations owe something."""
    if one.of < 2:
        return ""
    noun = {"practice": "practice", "network": "network", "icb": "board"}
    return counted(one.of, noun[one.occurrence.obligation.owner])


def due_words(one: Occurrence) -> str:
    """By when something is due."""
    each = one.obligation
    if one.due_on is not None:
        return in_words(one.due_on)
    if each.due is Due.ALL_YEAR:
        if each.starts_on and each.ends_on:
            return _("%(start)s to %(end)s") % {
                "start": in_words(each.starts_on),
                "end": in_words(each.ends_on),
            }
        if each.starts_on:
            return _("from %(day)s") % {"day": in_words(each.starts_on)}
        if each.ends_on:
            return _("until %(day)s") % {"day": in_words(each.ends_on)}
        return _("all year")
    return _("day not found")


@dataclass(frozen=True, kw_only=True)
class ShownMonthly:
    """An obligation of each month in one row."""

    entry: ShownEntry
    progress: str
    colour: str
    next_due: str


def monthly(held: tuple[Entry, ...], dates: Dates, code: str, day: date) -> ShownMonthly:
    """The months of an obligation in one row."""
    ended = [one for one in held if (one.occurrence.month or day) and has_ended(one, day)]
    done = [one for one in held if one.state == "done"]
    coming = next((o for o in held if o.occurrence.due_on and o.occurrence.due_on >= day), None)
    behind = [one for one in ended if one.state != "done"]
    progress = (
        ""
        if held[0].state == "not_shown"
        else _("%(n)s of %(all)s months done, %(ended)s have ended")
        % {"n": len(done), "all": len(held), "ended": len(ended)}
    )
    return ShownMonthly(
        entry=shown(held[0], dates, code),
        progress=progress,
        colour="orange" if behind and held[0].occurrence.due_on else "grey",
        next_due=in_words(coming.occurrence.due_on)
        if coming and coming.occurrence.due_on
        else _("each month; day not found")
        if held[0].occurrence.due_on is None
        else _("none left"),
    )


def has_ended(one: Entry, day: date) -> bool:
    """Whether the month of an entry has ended."""
    return one.occurrence.month is not None and month_end(one.occurrence.month) < day


def own_day(one: OwnDay) -> dict[str, Any]:
    """A day that follows from an agreement."""
    if one.what == "ends":
        what = _("“%(title)s” ends") % {"title": one.agreement.title}
    else:
        what = _("Sign “%(title)s”: %(who)s") % {
            "title": one.agreement.title,
            "who": ", ".join(as_written(name) for name in one.who),
        }
    return {
        "on": in_words(one.on),
        "what": what,
        "number": one.agreement.id,
        "state": _("Ends soon")
        if one.what == "ends" and one.is_late
        else _("Overdue")
        if one.is_late
        else _("To come"),
        "colour": "orange" if one.is_late else "blue",
    }


def is_ours(one: Entry, found: YearCalendar) -> bool:
    """Whether the organisation asked about owes it itself."""
    return (
        found.scope is not None
        and one.owed_by is not None
        and one.owed_by.id == found.scope.organisation.id
    )


def only_ours(found: YearCalendar) -> YearCalendar:
    """The calendar without what others owe."""
    return replace(found, entries=tuple(one for one in found.entries if is_ours(one, found)))


def summary(found: YearCalendar) -> list[dict[str, str]]:
    """The few figures at the top."""
    own = [one for one in found.entries if is_ours(one, found) and one.occurrence.due_on]
    late = [one for one in own if one.state == "late"]
    unsigned = [one for one in found.own_days if one.what == "sign" and one.is_late]
    soon = [one for one in own if one.state == "soon"]
    following = next((one for one in own if one.state in ("soon", "to_come")), None)
    made = [
        {
            "label": _("Overdue"),
            "figure": str(len(late) + len(unsigned)),
            "note": "; ".join(
                [*(_("signatures of “%s”") % one.agreement.title for one in unsigned), titles(late)]
            ).strip("; "),
        },
        {"label": _("Due within 30 days"), "figure": str(len(soon)), "note": titles(soon)},
    ]
    if following is not None and following.occurrence.due_on is not None:
        made.append(
            {
                "label": _("Next"),
                "figure": in_words(following.occurrence.due_on),
                "note": following.occurrence.obligation.title,
            }
        )
    return made


def titles(entries: list[Entry]) -> str:
    """What some entries are called, briefly."""
    names = Counter(one.occurrence.obligation.title for one in entries)
    told = [f"{title} ({n})" if n > 1 else title for title, n in names.items()]
    return "; ".join(told[:3])


def rows(found: YearCalendar) -> Iterator[tuple[Cell, ...]]:
    """Every occurrence for a spreadsheet."""
    for one in found.entries:
        each, when = one.occurrence.obligation, one.occurrence
        yield (
            each.title,
            each.owner.words,
            as_written(one.owed_by.name) if one.owed_by else several(one),
            f"{when.month:%Y-%m}" if when.month else None,
            when.due_on or due_words(when),
            when.day_words,
            state_words(one)[0],
            one.done.done_on if one.done else None,
            each.evidence,
            one.done.evidence if one.done else "",
            Status(each.status).words,
            "; ".join(source.title for source in each.sources),
            each.note,
        )
    for line in found.receipts.lines:
        for incoming in line.months:
            paid = incoming.paid
            yield (
                f"Receive: {line.title}",
                "",
                line.payee,
                f"{incoming.month:%Y-%m}",
                None if paid.how is How.NOT_HELD else paid.on,
                paid.words if paid.how is How.LOCAL else "",
                pounds(incoming.pounds),
                None,
                "",
                "",
                Status(line.status).words,
                line.working,
                PAID[paid.how],
            )
