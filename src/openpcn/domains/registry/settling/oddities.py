"""What is odd about statements that contradict each other or themselves, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.settling.statements import Block, Held, Statement
from openpcn.kernel.when import day_before, in_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Oddity:
    """Something about the statements that a person should know."""

    code: str
    severity: str
    message: str
    next_step: str


def overlap(subject: str, first: Block, second: Block) -> Oddity:
    """Two networks on the same days: one day is a handover, more is a contradiction."""
    if first.ends_on == second.starts_on and first.starts_on < second.starts_on:
        return Oddity(
            code="handover_on_one_day",
            severity="note",
            message=f"{subject} leaves {first.object} and joins {second.object} on the same day, "
            f"{in_words(second.starts_on)}; it counts in {first.object} until "
            f"{in_words(day_before(second.starts_on))}.",
            next_step="The earlier membership is ended the day before.",
        )
    return Oddity(
        code="two_networks_overlap",
        severity="check",
        message=f"{subject} is given in {first.object} {until(first.ends_on)} and in "
        f"{second.object} from {in_words(second.starts_on)}.",
        next_step="The later start counts from its start. Ask the publisher which is right.",
    )


def repeated(subject: str, first: Block, second: Block) -> Oddity:
    """One membership given twice over."""
    return Oddity(
        code="repeated_memberships",
        severity="note",
        message=f"{subject} is given in {first.object} from {in_words(first.starts_on)} and again "
        f"from {in_words(second.starts_on)}.",
        next_step="Those that overlap are counted as one.",
    )


def ends_too_early(subject: str, each: Statement) -> Oddity:
    """A membership that ends before it starts."""
    ends = in_words(each.ends_on) if each.ends_on else ""
    return Oddity(
        code="ends_before_it_starts",
        severity="check",
        message=f"{subject} is given in {each.object} from {in_words(each.starts_on)} to {ends}, "
        "which is earlier; it is not counted.",
        next_step="Ask the publisher which dates are right.",
    )


def two_in_snapshots(subject: str, first: Statement, second: Statement) -> Oddity:
    """Two files about one day disagree."""
    first, second = sorted((first, second), key=lambda each: each.object or "")
    return Oddity(
        code="two_networks_at_once",
        severity="check",
        message=f"{subject} is in {first.object} in one file about {in_words(first.starts_on)} "
        f"and in {second.object} in another; {second.object} is counted.",
        next_step="Ask the publisher which is right.",
    )


def disagrees(subject: str, each: Statement, block: Block) -> Oddity:
    """A snapshot says something else than a source with dates."""
    said = f"in {each.object}" if each.object else "in no network"
    return Oddity(
        code="snapshot_disagrees",
        severity="check",
        message=f"{subject} was {said} on {in_words(each.starts_on)} by one file; the source with "
        f"dates has it in {block.object} from {in_words(block.starts_on)} {until(block.ends_on)}.",
        next_step="The source with dates counts. Check with the commissioner which is right.",
    )


def listed_after_closing(subject: str, each: Held, closed_on: date) -> Oddity:
    """A file has it in a network after it closed."""
    return Oddity(
        code="listed_after_closing",
        severity="check",
        message=f"{subject} closed on {in_words(closed_on)} and is given in {each.object} from "
        f"{in_words(each.starts_on)}; that is not counted.",
        next_step="Check the day of closing in the register.",
    )


def differs_from_recorded(subject: str, each: Held) -> Oddity:
    """A file contradicts what a person recorded."""
    return Oddity(
        code="differs_from_recorded",
        severity="check",
        message=f"{subject} is given in {each.object} from {in_words(each.starts_on)} "
        f"{until(each.ends_on)} by a file; a person has recorded something else, which counts.",
        next_step="Correct the record if the file is right.",
    )


def until(day: date | None) -> str:
    """An end in words."""
    return f"until {in_words(day)}" if day else "with no end"
