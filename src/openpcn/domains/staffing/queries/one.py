"""One place, scheme or role with what is declared, as it stands now, for whoever mends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.models import RoleHolding
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.staffing.models import Award, LocalScheme, TrainingPlace, Vacancy
from openpcn.domains.staffing.queries.declarations import DeclarationAnswer, declarations
from openpcn.domains.staffing.queries.training import SchemeAnswer, scheme_answer
from openpcn.domains.staffing.vocabulary import PERMISSION_DECLARE
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class OnePlace:
    """A place or post with all that its form shows."""

    id: int
    organisation_code: str
    kind: str
    profession: str
    title: str
    people: int
    owner: str
    starts_on: date
    ends_on: date | None
    note: str


@dataclass(frozen=True, kw_only=True)
class DeclaredRole:
    """A role that somebody holds, with its hours and interests."""

    id: int
    name: str
    organisation_code: str
    organisation_name: str
    declared: tuple[DeclarationAnswer, ...]


def get_place(place_id: int) -> OnePlace:
    """The place that stands now; the caller asks who may read it."""
    found = TrainingPlace.objects.filter(id=place_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such place stands now.", next_step="Go back to the list.")
    return OnePlace(
        id=found.pk,
        organisation_code=code_of(found.organisation_id),
        kind=found.kind,
        profession=found.profession,
        title=found.title,
        people=found.people,
        owner=found.owner,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        note=found.note,
    )


@dataclass(frozen=True, kw_only=True)
class OneVacancy:
    """A vacancy with all that its form shows."""

    id: int
    organisation_code: str
    role_words: str
    posts: int
    starts_on: date


def get_vacancy(vacancy_id: int) -> OneVacancy:
    """The vacancy that stands now; the caller asks who may mend it."""
    found = Vacancy.objects.filter(id=vacancy_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such vacancy stands now.", next_step="Go back to the list.")
    return OneVacancy(
        id=found.pk,
        organisation_code=code_of(found.organisation_id),
        role_words=found.get_role_display(),
        posts=found.posts,
        starts_on=found.starts_on,
    )


def get_scheme(scheme_id: int) -> SchemeAnswer:
    """The scheme that stands now with every award."""
    held = LocalScheme.objects.filter(
        Q(id=scheme_id, first__isnull=True) | Q(first_id=scheme_id), known_until__isnull=True
    )
    found = held.first()
    if found is None:
        raise NotFound("No such scheme stands now.", next_step="Go back to the list.")
    awards = Award.objects.filter(scheme_id=scheme_id, known_until__isnull=True)
    given = list(awards.order_by("on", "id"))
    ids = {found.organisation_id} | {one.recipient_id for one in given}
    return scheme_answer(None, found, given, organisations_by_id(ids, when=today()))


def get_declared_role(holding_id: int, viewer: Account, *, when: When) -> DeclaredRole:
    """A role for somebody who may record its hours and interests."""
    found = RoleHolding.objects.filter(id=holding_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("Nobody holds that role.", next_step="Go back to the people page.")
    require(viewer, PERMISSION_DECLARE, found.organisation_id)
    named = organisations_by_id({found.organisation_id}, when=when)[found.organisation_id]
    return DeclaredRole(
        id=found.pk,
        name=found.person.name,
        organisation_code=named.code,
        organisation_name=named.name,
        declared=tuple(declarations(viewer, [found.pk], when=when)),
    )


def code_of(organisation_id: int) -> str:
    """The code of an organisation."""
    return organisations_by_id({organisation_id}, when=today())[organisation_id].code


def today() -> When:
    """Now."""
    return When(as_at=timezone.localdate())
