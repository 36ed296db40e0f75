"""Who holds which role where, who covers, and the reasons that people have put in writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.accounts.permissions import job_roles
from openpcn.domains.registry.models import Rationale, RoleHolding
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.permissions import may_everywhere, organisations_where_may
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.organisations import get_organisation, organisations_by_id
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class RoleHolderAnswer:
    """Someone who holds a role in an organisation on the day."""

    id: int
    person_key: str
    name: str
    role: str
    role_words: str
    organisation_code: str
    organisation_name: str
    organisation_kind: str
    email: str
    phone: str
    covers_for: str
    """Name of the person covered, if this is cover."""
    covered_by: str
    is_published: bool
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class RationaleAnswer:
    """Why a network is outside the band."""

    id: int
    text: str
    signed_by: str
    signed_on: date
    starts_on: date
    ends_on: date | None


def role_holders(
    viewer: Account | None,
    *,
    when: When,
    organisation: str | None = None,
    within: str | None = None,
    role: str | None = None,
    text: str | None = None,
) -> list[RoleHolderAnswer]:
    """Role-holders on the day: the published ones, and those that the viewer may read of."""
    held = RoleHolding.objects.filter(readable_by(viewer) & counted(when.as_known))
    held = held.filter(starts_on__lte=when.as_at).exclude(ends_on__lt=when.as_at)
    if organisation is not None:
        held = held.filter(organisation_id=get_organisation(organisation, when=when).id)
    if within is not None:
        root = get_organisation(within, when=when).id
        held = held.filter(organisation_id__in=beneath(root, when=when))
    if role is not None:
        held = held.filter(role=role)
    answers = answers_from(held, when=when)
    return [answer for answer in answers if mentions(answer, text or "")]


def readable_by(viewer: Account | None) -> Q:
    """Published to everybody; unpublished where a role lets one read it, and of oneself.

    What was published once and is not now is not read as known on an earlier day either.
    """
    if may_everywhere(viewer):
        return Q()
    hidden_now = RoleHolding.objects.filter(
        person=OuterRef("person"),
        organisation=OuterRef("organisation"),
        role=OuterRef("role"),
        known_until__isnull=True,
        is_published=False,
    )
    seen = Q(is_published=True) & (Q(known_until__isnull=True) | ~Q(Exists(hidden_now)))
    if where := organisations_where_may(viewer, "registry.read_contacts"):
        seen |= Q(organisation_id__in=where)
    if viewer is not None and viewer.is_authenticated:
        seen |= Q(person__account=viewer)
    return seen


def roles_of(account: Account, *, when: When) -> list[RoleHolderAnswer]:
    """The roles that the person of an account holds on the day."""
    held = RoleHolding.objects.filter(counted(when.as_known), person__account_id=account.pk)
    held = held.filter(starts_on__lte=when.as_at).exclude(ends_on__lt=when.as_at)
    return answers_from(held, when=when)


def answers_from(held: QuerySet[RoleHolding], *, when: When) -> list[RoleHolderAnswer]:
    """Role-holders with the names of all that they are tied to, by name."""
    rows = list(held.select_related("person", "covers_for__person").order_by("person__name", "id"))
    named = organisations_by_id({row.organisation_id for row in rows}, when=when)
    cover = {row.covers_for_id: row.person.name for row in rows if row.covers_for_id}
    titles = job_roles()
    return [
        RoleHolderAnswer(
            id=row.pk,
            person_key=row.person.key.hex,
            name=row.person.name,
            role=row.role,
            role_words=titles.get(row.role, row.role.replace("_", " ").capitalize()),
            organisation_code=named[row.organisation_id].code,
            organisation_name=named[row.organisation_id].name,
            organisation_kind=named[row.organisation_id].kind,
            email=row.email,
            phone=row.phone,
            covers_for=row.covers_for.person.name if row.covers_for else "",
            covered_by=cover.get(row.pk, ""),
            is_published=row.is_published,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in rows
    ]


def mentions(answer: RoleHolderAnswer, text: str) -> bool:
    """Whether every word of `text` occurs in the name, the role or the organisation."""
    told = (
        f"{answer.name} {answer.role_words} {answer.organisation_name} {answer.organisation_code}"
    )
    return all(word in told.casefold() for word in text.casefold().split())


def rationales(network_code: str, *, when: When) -> list[RationaleAnswer]:
    """The reasons in force on the day for a network outside the band, the newest first."""
    network = get_organisation(network_code, when=when)
    held = Rationale.objects.filter(counted(when.as_known), network_id=network.id)
    held = held.filter(starts_on__lte=when.as_at).exclude(ends_on__lt=when.as_at)
    return [
        RationaleAnswer(
            id=row.pk,
            text=row.text,
            signed_by=row.signed_by,
            signed_on=row.signed_on,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in held.order_by("-signed_on", "-id")
    ]
