"""Record what people said, decide, promise, say what was done; groups say whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.models import (
    Consultation,
    GroupView,
    Theme,
    ThemeDetail,
    VoiceReach,
)
from openpcn.domains.engagement.queries.voices import VoiceAnswer, on_the_day, voices
from openpcn.domains.engagement.vocabulary import (
    HOLD_TO_ACCOUNT,
    NEXT_DECISIONS,
    RECORD,
    SPEAK_FOR,
    Decision,
    GroupSays,
    must_follow,
)
from openpcn.domains.registry.actions.facts import correct, keep, take_back
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import may, require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.personal_details import kinds_of
from openpcn.kernel.when import When, in_words
from openpcn.kernel.wording import listed

LONGEST = 2_000
NOTHING: dict[str, Any] = {"did": "", "done_on": None, "reason": ""}


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What people said, and where."""

    said: str
    heard_at: str = ""
    heard_on: date
    people: int | None = None


@transaction.atomic
def record_theme(*, owner: str, heard: Heard, consultation: int | None = None, by: Account) -> int:
    """Record something that people said; it waits for a decision, and everybody sees that."""
    which = the(owner)
    require_one_of(by, (RECORD, HOLD_TO_ACCOUNT), which.pk)
    asked = None
    if consultation is not None:
        asked = Consultation.objects.filter(id=consultation).first()
        if asked is None:
            raise NotFound("There is no such consultation.", next_step="Leave it out.")
    theme = Theme.objects.create(owner=which, consultation=asked)
    keep(ThemeDetail, by=by, theme=theme, **checked(heard))
    record_event("recorded what people said", theme, by=by, detail={"owner": owner})
    return int(theme.pk)


@transaction.atomic
def correct_theme(number: int, *, heard: Heard, by: Account) -> None:
    """Correct what was said; what became of it stays."""
    theme, held = the_theme(number)
    require(by, RECORD, theme.owner_id)
    correct(held, by=by, **checked(heard))
    record_event("corrected what people said", theme, by=by)


@transaction.atomic
def promise(
    number: int, *, words: str, promised_by: str, due_on: date, decided_on: date, by: Account
) -> None:
    """Promise something, with who answers for it and by when; said anew, the promise changes."""
    theme, held = the_theme(number)
    require(by, RECORD, theme.owner_id)
    if held.decision != Decision.PROMISED:
        must_follow(NEXT_DECISIONS, Decision, held.decision, Decision.PROMISED)
    check_days(decided_on, due_on)
    said = {
        "decision": Decision.PROMISED,
        "decided_on": decided_on,
        "promise": checked_text(words, "The promise"),
        "promised_by": some_text(promised_by, "Who answers for it", longest=120),
        "due_on": due_on,
    }
    correct(held, by=by, **NOTHING | said)
    record_event("promised", theme, by=by, detail={"due_on": due_on.isoformat()})


@transaction.atomic
def decline(number: int, *, words: str, reason: str, decided_on: date, by: Account) -> None:
    """Say that something will not be done, and why."""
    theme, held = the_theme(number)
    require(by, RECORD, theme.owner_id)
    must_follow(NEXT_DECISIONS, Decision, held.decision, Decision.DECLINED)
    check_days(decided_on)
    said = {
        "decision": Decision.DECLINED,
        "decided_on": decided_on,
        "promise": checked_text(words, "What will not be done"),
        "reason": checked_text(reason, "The reason"),
        "promised_by": "",
        "due_on": None,
    }
    correct(held, by=by, **NOTHING | said)
    record_event("declined", theme, by=by)


@transaction.atomic
def say_kept(number: int, *, did: str, done_on: date, by: Account) -> None:
    """Say that a promise was kept: what was done, and when."""
    theme, held = the_theme(number)
    require(by, RECORD, theme.owner_id)
    must_follow(NEXT_DECISIONS, Decision, held.decision, Decision.KEPT)
    check_days(done_on)
    if done_on > timezone.localdate():
        raise NotPossible(
            f"{in_words(done_on)} has not come yet.", next_step="Say so when it is done."
        )
    said = {"did": checked_text(did, "What was done"), "done_on": done_on}
    correct(held, by=by, decision=Decision.KEPT, **NOTHING | said)
    record_event("kept a promise", theme, by=by)


@transaction.atomic
def say_not_kept(number: int, *, reason: str, by: Account) -> None:
    """Say that a promise was not kept, and why."""
    theme, held = the_theme(number)
    require(by, RECORD, theme.owner_id)
    must_follow(NEXT_DECISIONS, Decision, held.decision, Decision.NOT_KEPT)
    said = {"reason": checked_text(reason, "The reason")}
    correct(held, by=by, decision=Decision.NOT_KEPT, **NOTHING | said)
    record_event("did not keep a promise", theme, by=by)


