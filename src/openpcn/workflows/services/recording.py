"""Record offers of the services of an organisation, each held against the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from openpcn.domains.accounts.queries import Account
from openpcn.domains.services.actions import offers as acts
from openpcn.domains.services.actions.days import Offered
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.services.catalogue import catalogue
from openpcn.workflows.services.show_services import around, members_of, one_of


def record_offers(
    path: str,
    code: str,
    key: str,
    practices: Sequence[str],
    *,
    by: Account,
    when: When,
    also: Sequence[str] = (),
    **said: Any,
) -> int:
    """Record the same of several practices of an organisation; of others it is refused.

    `also` are keys of services of which the same is said, of all or of none.
    """
    subject = get_subject(path, code, when=when)
    inside = {one.practice.code for one in members_of(subject, when=when)}
    outside = [one for one in practices if one not in inside]
    if outside:
        raise NotPossible(
            f"{outside[0]} is no practice of {subject.organisation.name} on this day.",
            next_step="Choose practices of the list, or record it on the page of their network.",
        )
    services = [the_service(path, code, one, when=when) for one in (key, *also)]
    with transaction.atomic():
        return sum(acts.record_offers(one, practices, by=by, **said) for one in services)


def the_service(path: str, code: str, key: str, *, when: When) -> Offered:
    """The service of a key, as its offers are looked over against; NotFound of any other."""
    subject = get_subject(path, code, when=when)
    return one_of(catalogue(around(subject, when=when), when=when), key).offered
