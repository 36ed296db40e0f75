"""Posts that nobody is in on a day, in an organisation and those beneath it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import get_organisation, organisations_by_id
from openpcn.domains.staffing.models import TrainingPlace, Vacancy
from openpcn.domains.staffing.queries.training import as_known, running_on
from openpcn.domains.staffing.vocabulary import PERMISSION_PLACES, Place
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class VacancyAnswer:
    """Posts of one role at one organisation."""

    id: int
    organisation_code: str
    organisation_name: str
    role_words: str
    posts: int
    fte: Decimal
    starts_on: date
    may_record: bool


def vacancies(viewer: Account | None, *, within: str, when: When) -> list[VacancyAnswer]:
    """Those of the day, by organisation and role."""
    ids = beneath(get_organisation(within, when=when).id, when=when)
    held = as_known(Vacancy.objects.filter(organisation_id__in=ids), when)
    held = held.filter(Q(starts_on__lte=when.as_at) & running_on(when))
    rows = list(held.order_by("organisation_id", "role", "id"))
    named = organisations_by_id({row.organisation_id for row in rows}, when=when)
    return [
        VacancyAnswer(
            id=row.pk,
            organisation_code=named[row.organisation_id].code,
            organisation_name=named[row.organisation_id].name,
            role_words=row.get_role_display(),
            posts=row.posts,
            fte=row.fte,
            starts_on=row.starts_on,
            may_record=may(viewer, PERMISSION_PLACES, row.organisation_id),
        )
        for row in rows
    ]


def training_organisations(*, within: str, when: When) -> int:
    """How many organisations are recorded as training practices on the day."""
    ids = beneath(get_organisation(within, when=when).id, when=when)
    held = as_known(
        TrainingPlace.objects.filter(organisation_id__in=ids, kind=Place.TRAINING_PRACTICE), when
    )
    held = held.filter(Q(starts_on__lte=when.as_at) & running_on(when))
    return held.values("organisation_id").distinct().count()
