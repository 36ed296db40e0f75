"""Keep a recorded fact, correct it and take it back; what was known before stays readable.

A record that people dispute, correct and take back is two models: its identity (a row that never
changes) and its dated contents, of the kind `Held` or, with days, `Lasting` (models.dating).
Contents are written with `keep`, `correct`, `put` and `end`; the record as a whole is undone with
`take_back_all` and restored with `bring_back_all`. Read them with `counted` (queries.datasets),
`holds_on` and `grouped` (queries.dated). Premises are a whole example.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import check_days
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import Held, Lasting
from openpcn.kernel.errors import ChangedMeanwhile, NotFound, NotPossible
from openpcn.kernel.when import in_words

Fact = TypeVar("Fact", bound=Held)
Ending = TypeVar("Ending", bound=Lasting)


def keep(kind: type[Fact], /, *, by: Account, **facts: Any) -> Fact:
    """Record a fact from now on."""
    return kind._default_manager.create(known_from=timezone.now(), recorded_by=by, **facts)


def correct(fact: Fact, /, *, by: Account, **changed: Any) -> Fact:
    """Supersede a fact by one in which something is different."""
    take_back(fact)
    return keep(type(fact), by=by, **(said_by(fact) | changed))


def put(kind: type[Fact], where: Mapping[str, Any], /, *, by: Account, **facts: Any) -> Fact:
    """Record facts in place of what counts now of the same, if anything does."""
    held = kind._default_manager.filter(known_until__isnull=True, **where).first()
    return keep(kind, by=by, **where, **facts) if held is None else correct(held, by=by, **facts)


def end(fact: Ending, *, on: date, by: Account) -> Ending:
    """Record the last day on which a fact holds."""
    check_days(fact.starts_on, on)
    return correct(fact, by=by, ends_on=on)


def take_back(fact: Held) -> None:
    """Let a fact be what was known until now."""
    fact.known_until = timezone.now()
    fact.save(update_fields=["known_until"])


def take_back_all(facts: models.QuerySet[Any]) -> None:
    """Take back together all that counts now of a record."""
    facts.filter(known_until__isnull=True).update(known_until=timezone.now())


def says_already(fact: Held, **facts: Any) -> bool:
    """Whether a fact says all of that as it stands."""
    return all(getattr(fact, name) == value for name, value in facts.items())


def said_twice(
    kind: type[Fact], about: Organisation, /, *, by: Account, **facts: Any
) -> Fact | None:
    """What the same person has recorded in the same words and what counts now: a form sent twice.

    `facts` say too that it has not ended, so that what ended since can be recorded anew. Whoever
    records something about the same organisation meanwhile waits, so that of two forms sent at
    once one finds the other.
    """
    locked = Organisation.objects.select_for_update(no_key=True)
    locked.filter(pk=about.pk).values_list("pk", flat=True).get()
    held = kind._default_manager.filter(known_until__isnull=True, recorded_by=by, **facts)
    return held.order_by("id").first()


def refuse_unseen(fact: Held, seen: int) -> None:
    """Refuse to write over what was said after a form was opened.

    `seen` is the version from which the form was filled; 0 is one that was filled from none.
    """
    if seen in (0, fact.pk):
        return
    who = getattr(fact.recorded_by, "person", None)
    said_at = timezone.localtime(fact.known_from)
    raise ChangedMeanwhile(
        f"{who.name if who else fact.recorded_by.get_username()} changed this on "
        f"{in_words(said_at.date())} at {said_at:%H:%M}, after you had opened it. Nothing of yours "
        "is kept yet.",
        next_step="Read below how it came to this, bring both together, and keep it again.",
        version=fact.pk,
    )


def last_taken_back(facts: models.QuerySet[Fact], what: str) -> list[Fact]:
    """What was taken back together at last; NotPossible where some of it counts now."""
    if facts.filter(known_until__isnull=True).exists():
        raise NotPossible(f"This {what} stands.", next_step="Nothing needs to be done.")
    moment = facts.aggregate(last=models.Max("known_until"))["last"]
    return list(facts.filter(known_until=moment).order_by("id"))


def bring_back_all(facts: Iterable[Held], *, by: Account) -> None:
    """Record again, from now on, what was taken back; in between it was not known."""
    for fact in facts:
        keep(type(fact), by=by, **said_by(fact))


def said_by(fact: Held) -> dict[str, Any]:
    """What a fact says, without when it was known and who recorded it."""
    return {
        field.attname: getattr(fact, field.attname)
        for field in fact._meta.concrete_fields
        if field.name not in {"id", "known_from", "known_until", "recorded_by"}
    }


def the_current(kind: type[Fact], number: int, what: str, **more: Any) -> Fact:
    """A fact that counts now, locked; NotFound says that there is none."""
    held = kind._default_manager.select_for_update()
    found = held.filter(id=number, known_until__isnull=True, **more).first()
    if found is None:
        raise NotFound(f"No such {what} counts now.", next_step="Go back and look again.")
    return found


def refuse_second(held: models.QuerySet[Any], message: str, next_step: str) -> None:
    """Refuse to record what is recorded already."""
    if held.filter(known_until__isnull=True).exists():
        raise NotPossible(message, next_step=next_step)
