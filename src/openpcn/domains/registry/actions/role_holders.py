"""Who holds which role: begun, ended, covered, corrected; and accounts for the people in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts import actions as accounts
from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.accounts.permissions import job_roles, roles_that_may
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.holdings import holds_published_data
from openpcn.domains.registry.models import Organisation, Person, RoleHolding
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight

POWERFUL = frozenset({"accounts.administer", "data.load", "registry.share"})
"""Roles that may do such things are given by those who administer accounts."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How somebody is reached in a role, and whether the public may know."""

    email: str = ""
    phone: str = ""
    is_published: bool = False


@transaction.atomic
def hold_role(
    *,
    organisation: str,
    role: str,
    person_name: str,
    starts_on: date,
    ends_on: date | None = None,
    reach: Reach | None = None,
    person_key: str | None = None,
    by: Account | None,
) -> int:
    """Record that somebody holds a role. `person_key` names a person who is already known."""
    where = the(organisation)
    require_for(by, role, where)
    check_days(starts_on, ends_on)
    holding = begin(
        find_person(person_key, person_name), where, role, starts_on, ends_on, reach, by=by
    )
    detail = {"role": role, "organisation": organisation}
    record_event("recorded a role-holder", holding, by=by, detail=detail)
    return int(holding.pk)


@transaction.atomic
def cover_role(
    holding_id: int,
    *,
    person_name: str,
    starts_on: date,
    ends_on: date | None = None,
    reach: Reach | None = None,
    person_key: str | None = None,
    by: Account | None,
) -> int:
    """Record who covers for a role-holder."""
    covered = current_holding(holding_id)
    require_for(by, covered.role, covered.organisation)
    check_days(starts_on, ends_on)
    person = find_person(person_key, person_name)
    if person == covered.person:
        raise NotPossible(
            f"{person.name} cannot cover for {person.name}.", next_step="Name somebody else."
        )
    cover = begin(
        person, covered.organisation, covered.role, starts_on, ends_on, reach, by=by, covers=covered
    )
    record_event("recorded cover", cover, by=by, detail={"for": holding_id})
    return int(cover.pk)


@transaction.atomic
def end_role(holding_id: int, *, ends_on: date, by: Account | None) -> None:
    """Record the last day of a role: a change, so the role before it stays true."""
    held = current_holding(holding_id)
    require_for(by, held.role, held.organisation)
    check_days(held.starts_on, ends_on)
    replace(held, ends_on=ends_on, by=by)
    record_event("ended a role", held, by=by, detail={"ends_on": ends_on.isoformat()})


@transaction.atomic
def correct_reach(holding_id: int, *, reach: Reach, by: Account | None) -> None:
    """Correct how somebody is reached; what was known before stays readable as known then."""
    held = current_holding(holding_id)
    require_for(by, held.role, held.organisation)
    check_reach(reach)
    replace(held, email=reach.email, phone=reach.phone, is_published=reach.is_published, by=by)
    record_event("corrected a role-holder", held, by=by)


@transaction.atomic
def withdraw_role(holding_id: int, *, by: Account | None) -> None:
    """Take back a role that was recorded by mistake."""
    held = current_holding(holding_id)
    require_for(by, held.role, held.organisation)
    held.known_until = timezone.now()
    held.save(update_fields=["known_until"])
    record_event("withdrew a role-holder", held, by=by)


@transaction.atomic
def give_account(
    *, person_key: str, username: str, password: str, email: str = "", by: Account | None
) -> int:
    """Let a person sign in; what they may do follows from the roles they hold."""
    require(by, "accounts.administer")
    person = find_person(person_key, "")
    if person.account_id is not None:
        raise NotPossible(
            f"{person.name} has an account already.", next_step="Give them its name to sign in."
        )
    demonstration = bool(by and by.is_demonstration) and not holds_published_data()
    person.account = accounts.make_account(
        username=username,
        password=password,
        email=email,
        full_name=person.name,
        is_demonstration=demonstration,
        by=by,
    )
    person.save(update_fields=["account"])
    record_event("gave an account", person, by=by)
    return int(person.account.pk)


def require_for(by: Account | None, role: str, where: Organisation) -> None:
    """Refuse unless `by` may give this role here; powerful roles need an administrator."""
    if role not in job_roles():
        raise NotRight(
            f"“{role}” is no role that is known here.",
            next_step="Choose one of: " + ", ".join(sorted(job_roles().values())) + ".",
        )
    require(by, "registry.record_contacts", where)
    if any(role in roles_that_may(permission) for permission in POWERFUL):
        require(by, "accounts.administer", where)


def begin(
    person: Person,
    where: Organisation,
    role: str,
    starts_on: date,
    ends_on: date | None,
    reach: Reach | None,
    *,
    by: Account | None,
    covers: RoleHolding | None = None,
) -> RoleHolding:
    """Keep a role from a day on."""
    how = reach or Reach()
    check_reach(how)
    return RoleHolding.objects.create(
        person=person,
        organisation=where,
        role=role,
        covers_for=covers,
        email=how.email,
        phone=how.phone,
        is_published=how.is_published,
        starts_on=starts_on,
        ends_on=ends_on,
        known_from=timezone.now(),
        recorded_by=by,
    )


def replace(held: RoleHolding, *, by: Account | None, **changed: object) -> RoleHolding:
    """Supersede what was known of a role by what is known now; cover follows."""
    now = timezone.now()
    old = held.pk
    RoleHolding.objects.filter(id=old).update(known_until=now)
    held.pk, held.known_from, held.known_until, held.recorded_by = None, now, None, by
    held.dataset = None
    for name, value in changed.items():
        setattr(held, name, value)
    held.save(force_insert=True)
    RoleHolding.objects.filter(covers_for_id=old, known_until__isnull=True).update(covers_for=held)
    return held


def current_holding(holding_id: int) -> RoleHolding:
    """A role that counts now."""
    held = RoleHolding.objects.select_related("person", "organisation")
    found = held.filter(id=holding_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound(
            f"No role with the number {holding_id} counts now.",
            next_step="Look it up in the contacts again.",
        )
    return found


def find_person(key: str | None, name: str) -> Person:
    """The person of a key, or a new one of this name."""
    if not key:
        return Person.objects.create(name=some_text(name, "The name", longest=120))
    try:
        return Person.objects.get(key=UUID(key))
    except (ValueError, Person.DoesNotExist):
        raise NotFound("That person is not known.", next_step="Write the name instead.") from None


def check_reach(reach: Reach) -> None:
    """Refuse an address for mail that cannot be one, and a telephone number of other signs."""
    if reach.email:
        try:
            validate_email(reach.email)
        except ValidationError:
            raise NotRight(
                f"{reach.email} is no address for mail.",
                next_step="Write it like name@example.nhs.uk.",
            ) from None
    if len(reach.phone) > 30 or set(reach.phone) - set("0123456789 +()-ext."):
        raise NotRight(
            f"{reach.phone[:40]} is no telephone number.", next_step="Write it like 0116 496 0000."
        )
