"""Begin a need summary, write in it, and tell a board."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.population.models import Need, NeedSummary
from openpcn.domains.population.wording import signed_by_all
from openpcn.domains.registry.actions import guarding
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotPossible, NotRight

LONG = 10_000
WRITE = "population.write_needs"
COPIED = ("title", "evidence", "source", "priority", "reason", "response", "lead", "due_on")


@transaction.atomic
def begin_summary(
    *, title: str, about: str, owner: str, starts_on: date, review_on: date, by: Account
) -> int:
    """Begin a need summary about an organisation's population; private until its owner opens it."""
    whose = the(owner)
    require(by, WRITE, whose)
    check_period(starts_on, review_on)
    summary = NeedSummary.objects.create(
        title=some_text(title, "The title", longest=200),
        owner=whose,
        about=the(about),
        starts_on=starts_on,
        review_on=review_on,
        made_by=by,
        made_at=timezone.now(),
    )
    record_event("began a need summary", summary, by=by, detail={"about": about})
    return int(summary.pk)


@transaction.atomic
def write_summary(
    number: int,
    *,
    title: str,
    starts_on: date,
    review_on: date,
    introduction: str,
    board: str,
    board_words: str,
    by: Account,
) -> None:
    """Write the words around the needs, and what the board is told."""
    summary = open_summary(number, by=by)
    check_period(starts_on, review_on)
    summary.title = some_text(title, "The title", longest=200)
    summary.starts_on, summary.review_on = starts_on, review_on
    summary.introduction = at_most(introduction, "The introduction", LONG)
    summary.board = at_most(board, "The name of the board", 120)
    summary.board_words = at_most(board_words, "What the board is told", LONG)
    summary.save()
    record_event("wrote in a need summary", summary, by=by)


@transaction.atomic
def record_told(number: int, *, on: date, answer: str, by: Account) -> None:
    """Record that the board was told, and what it answered."""
    summary = the_summary(number, by=by)
    if not signed_by_all(summary):
        raise NotPossible(
            "Both parties have not signed the words as they stand.",
            next_step="Ask public health and the network to sign, then record the meeting.",
        )
    if not summary.board or not summary.board_words:
        raise NotPossible(
            "The summary does not say what which board is told.",
            next_step="Begin a new edition and write the words to the board.",
        )
    check_days(on)
    if on > timezone.localdate():
        raise NotRight("The meeting lies in the future.", next_step="Record it once it was held.")
    summary.told_on, summary.told_words = on, at_most(answer, "The answer", LONG)
    summary.save(update_fields=["told_on", "told_words"])
    record_event("recorded what a board was told", summary, by=by)


@transaction.atomic
def begin_edition(number: int, *, starts_on: date, review_on: date, by: Account) -> int:
    """Begin a new edition with the words of an earlier one."""
    earlier = the_summary(number, by=by)
    check_period(starts_on, review_on)
    later = NeedSummary.objects.create(
        title=earlier.title,
        owner=earlier.owner,
        about=earlier.about,
        starts_on=starts_on,
        review_on=review_on,
        introduction=earlier.introduction,
        board=earlier.board,
        board_words=earlier.board_words,
        follows=earlier,
        made_by=by,
        made_at=timezone.now(),
    )
    Need.objects.bulk_create(
        Need(summary=later, **{name: getattr(need, name) for name in COPIED})
        for need in earlier.needs.filter(withdrawn_at__isnull=True).order_by("id")
    )
    record_event("began an edition of a need summary", later, by=by, detail={"follows": number})
    return int(later.pk)


@transaction.atomic
def open_to(number: int, *, state: str, by: Account) -> None:
    """Let more people, or fewer, see a need summary; only what both signed is published."""
    summary = the_summary(number, by=by)
    if state == State.PUBLISHED and not signed_by_all(summary):
        raise NotPossible(
            "A need summary is published once both parties have signed it.",
            next_step="Ask public health and the network to sign.",
        )
    guarding.move(summary, to=state, by=by)


@transaction.atomic
def share_summary(number: int, *, with_codes: list[str], by: Account) -> None:
    """Name the organisations that a need summary is shared with."""
    guarding.share(the_summary(number, by=by), with_codes=with_codes, by=by)


@transaction.atomic
def withdraw_summary(number: int, *, by: Account) -> None:
    """Take a need summary back from everybody; the record stays."""
    guarding.withdraw(the_summary(number, by=by), by=by)


def the_summary(number: int, *, by: Account) -> NeedSummary:
    """A need summary that `by` may see and write for."""
    summary: NeedSummary = guarding.the_draft(NeedSummary, number, by=by)
    require(by, WRITE, summary.owner_id)
    return summary


def open_summary(number: int, *, by: Account) -> NeedSummary:
    """The same, if its words may still change."""
    summary = the_summary(number, by=by)
    if summary.state == State.PUBLISHED or signed_by_all(summary):
        raise NotPossible(
            f"“{summary.title}” is signed: its words stand.",
            next_step="Begin a new edition, or take a signature back first.",
        )
    return summary


def check_period(starts_on: date, review_on: date) -> None:
    """Refuse days that nobody can mean, and a review before the start."""
    check_days(starts_on, review_on)
    if review_on == starts_on:
        raise NotPossible(
            "It would be reviewed on the day that it starts.", next_step="Set a later review."
        )


def at_most(text: str, what: str, longest: int) -> str:
    """Text that may be empty, and not too long."""
    return some_text(text, what, longest=longest) if text.strip() else ""
