"""Who speaks for patients, on a day and as it was known; contacts only as far as published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.models import VoiceDetail, VoiceReach
from openpcn.domains.engagement.queries.places import area_name
from openpcn.domains.engagement.vocabulary import RECORD, Speaks
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When

Place = tuple[str, str]
"""Kind and code of an area."""


@dataclass(frozen=True, kw_only=True)
class ReachAnswer:
    """Whom somebody reaches: an organisation's patients, or who lives in an area."""

    id: int
    organisation_id: int | None
    kind: str
    code: str
    name: str
    starts_on: date
    ends_on: date | None

    @property
    def place(self) -> Place:
        """Kind and code."""
        return self.kind, self.code


@dataclass(frozen=True, kw_only=True)
class VoiceAnswer:
    """Somebody who speaks for patients; the contact is empty where it is not the viewer's."""

    id: int
    kind: str
    kind_words: str
    name: str
    what: str
    meets: str
    contact_name: str
    email: str
    phone: str
    web: str
    is_published: bool
    source: str
    starts_on: date
    ends_on: date | None
    owner_id: int
    owner_code: str
    owner_name: str
    reaches: tuple[ReachAnswer, ...]
    may_record: bool


def voices(
    viewer: Account | None,
    *,
    when: When,
    organisations: Collection[int] = (),
    places: Collection[Place] = (),
) -> list[VoiceAnswer]:
    """Who speaks on the day for any of these organisations or areas, by kind and name."""
    reaching = Q(organisation_id__in=list(organisations))
    for kind, code in places:
        reaching |= Q(area_kind=kind, area_code=code)
    held = on_the_day(VoiceReach.objects.filter(reaching), when)
    return answers(viewer, Q(voice_id__in=held.values("voice_id")), when=when)


def get_voice(viewer: Account | None, number: int, *, when: When) -> VoiceAnswer:
    """One of them; NotFound where nobody is recorded on the day."""
    found = answers(viewer, Q(voice_id=number), when=when)
    if not found:
        raise NotFound(
            "Nobody is recorded there for this day.",
            next_step="Look them up on the page of a network, or ask about another day.",
        )
    return found[0]


def owned_by(viewer: Account | None, owners: Collection[int], *, when: When) -> list[VoiceAnswer]:
    """Those whose records some organisations keep, whomever they reach."""
    return answers(viewer, Q(voice__owner_id__in=list(owners)), when=when)


def on_the_day(held: QuerySet[Any], when: When) -> QuerySet[Any]:
    """What counts, as known then, on the day."""
    known = held.filter(counted(when.as_known), starts_on__lte=when.as_at)
    return known.exclude(ends_on__lt=when.as_at)


def answers(viewer: Account | None, which: Q, *, when: When) -> list[VoiceAnswer]:
    """Descriptions with whom each reaches; the newest description of each."""
    held = on_the_day(VoiceDetail.objects.filter(which), when).select_related("voice")
    rows = {row.voice_id: row for row in held.order_by("starts_on", "id")}
    reach = reaches(rows, when=when)
    named = organisations_by_id({row.voice.owner_id for row in rows.values()}, when=when)
    reads = {one: may(viewer, "registry.read_contacts", one) for one in named}
    records = {one: may(viewer, RECORD, one) for one in named}
    agreed = contacts_agreed(rows)
    found = []
    for row in rows.values():
        owner = row.voice.owner_id
        is_agreed = row.is_published and agreed.get(row.voice_id) == contact_of(row)
        shown = is_agreed or reads[owner] or records[owner]
        made = answer_from(row, reach[row.voice_id], named, shown=shown, may_record=records[owner])
        found.append(made)
    order = list(Speaks.values)
    return sorted(found, key=lambda one: (order.index(one.kind), one.name.casefold(), one.id))


def answer_from(
    row: VoiceDetail,
    reach: list[ReachAnswer],
    named: dict[int, OrganisationAnswer],
    *,
    shown: bool,
    may_record: bool,
) -> VoiceAnswer:
    """One answer; the contact only where it is shown."""
    owner = row.voice.owner_id
    return VoiceAnswer(
        id=row.voice_id,
        kind=row.voice.kind,
        kind_words=row.voice.get_kind_display(),
        name=row.name,
        what=row.what,
        meets=row.meets,
        contact_name=row.contact_name if shown else "",
        email=row.email if shown else "",
        phone=row.phone if shown else "",
        web=row.web if shown else "",
        is_published=row.is_published,
        source=row.source,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        owner_id=owner,
        owner_code=named[owner].code,
        owner_name=named[owner].name,
        reaches=tuple(reach),
        may_record=may_record,
    )


def contacts_agreed(numbers: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The contact that each agrees now to have shown, whatever day is asked about.

    Who takes the agreement back is not found on an earlier day either.
    """
    held = VoiceDetail.objects.filter(voice_id__in=list(numbers), known_until__isnull=True)
    newest = {row.voice_id: row for row in held.order_by("starts_on", "id")}
    return {voice: contact_of(row) for voice, row in newest.items() if row.is_published}


def contact_of(row: VoiceDetail) -> tuple[str, ...]:
    """How somebody is reached."""
    return row.contact_name, row.email, row.phone, row.web


def reaches(numbers: Collection[int], *, when: When) -> dict[int, list[ReachAnswer]]:
    """Whom each reaches on the day."""
    held = on_the_day(VoiceReach.objects.filter(voice_id__in=list(numbers)), when)
    rows = list(held.order_by("area_kind", "area_code", "id"))
    named = organisations_by_id({row.organisation_id for row in rows} - {None}, when=when)
    places = {(row.area_kind, row.area_code) for row in rows if row.area_code}
    called = {place: area_name(*place, when=when) or place[1] for place in places}
    found: dict[int, list[ReachAnswer]] = defaultdict(list)
    for row in rows:
        one = named.get(row.organisation_id)
        place = (row.area_kind, row.area_code)
        found[row.voice_id].append(
            ReachAnswer(
                id=row.pk,
                organisation_id=row.organisation_id,
                kind=one.kind if one else place[0],
                code=one.code if one else place[1],
                name=one.name if one else called.get(place, place[1]),
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
        )
    return found
