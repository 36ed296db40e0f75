"""Record who speaks for patients and whom they reach; correct, end, take back, bring back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.models import Voice, VoiceDetail, VoiceReach
from openpcn.domains.engagement.queries.places import area_name
from openpcn.domains.engagement.vocabulary import RECORD, ReachKind, Speaks
from openpcn.domains.registry.actions.describing import describe
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    correct,
    keep,
    last_taken_back,
    take_back,
    take_back_all,
    the_current,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.actions.role_holders import Reach, check_reach, find_person
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import in_words


@dataclass(frozen=True, kw_only=True)
class Described:
    """Who somebody is from a day on, and how they are reached."""

    name: str
    what: str = ""
    meets: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    web: str = ""
    is_published: bool = False
    source: str
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def record_voice(*, owner: str, kind: str, described: Described, by: Account) -> int:
    """Record a group or person who speaks for patients."""
    which = the(owner)
    require(by, RECORD, which)
    if kind not in Speaks.values:
        raise NotRight("Nobody of that kind is recorded.", next_step="Choose one of the list.")
    said = checked(described)
    person = find_person(None, said["name"]) if kind == Speaks.COUNCILLOR else None
    voice = Voice.objects.create(kind=kind, owner=which, person=person)
    keep(VoiceDetail, by=by, voice=voice, **said)
    record_event("recorded who speaks for patients", voice, by=by, detail={"owner": owner})
    return int(voice.pk)


@transaction.atomic
def describe_voice(number: int, *, described: Described, by: Account) -> None:
    """Correct what is said of them, or say how they are from a later day on."""
    voice = standing(number, by=by)
    describe(voice.details.all(), said=checked(described), by=by, voice=voice)
    record_event("described who speaks for patients", voice, by=by)


@transaction.atomic
def withdraw_voice(number: int, *, by: Account) -> None:
    """Take back what was recorded by mistake; it can be brought back."""
    voice = standing(number, by=by)
    take_back_all(voice.details.all())
    record_event("took back who speaks for patients", voice, by=by)


@transaction.atomic
def bring_back_voice(number: int, *, by: Account) -> None:
    """Bring back who was taken back, as last described."""
    voice = Voice.objects.select_for_update().filter(id=number).first()
    if voice is None:
        raise no_such()
    require(by, RECORD, voice.owner_id)
    bring_back_all(last_taken_back(voice.details.all(), "record"), by=by)
    record_event("brought back who speaks for patients", voice, by=by)


@transaction.atomic
def record_reach(
    number: int,
    *,
    organisation: str = "",
    area_kind: str = "",
    area_code: str = "",
    starts_on: date,
    ends_on: date | None = None,
    by: Account,
) -> int:
    """Record whom they reach: the patients of an organisation, or who lives in an area."""
    voice = standing(number, by=by)
    check_days(starts_on, ends_on)
    about = reached(organisation, area_kind, area_code)
    held = voice.reaches.filter(known_until__isnull=True, **about).exclude(ends_on__lt=starts_on)
    if ends_on is not None:
        held = held.filter(starts_on__lte=ends_on)
    if (first := held.first()) is not None:
        raise NotPossible(
            f"That is recorded from {in_words(first.starts_on)} already.",
            next_step="End it first, or choose somewhere else.",
        )
    made = keep(VoiceReach, by=by, voice=voice, starts_on=starts_on, ends_on=ends_on, **about)
    record_event("recorded whom they reach", made, by=by, detail={"voice": number})
    return int(made.pk)


def reached(organisation: str, area_kind: str, area_code: str) -> dict[str, Any]:
    """The organisation or area that is meant; exactly one of both."""
    if bool(organisation) == bool(area_code):
        raise NotRight(
            "Whom they reach is an organisation or an area, one of both.",
            next_step="Enter the code of a practice, network or board; or of an area.",
        )
    if organisation:
        return {"organisation": the(organisation), "area_kind": "", "area_code": ""}
    if area_kind not in ReachKind.values:
        raise NotRight("No area is so.", next_step="Choose a ward, neighbourhood or council.")
    code = area_code.strip().upper()
    if area_name(area_kind, code) is None:
        raise NotFound(
            f"No {ReachKind(area_kind).label.lower()} with the code {code[:20]} is held.",
            next_step="Check the code on the area's page, or load a file that lists it.",
        )
    return {"organisation": None, "area_kind": area_kind, "area_code": code}


@transaction.atomic
def end_reach(number: int, reach: int, *, ends_on: date, by: Account) -> None:
    """Record the last day on which they reach somebody."""
    voice = standing(number, by=by)
    held = the_current(VoiceReach, reach, "reach", voice=voice)
    check_days(held.starts_on, ends_on)
    record_event("ended whom they reach", correct(held, by=by, ends_on=ends_on), by=by)


@transaction.atomic
def withdraw_reach(number: int, reach: int, *, by: Account) -> None:
    """Take back a reach that was recorded by mistake."""
    voice = standing(number, by=by)
    held = the_current(VoiceReach, reach, "reach", voice=voice)
    take_back(held)
    record_event("withdrew whom they reach", held, by=by)


def standing(number: int, *, by: Account) -> Voice:
    """A record that stands, locked, for somebody who may record it."""
    stands = VoiceDetail.objects.filter(known_until__isnull=True, voice_id=number)
    voice = Voice.objects.select_for_update().filter(id__in=stands.values("voice_id")).first()
    if voice is None:
        raise no_such()
    require(by, RECORD, voice.owner_id)
    return voice


def no_such() -> NotFound:
    """There is no such record."""
    return NotFound("Nobody is recorded there.", next_step="Look them up among the voices again.")


def checked(said: Described) -> dict[str, Any]:
    """A description as it is kept."""
    check_days(said.starts_on, said.ends_on)
    check_reach(Reach(email=said.email, phone=said.phone))
    if said.is_published and not (said.email or said.phone or said.web):
        raise NotRight(
            "A contact is published, and there is none.",
            next_step="Enter an address, a number or a page; or leave it unpublished.",
        )
    return asdict(said) | {
        "name": some_text(said.name, "The name", longest=200),
        "what": said.what.strip()[:1000],
        "meets": " ".join(said.meets.split())[:300],
        "contact_name": " ".join(said.contact_name.split())[:120],
        "web": checked_page(said.web),
        "source": some_text(said.source, "The source", longest=300),
    }


def checked_page(address: str) -> str:
    """The address of a page on the web; nothing else is led to."""
    text = address.strip()[:200]
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise NotRight(f"{text[:60]} is no address of a page.", next_step="Begin it with https://.")
    return text
