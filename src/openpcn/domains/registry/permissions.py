"""Who may do what, where: job roles held that day, in an organisation and those beneath it."""

from __future__ import annotations

from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.accounts.permissions import permissions, roles_of_patients, roles_that_may
from openpcn.domains.registry.holdings import holds_published_data
from openpcn.domains.registry.models import Organisation, Relationship, RoleHolding
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.vocabulary import Kind, Role
from openpcn.kernel.errors import Refused
from openpcn.kernel.when import When

BELONGING = (Role.PART_OF, Role.COMMISSIONED_BY, Role.BRANCH_OF, Role.CORE_MEMBER_OF)


class NotAllowed(Refused):
    """The account holds no role that permits this here."""

    def __init__(self, permission: str) -> None:
        super().__init__(
            f"Your account may not do this: {permissions()[permission].lower()}.",
            next_step="Ask a local administrator of the organisation for a role that may.",
        )


def may(by: Account | None, permission: str, organisation_id: int | None = None) -> bool:
    """Whether an account may do something to an organisation (to the whole, if none is named)."""
    roles = roles_that_may(permission)
    if by is None or not is_admitted(by):
        return False
    if by.is_superuser:
        return True
    held = organisations_held(by, roles=roles)
    if organisation_id is None or not held:
        return bool(held)
    return bool(held & scope_of(organisation_id))


def require(
    by: Account | None, permission: str, organisation: Organisation | int | None = None
) -> None:
    """Refuse unless the account may."""
    which = organisation.pk if isinstance(organisation, Organisation) else organisation
    if not may(by, permission, which):
        raise NotAllowed(permission)


def is_admitted(account: Account) -> bool:
    """Whether an account counts for anything now.

    Demonstration accounts are refused where published or own data are held; administrators who
    come through the site count once their second factor has been checked.
    """
    if not account.is_active or not account.is_authenticated:
        return False
    if account.is_demonstration and holds_published_data():
        return False
    checked = getattr(account, "is_verified", None)
    return checked is None or checked() or not needs_second_factor(account)


def needs_second_factor(account: Account) -> bool:
    """Whether an account administers others; demonstration accounts are spared."""
    if account.is_demonstration:
        return False
    roles = roles_that_may("accounts.administer")
    return account.is_superuser or bool(held_by(account, roles=roles))


def scope_of(organisation_id: int) -> set[int]:
    """Where a role must be held to act on an organisation: itself or anything above it.

    What has closed stays with whom it last belonged to. A network that no commissioner is
    stated for lies under those of its practices.
    """
    found = set(above(organisation_id, when=today()))
    if len(found) > 1:
        return found
    held = Relationship.objects.filter(known_until__isnull=True).order_by("starts_on")
    upwards = held.filter(subject_id=organisation_id, role__in=BELONGING)
    if last := upwards.values_list("object_id", flat=True).last():
        return found | set(above(last, when=today()))
    members = held.filter(object_id=organisation_id, role=Role.CORE_MEMBER_OF)
    for practice in members.values_list("subject_id", flat=True):
        found |= set(above(practice, when=today()))
    return found


def organisations_held(viewer: Account | None, *, roles: frozenset[str] | None = None) -> set[int]:
    """Organisations in which an account holds a role today (one of `roles`, if named)."""
    if viewer is None or not is_admitted(viewer):
        return set()
    return held_by(viewer, roles=roles)


def held_by(account: Account, *, roles: frozenset[str] | None) -> set[int]:
    """Organisations in which an account holds a role today, whether it is admitted or not.

    Where no roles are named, those of people who work there: whoever speaks for patients does not
    read what is shared within an organisation.
    """
    day = timezone.localdate()
    held = RoleHolding.objects.filter(
        person__account_id=account.pk, known_until__isnull=True, starts_on__lte=day
    ).exclude(ends_on__lt=day)
    if roles is None:
        held = held.exclude(role__in=roles_of_patients())
    else:
        held = held.filter(role__in=roles)
    return set(held.values_list("organisation_id", flat=True))


def may_everywhere(viewer: Account | None) -> bool:
    """Whether an account administers the whole installation."""
    return viewer is not None and is_admitted(viewer) and viewer.is_superuser


def organisations_where_may(viewer: Account | None, permission: str) -> set[int]:
    """Organisations to which a role lets an account do something: those held and all beneath."""
    held = organisations_held(viewer, roles=roles_that_may(permission))
    return set().union(*(beneath(root, when=today()) for root in held))


def circle_of(viewer: Account | None) -> set[int]:
    """All organisations of the systems in which an account holds a role today."""
    tops: set[int] = set()
    for held in organisations_held(viewer):
        tops |= set(above(held, when=today()))
    systems = Organisation.objects.filter(id__in=tops, kind=Kind.ICB).values_list("id", flat=True)
    return set().union(*(beneath(system, when=today()) for system in systems))


def today() -> When:
    """Permissions follow from the roles held today, as known now."""
    return When(as_at=timezone.localdate())
