"""Alliances that some organisations record, lead or belong to, with their members.

Titles, scope and members are published: no permission is needed. What an alliance costs is read
by people with a role in the system of whoever records it (`costs_of`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from openpcn.domains.accounts.models import Account
from openpcn.domains.alliances.models import Member, Terms
from openpcn.domains.alliances.vocabulary import RECORD
from openpcn.domains.registry.permissions import circle_of, may, may_everywhere
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import TakenBack, taken_back
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class MemberAnswer:
    """One member: in the registry, with its code, or another by its name."""

    id: int
    organisation_id: int | None
    code: str
    kind: str
    name: str
    does: str
    starts_on: date
    ends_on: date | None

    def is_in(self, day: date) -> bool:
        """Whether it is a member on a day on which the alliance stands."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, kw_only=True)
class AllianceAnswer:
    """One alliance as it is known; `on` is the day that was asked about."""

    id: int
    version: int
    """Which of all that was ever said of it this is."""
    about_id: int
    about_code: str
    about_name: str
    kind: str
    kind_words: str
    title: str
    scope: str
    lead_id: int | None
    lead_code: str
    lead_name: str
    starts_on: date
    ends_on: date | None
    members: tuple[MemberAnswer, ...]
    """All of any day, by the day on which they joined and by name."""
    on: date

    @property
    def stands(self) -> bool:
        """Whether it stands on the day."""
        return self.starts_on <= self.on and (self.ends_on is None or self.on <= self.ends_on)

    @property
    def is_to_come(self) -> bool:
        """Whether it has not begun by the day."""
        return self.on < self.starts_on

    @property
    def members_on_the_day(self) -> tuple[MemberAnswer, ...]:
        """Who is a member on the day; nobody before it begins or after it ended."""
        return tuple(one for one in self.members if self.stands and one.is_in(self.on))


@dataclass(frozen=True, kw_only=True)
class CostAnswer:
    """What an alliance rests on and costs a year, with where the figure comes from."""

    contract: str
    pounds: Decimal | None
    source: str


def alliances_about(organisation_ids: Collection[int], *, when: When) -> list[AllianceAnswer]:
    """Alliances of any day that these organisations record, lead or ever belong to.

    Those that stand on the day come first, then those to come, then those that ended; by name.
    """
    ids = set(organisation_ids)
    joined = Member.objects.filter(counted(when.as_known), organisation_id__in=ids)
    rows = list(
        Terms.objects.filter(counted(when.as_known))
        .filter(
            Q(alliance__about_id__in=ids)
            | Q(lead_id__in=ids)
            | Q(alliance_id__in=joined.values("alliance_id"))
        )
        .select_related("alliance")
    )
    members = members_of([row.alliance_id for row in rows], when=when)
    named = names_of(rows, members, when=when)
    found = [answer_from(row, members[row.alliance_id], named, when.as_at) for row in rows]
    return sorted(found, key=lambda a: (not a.stands, not a.is_to_come, a.title.casefold(), a.id))


def members_of(alliance_ids: Collection[int], *, when: When) -> dict[int, list[Member]]:
    """Members of some alliances, as they are known."""
    found: dict[int, list[Member]] = defaultdict(list)
    held = Member.objects.filter(counted(when.as_known), alliance_id__in=alliance_ids)
    for row in held.order_by("id"):
        found[row.alliance_id].append(row)
    return found


def names_of(
    rows: Collection[Terms], members: dict[int, list[Member]], *, when: When
) -> dict[int, OrganisationAnswer]:
    """Every organisation that is spoken of."""
    ids = {row.alliance.about_id for row in rows} | {row.lead_id for row in rows}
    ids |= {one.organisation_id for held in members.values() for one in held}
    wanted = {one for one in ids if one is not None}
    return organisations_by_id(wanted, when=When(as_at=when.as_at)) if wanted else {}


def answer_from(
    row: Terms, members: Collection[Member], named: dict[int, OrganisationAnswer], on: date
) -> AllianceAnswer:
    """One alliance."""
    about = named[row.alliance.about_id]
    lead = named[row.lead_id] if row.lead_id is not None else None
    answers = [member_from(one, named) for one in members]
    return AllianceAnswer(
        id=row.alliance_id,
        version=row.pk,
        about_id=about.id,
        about_code=about.code,
        about_name=about.name,
        kind=row.kind,
        kind_words=str(row.get_kind_display()),
        title=row.title,
        scope=row.scope,
        lead_id=row.lead_id,
        lead_code=lead.code if lead else "",
        lead_name=lead.name if lead else row.lead_name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        members=tuple(sorted(answers, key=lambda one: (one.starts_on, one.name, one.id))),
        on=on,
    )


def member_from(row: Member, named: dict[int, OrganisationAnswer]) -> MemberAnswer:
    """One member."""
    known = named[row.organisation_id] if row.organisation_id is not None else None
    return MemberAnswer(
        id=row.pk,
        organisation_id=row.organisation_id,
        code=known.code if known else "",
        kind=known.kind if known else "",
        name=known.name if known else row.name,
        does=row.does,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def costs_of(
    viewer: Account | None, alliance_ids: Collection[int], *, when: When
) -> dict[int, CostAnswer]:
    """What alliances cost, of those in whose system somebody holds a role; of others, nothing.

    Whoever may record an alliance reads it too, where its network has closed since.
    """
    held = Terms.objects.filter(counted(when.as_known), alliance_id__in=alliance_ids)
    abouts = set(held.values_list("alliance__about_id", flat=True))
    if not may_everywhere(viewer):
        circle = circle_of(viewer)
        abouts = {one for one in abouts if one in circle or may(viewer, RECORD, one)}
        held = held.filter(alliance__about_id__in=abouts)
    return {
        row.alliance_id: CostAnswer(
            contract=row.contract, pounds=row.pounds, source=row.pounds_source
        )
        for row in held
    }


def taken_back_of(organisation_id: int) -> list[TakenBack]:
    """Alliances that an organisation recorded and took back, the last first."""
    return taken_back(
        Terms.objects.filter(alliance__about_id=organisation_id), of="alliance_id", named="title"
    )
