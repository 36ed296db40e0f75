"""Who may do what, where: job roles held that day, in an organisation and those beneath it."""

from __future__ import annotations

from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.accounts.permissions import permissions, roles_that_may
from openpcn.domains.registry.models import Organisation, RoleHolding
from openpcn.domains.registry.queries.nesting import above, beneath
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import Refused
from openpcn.kernel.when import When


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
    if by is None or not by.is_active:
        return False
    if by.is_superuser:
        return True
    held = organisations_held(by, roles=roles)
    if organisation_id is None:
        return bool(held)
    return bool(held & set(above(organisation_id, when=today())))


def require(
    by: Account | None, permission: str, organisation: Organisation | int | None = None
) -> None:
    """Refuse unless the account may."""
    which = organisation.pk if isinstance(organisation, Organisation) else organisation
    if not may(by, permission, which):
        raise NotAllowed(permission)


def organisations_held(viewer: Account | None, *, roles: frozenset[str] | None = None) -> set[int]:
    """Organisations in which an account holds a role today (one of `roles`, if named)."""
    if viewer is None or not viewer.is_authenticated or not viewer.is_active:
        return set()
    day = timezone.localdate()
    held = RoleHolding.objects.filter(
        person__account=viewer, known_until__isnull=True, starts_on__lte=day
    ).exclude(ends_on__lt=day)
    if roles is not None:
        held = held.filter(role__in=roles)
    return set(held.values_list("organisation_id", flat=True))


def organisations_where_may(viewer: Account | None, permission: str) -> set[int]:
    """Every organisation to which an account may do something: those held and all beneath."""
    if viewer is not None and viewer.is_authenticated and viewer.is_active and viewer.is_superuser:
        return set(Organisation.objects.values_list("id", flat=True))
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