@transaction.atomic
def undo_decision(number: int, *, by: Account) -> None:
    """Go back a step: from kept or not kept to promised, from a decision to none."""
    theme, held = the_theme(number)
    require(by, RECORD, theme.owner_id)
    if held.decision in (Decision.KEPT, Decision.NOT_KEPT):
        correct(held, by=by, decision=Decision.PROMISED, **NOTHING)
    else:
        must_follow(NEXT_DECISIONS, Decision, held.decision, Decision.WAITING)
        undecided = {"decided_on": None, "promise": "", "promised_by": "", "due_on": None}
        correct(held, by=by, decision=Decision.WAITING, **NOTHING | undecided)
    record_event("went back on a decision", theme, by=by, detail={"from": held.decision})


@transaction.atomic
def withdraw_theme(number: int, *, by: Account) -> None:
    """Take back what was recorded by mistake; a promise is never taken back so."""
    theme, held = the_theme(number)
    require_one_of(by, (RECORD,), theme.owner_id)
    if held.decision != Decision.WAITING:
        raise NotPossible(
            "Something was decided about this, and people have read it.",
            next_step="Go back on the decision first, in the open.",
        )
    take_back(held)
    record_event("withdrew what people said", theme, by=by)


@transaction.atomic
def say_for_group(number: int, *, group: int, says: str, words: str, on: date, by: Account) -> None:
    """Say for a group of patients whether a promise was kept; it is shown beside the promise."""
    theme, held = the_theme(number)
    require(by, HOLD_TO_ACCOUNT)
    if held.decision not in (Decision.PROMISED, Decision.KEPT, Decision.NOT_KEPT):
        raise NotPossible("Nothing is promised yet.", next_step="Say it when something is.")
    if says not in GroupSays.values:
        raise NotRight("No group says that.", next_step="Choose one of the list.")
    check_days(on)
    if group not in {one.id for one in groups_of(by, theme.owner_id)}:
        raise NotPossible(
            "You do not speak for this group here.", next_step="Choose a group of the list."
        )
    facts = {"says": says, "words": checked_text(words, "What the group says", 500), "on": on}
    before = theme.views.filter(known_until__isnull=True, group_id=group).first()
    made = (
        correct(before, by=by, **facts)
        if before is not None
        else keep(GroupView, by=by, theme=theme, group_id=group, **facts)
    )
    record_event("said for a group", made, by=by, detail={"theme": number, "says": says})


@transaction.atomic
def unsay_for_group(number: int, view: int, *, by: Account) -> None:
    """Take back what was said for a group."""
    theme, _held = the_theme(number)
    found = theme.views.filter(id=view, known_until__isnull=True).first()
    if found is None or found.group_id not in {one.id for one in groups_of(by, theme.owner_id)}:
        raise NotFound("No group of yours says that.", next_step="Look at the page again.")
    take_back(found)
    record_event("took back what a group said", found, by=by)


def groups_of(by: Account | None, owner_id: int) -> list[VoiceAnswer]:
    """Patient groups for which somebody speaks to an organisation.

    Those that reach the organisation, one of its practices or what it lies in, and that reach an
    organisation in which the account may speak for groups of their kind.
    """
    when = When(as_at=timezone.localdate())
    around = beneath(owner_id, when=when) | above(owner_id, when=when).keys()
    found = [one for one in voices(by, when=when, organisations=around) if one.kind in SPEAK_FOR]
    needed = {one.id: SPEAK_FOR[one.kind] for one in found}
    reach = on_the_day(VoiceReach.objects.filter(voice_id__in=list(needed)), when)
    mine = {
        voice
        for voice, organisation in reach.values_list("voice_id", "organisation_id")
        if organisation is not None and may(by, needed[voice], organisation)
    }
    return [one for one in found if one.id in mine]


def the_theme(number: int) -> tuple[Theme, ThemeDetail]:
    """A theme, locked, with what it says now."""
    theme = Theme.objects.select_for_update().filter(id=number).first()
    held = theme.details.filter(known_until__isnull=True).first() if theme else None
    if theme is None or held is None:
        raise NotFound("No such theme stands.", next_step="Look it up on the list again.")
    return theme, held


def require_one_of(by: Account, permissions: tuple[str, ...], organisation: int) -> None:
    """Refuse unless one of several permissions is held."""
    if not any(may(by, one, organisation) for one in permissions):
        require(by, permissions[0], organisation)


def checked(heard: Heard) -> dict[str, Any]:
    """What was said as it is kept."""
    check_days(heard.heard_on)
    if heard.people is not None and not 1 <= heard.people <= 1_000_000:
        raise NotRight("That is no number of people.", next_step="Leave it empty if not counted.")
    return {
        "said": checked_text(heard.said, "What people said"),
        "heard_at": " ".join(heard.heard_at.split())[:200],
        "heard_on": heard.heard_on,
        "people": heard.people,
    }


def checked_text(words: str, what: str, longest: int = LONGEST) -> str:
    """Words that everybody will read: none that may be a person's details."""
    text = some_text(words, what, longest=longest)
    if found := [str(kind) for kind in kinds_of(text)]:
        raise NotRight(
            f"{what} has what looks like: {listed(found)}.",
            next_step="Take it out: everybody reads this.",
        )
    return text
