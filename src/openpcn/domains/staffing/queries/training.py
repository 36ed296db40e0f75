"""Training places and local schemes of an organisation and those beneath it, on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Q, QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.models.dating import Held
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    get_organisation,
    organisations_by_id,
)
from openpcn.domains.staffing.models import Award, LocalScheme, TrainingPlace
from openpcn.domains.staffing.vocabulary import PERMISSION_PLACES, PERMISSION_SCHEMES
from openpcn.kernel.when import When

Row = TypeVar("Row", bound=Held)


@dataclass(frozen=True, kw_only=True)
class PlaceAnswer:
    """A training place or post; the owner is told to those who may read contacts there."""

    id: int
    organisation_code: str
    organisation_name: str
    kind: str
    kind_words: str
    profession: str
    profession_words: str
    """Empty where it was not said."""
    title: str
    people: int
    owner: str
    starts_on: date
    ends_on: date | None
    note: str
    may_record: bool


@dataclass(frozen=True, kw_only=True)
class AwardAnswer:
    """What one organisation received."""

    id: int
    recipient_code: str
    recipient_name: str
    pounds: Decimal
    on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class SchemeAnswer:
    """A local scheme with its recipients."""

    id: int
    organisation_code: str
    organisation_name: str
    kind: str
    kind_words: str
    name: str
    rule: str
    budget: Decimal | None
    starts_on: date
    ends_on: date | None
    awards: tuple[AwardAnswer, ...]
    may_record: bool

    @property
    def awarded(self) -> Decimal:
        """Pounds so far."""
        return sum((one.pounds for one in self.awards), Decimal(0))

    @property
    def left(self) -> Decimal | None:
        """Pounds that remain; None where it has no limit."""
        return None if self.budget is None else self.budget - self.awarded


def training_places(viewer: Account | None, *, within: str, when: When) -> list[PlaceAnswer]:
    """What is offered and sought on the day, by organisation and start."""
    ids = beneath(get_organisation(within, when=when).id, when=when)
    held = as_known(TrainingPlace.objects.filter(organisation_id__in=ids), when)
    rows = list(held.filter(running_on(when)).order_by("kind", "starts_on", "id"))
    named = organisations_by_id({row.organisation_id for row in rows}, when=when)
    sees = {one: may(viewer, "registry.read_contacts", one) for one in named}
    records = {one: may(viewer, PERMISSION_PLACES, one) for one in named}
    return [
        PlaceAnswer(
            id=row.pk,
            organisation_code=named[row.organisation_id].code,
            organisation_name=named[row.organisation_id].name,
            kind=row.kind,
            kind_words=row.get_kind_display(),
            profession=row.profession,
            profession_words=row.get_profession_display() if row.profession else "",
            title=row.title,
            people=row.people,
            owner=row.owner if sees[row.organisation_id] else "",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            note=row.note,
            may_record=records[row.organisation_id],
        )
        for row in rows
    ]


def local_schemes(viewer: Account | None, *, about: str, when: When) -> list[SchemeAnswer]:
    """Schemes of an organisation, of those above and beneath it; awards to it and beneath it."""
    root = get_organisation(about, when=when).id
    inside = beneath(root, when=when)
    around = inside | set(above(root, when=when))
    held = as_known(LocalScheme.objects.filter(organisation_id__in=around), when)
    schemes = list(held.filter(starts_on__lte=when.as_at).order_by("-starts_on", "id"))
    numbers = [one.number for one in schemes]
    awards = as_known(Award.objects.filter(scheme_id__in=numbers, recipient_id__in=inside), when)
    given = list(awards.filter(on__lte=when.as_at).order_by("on", "id"))
    ids = {one.organisation_id for one in schemes} | {one.recipient_id for one in given}
    named = organisations_by_id(ids, when=when)
    return [scheme_answer(viewer, one, given, named) for one in schemes]


def scheme_answer(
    viewer: Account | None,
    scheme: LocalScheme,
    given: list[Award],
    named: Mapping[int, OrganisationAnswer],
) -> SchemeAnswer:
    """A scheme with what it gave."""
    return SchemeAnswer(
        id=scheme.number,
        organisation_code=named[scheme.organisation_id].code,
        organisation_name=named[scheme.organisation_id].name,
        kind=scheme.kind,
        kind_words=scheme.get_kind_display(),
        name=scheme.name,
        rule=scheme.rule,
        budget=scheme.budget,
        starts_on=scheme.starts_on,
        ends_on=scheme.ends_on,
        awards=tuple(
            AwardAnswer(
                id=one.pk,
                recipient_code=named[one.recipient_id].code,
                recipient_name=named[one.recipient_id].name,
                pounds=one.pounds,
                on=one.on,
                reason=one.reason,
            )
            for one in given
            if one.scheme_id == scheme.number
        ),
        may_record=may(viewer, PERMISSION_SCHEMES, scheme.organisation_id),
    )


def as_known(rows: QuerySet[Row], when: When) -> QuerySet[Row]:
    """The versions that were known at the moment of the question."""
    if when.as_known is None:
        return rows.filter(known_until__isnull=True)
    later = Q(known_until__isnull=True) | Q(known_until__gt=when.as_known)
    return rows.filter(later, known_from__lte=when.as_known)


def running_on(when: When) -> Q:
    """What runs on the day, and what is still to begin."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=when.as_at)
