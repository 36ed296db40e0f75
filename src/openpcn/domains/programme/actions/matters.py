"""Record a matter of a programme, change it, hand it over, end it, and take each of these back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.programme.actions.saying import KINDS, LONGEST, MilestoneSaid, Words, checked
from openpcn.domains.programme.belonging import require_for
from openpcn.domains.programme.models import SAYS, Action, Matter, Milestone, Need, Said
from openpcn.domains.programme.owners import the_owner
from openpcn.domains.programme.vocabulary import ENDINGS, RECORD, About, Ending
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    correct,
    keep,
    last_taken_back,
    refuse_unseen,
    said_twice,
    says_already,
    take_back_all,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Person
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.when import When, in_words

PLACES = ("network", "place", "sub_icb", "icb")
STANDS: dict[str, Any] = {"closed_on": None, "closed_as": "", "outcome": ""}


@transaction.atomic
def record(*, kind: str, about: str, said: Words, by: Account, today: date | None = None) -> int:
    """Record something that is kept track of for a network, place or board; sent twice, once.

    `today` is the day of recording where a register is taken over that was kept elsewhere.
    """
    which = the(about)
    require_for(by, RECORD, which.pk)
    if which.kind not in PLACES:
        raise NotPossible(
            f"{about} is no network, place or board.", next_step="Record it for one of these."
        )
    day = today or timezone.localdate()
    facts = checked(kind, said, None, today=day)
    owner = owner_for(kind, said.owner, None, which.pk, day)
    facts |= {"owner": owner} | STANDS | already(said)
    if twice := said_twice(SAYS[kind], which, by=by, matter__about=which, **facts):
        return int(twice.matter_id)
    matter = Matter.objects.create(kind=kind, about=which)
    keep(SAYS[kind], by=by, matter=matter, **facts)
    record_event(f"recorded a {kind}", matter, by=by, detail={"about": about})
    return int(matter.pk)


@transaction.atomic
def amend(number: int, *, said: Words, by: Account, seen: int = 0) -> None:
    """Change what is said of a matter; what was said before stays readable.

    `seen` is the version that its form was filled from; 0 of no form.
    """
    matter, held = standing(number, by=by)
    refuse_ended(held)
    day = timezone.localdate()
    facts = checked(matter.kind, said, held, today=day)
    owner = owner_for(matter.kind, said.owner, held.owner, matter.about_id, day)
    facts["owner_id"] = owner.pk if owner else None
    if says_already(held, **facts):
        return
    refuse_unseen(held, seen)
    correct(held, by=by, **facts)
    record_event(f"changed a {matter.kind}", matter, by=by)


@transaction.atomic
def hand_over(number: int, *, owner: str, by: Account) -> None:
    """Let somebody else answer for a matter."""
    matter, held = standing(number, by=by)
    person = the_owner(owner, matter.about_id, when=today())
    if person == held.owner:
        raise NotPossible(
            f"{person.name} answers for it already.", next_step="Choose somebody else."
        )
    correct(held, by=by, owner_id=person.pk)
    record_event(f"handed over a {matter.kind}", matter, by=by, detail={"to": person.key.hex})


@transaction.atomic
def close(number: int, *, closed_as: str, closed_on: date, outcome: str, by: Account) -> None:
    """Record how a matter ended, on which day and what came of it."""
    matter, held = standing(number, by=by)
    refuse_ended(held)
    check_days(held.raised_on, closed_on)
    if closed_on > timezone.localdate():
        raise NotPossible(
            f"{in_words(closed_on)} has not come yet.", next_step="Record it when it has ended."
        )
    if closed_as not in ENDINGS[matter.kind]:
        words = " or ".join(str(one.label).lower() for one in ENDINGS[matter.kind])
        raise NotPossible("It cannot end like that.", next_step=f"Choose: {words}.")
    what = some_text(outcome, "What came of it", longest=LONGEST)
    correct(held, by=by, closed_on=closed_on, closed_as=closed_as, outcome=what)
    record_event(f"ended a {matter.kind}", matter, by=by, detail={"as": closed_as})


@transaction.atomic
def reopen(number: int, *, by: Account) -> None:
    """Take back that a matter ended."""
    matter, held = standing(number, by=by)
    if held.closed_on is None:
        raise NotPossible("This is open.", next_step="Nothing needs to be done.")
    correct(held, by=by, **STANDS)
    record_event(f"reopened a {matter.kind}", matter, by=by)


@transaction.atomic
def move_forecast(
    number: int, *, forecast_on: date, because: str, by: Account, today: date | None = None
) -> None:
    """Say when a milestone is now expected, and why; its baseline stays.

    `today` is the day on which that was said, where it was said elsewhere first.
    """
    matter, held = standing(number, by=by, kind=About.MILESTONE)
    refuse_ended(held)
    check_days(forecast_on)
    if forecast_on < (today or timezone.localdate()):
        raise NotPossible(
            f"{in_words(forecast_on)} has passed, so the milestone cannot be expected then.",
            next_step="Enter today or a later day, or record that it was reached.",
        )
    why = some_text(because, "Why it moves", longest=300)
    correct(held, by=by, forecast_on=forecast_on, because=why)
    record_event("moved a forecast", matter, by=by, detail={"to": forecast_on.isoformat()})


@transaction.atomic
def withdraw(number: int, *, by: Account) -> None:
    """Take back a matter that was recorded by mistake; it can be brought back."""
    matter, _ = standing(number, by=by)
    refuse_needed(matter)
    take_back_all(versions(matter))
    record_event(f"withdrew a {matter.kind}", matter, by=by)


@transaction.atomic
def bring_back(number: int, *, by: Account) -> None:
    """Bring back a matter that was taken back, as it stood."""
    matter = Matter.objects.select_for_update().filter(id=number).first()
    if matter is None:
        raise no_such()
    require_for(by, RECORD, matter.about_id)
    last = last_taken_back(versions(matter), about_words(matter.kind))
    bring_back_all(last[-1:], by=by)
    record_event(f"brought back a {matter.kind}", matter, by=by)


def refuse_needed(matter: Matter) -> None:
    """Refuse to take back what others rest on, and name them: milestones and decisions."""
    waiting = Need.objects.filter(needs=matter, known_until__isnull=True).values("milestone")
    held = Milestone.objects.filter(matter__in=waiting, known_until__isnull=True)
    following = Action.objects.filter(decision=matter, known_until__isnull=True)
    for resting, words, step in (
        (held, "It is needed first by", "Take these needs back, or record that it was dropped."),
        (following, "It is followed by", "Change these actions, or record that it was revoked."),
    ):
        titles = [f"“{each}”" for each in resting.order_by("id").values_list("title", flat=True)]
        if titles:
            raise NotPossible(f"{words} {', '.join(titles)}.", next_step=step)


def standing(number: int, *, by: Account, kind: str = "") -> tuple[Matter, Any]:
    """A matter that stands, locked, with what it says, for somebody who may record it."""
    matter = Matter.objects.select_for_update().filter(id=number).first()
    if matter is None or (kind and matter.kind != kind):
        raise no_such()
    held = versions(matter).filter(known_until__isnull=True).select_related("owner").first()
    if held is None:
        raise no_such()
    require_for(by, RECORD, matter.about_id)
    return matter, held


def versions(matter: Matter) -> Any:
    """All that was ever said of a matter."""
    return SAYS[matter.kind]._default_manager.filter(matter=matter)


def owner_for(
    kind: str, wanted: str, before: Person | None, organisation_id: int, day: date
) -> Person | None:
    """Who answers for it; somebody who does already may have left since."""
    if before is not None and wanted == before.key.hex:
        return before
    if not wanted and not KINDS[kind].needs_owner:
        return None
    return the_owner(wanted, organisation_id, when=When(as_at=day))


def already(said: Words) -> dict[str, Any]:
    """How a milestone ended that is recorded after it was reached."""
    if not isinstance(said, MilestoneSaid) or said.reached_on is None:
        return {}
    check_days(said.raised_on, said.reached_on)
    if said.reached_on > timezone.localdate():
        raise NotPossible(
            f"{in_words(said.reached_on)} has not come yet.",
            next_step="Leave it empty until it is reached.",
        )
    return {
        "closed_on": said.reached_on,
        "closed_as": Ending.REACHED,
        "outcome": "Reached before it was recorded here.",
    }


def refuse_ended(held: Said) -> None:
    """Refuse to change what has ended."""
    if held.closed_on is not None:
        raise NotPossible(
            f"This ended on {in_words(held.closed_on)}: {held.get_closed_as_display().lower()}.",
            next_step="Open it again first.",
        )


def about_words(kind: str) -> str:
    """A kind of matter inside a sentence."""
    return str(About(kind).label).lower()


def today() -> When:
    """The day on which somebody records."""
    return When(as_at=timezone.localdate())


def no_such() -> NotFound:
    """There is no such matter."""
    return NotFound("No such record stands.", next_step="Look it up in the plan again.")
