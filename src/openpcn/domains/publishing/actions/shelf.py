"""Use an improvement that another network described, and stop using it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.publishing.models import Publication, Reuse
from openpcn.domains.publishing.vocabulary import WRITE, Stage, Topic
from openpcn.domains.registry.actions.facts import keep, refuse_second, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound


@transaction.atomic
def use_story(
    number: int, *, organisation: str, starts_on: date, note: str = "", by: Account
) -> int:
    """Record that an organisation uses an improvement of the shelf."""
    which = the(organisation)
    require(by, WRITE, which)
    found = Publication.objects.filter(
        id=number, topic=Topic.STORY, versions__state=Stage.PUBLISHED
    ).first()
    if found is None:
        raise NotFound("No such improvement stands on the shelf.", next_step="Search it again.")
    check_days(starts_on)
    refuse_second(
        found.reuses.filter(organisation=which),
        f"{organisation} uses this improvement already.",
        "Take that back first.",
    )
    made = keep(
        Reuse,
        by=by,
        publication=found,
        organisation=which,
        starts_on=starts_on,
        note=" ".join(note.split())[:300],
    )
    record_event("uses an improvement", made, by=by, detail={"text": number})
    return int(made.pk)


@transaction.atomic
def withdraw_use(number: int, use: int, *, by: Account) -> None:
    """Take back that an organisation uses an improvement."""
    held = the_current(Reuse, use, "use", publication_id=number)
    require(by, WRITE, held.organisation_id)
    take_back(held)
    record_event("withdrew a use of an improvement", held, by=by)
