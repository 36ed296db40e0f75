"""Write down what people of a neighbourhood look for, change it, and take it back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.community.models import Need
from openpcn.domains.community.vocabulary import PartOfDay, Theme
from openpcn.domains.registry.actions.facts import correct, end, keep, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotRight
from openpcn.kernel.personal_details import kinds_of
from openpcn.kernel.spoken import language_code

RECORD = "community.record"


@dataclass(frozen=True, kw_only=True)
class NeedSaid:
    """What people of a neighbourhood look for; never about one person."""

    theme: str
    neighbourhood: str = ""
    language: str = ""
    part_of_day: str = ""
    must_be_step_free: bool = False
    must_be_free: bool = False
    words: str = ""
    source: str
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def record_need(*, keeper: str, said: NeedSaid, by: Account) -> int:
    """Record a need for a network, place or system."""
    which = the(keeper)
    require(by, RECORD, which)
    made = keep(Need, by=by, keeper=which, **checked(said))
    record_event("recorded a need", made, by=by, detail={"keeper": keeper})
    return int(made.pk)


@transaction.atomic
def amend_need(number: int, *, said: NeedSaid, by: Account) -> int:
    """Correct a need."""
    held = the_need(number, by=by)
    made = correct(held, by=by, **checked(said))
    record_event("corrected a need", made, by=by)
    return int(made.pk)


@transaction.atomic
def end_need(number: int, *, ends_on: date, by: Account) -> None:
    """Record the last day on which people looked for it."""
    held = the_need(number, by=by)
    record_event("ended a need", end(held, on=ends_on, by=by), by=by)


@transaction.atomic
def withdraw_need(number: int, *, by: Account) -> None:
    """Take back a need that was recorded by mistake."""
    held = the_need(number, by=by)
    take_back(held)
    record_event("withdrew a need", held, by=by)


def the_need(number: int, *, by: Account) -> Need:
    """A need that counts, for somebody who may change it."""
    held = the_current(Need, number, "need")
    require(by, RECORD, held.keeper_id)
    return held


def checked(said: NeedSaid) -> dict[str, Any]:
    """A need as it is kept."""
    check_days(said.starts_on, said.ends_on)
    if said.theme not in Theme.values or said.part_of_day not in ("", *PartOfDay.values):
        raise NotRight("No need is so.", next_step="Choose one of the lists.")
    if said.language and language_code(said.language) != said.language:
        raise NotRight("That is no language.", next_step="Choose one of the list.")
    if found := kinds_of(f"{said.words} {said.source}"):
        raise NotRight(
            f"That may tell who somebody is: {', '.join(found)}.",
            next_step="Write what people of a neighbourhood look for, and nothing of one person.",
        )
    return asdict(said) | {
        "neighbourhood": said.neighbourhood.strip()[:20],
        "words": " ".join(said.words.split())[:300],
        "source": some_text(said.source, "Where the need is known from", longest=300),
    }
