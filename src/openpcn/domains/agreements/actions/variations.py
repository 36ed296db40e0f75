"""Record a local variation agreement, and take it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.models import LocalVariation, VariationConsent
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.structure import practices
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.contract_years import contract_year
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import When
from openpcn.kernel.wording import listed

RECORD = "agreements.record_variation"
MOST = Decimal(1_000_000_000)


@transaction.atomic
def record_variation(
    *,
    network: str,
    title: str,
    year: str,
    starts_on: date,
    ends_on: date,
    replaces: Collection[str],
    pounds: Decimal,
    national: Decimal,
    agreed_by: Collection[str],
    approved_on: date | None,
    approved_by: str,
    source: str,
    by: Account,
) -> int:
    """Record an agreement that every practice made, that is approved and exceeds `national`.

    `national` is what the national terms would pay in its place, as worked out for its months.
    """
    which = the(network, Kind.NETWORK)
    require(by, RECORD, which)
    check_days(starts_on, ends_on)
    check_months(year, starts_on, ends_on)
    check_sum(pounds, national)
    check_agreed(network, starts_on, agreed_by)
    if approved_on is None:
        raise NotPossible(
            "A local variation counts only once it is approved.",
            next_step="Say who approved it, and on which day.",
        )
    made = LocalVariation.objects.create(
        network=which,
        title=some_text(title, "The title", longest=120),
        year=year,
        starts_on=starts_on,
        ends_on=ends_on,
        replaces=sorted(replaces),
        pounds=pounds,
        approved_on=approved_on,
        approved_by=some_text(approved_by, "Who approved it", longest=200),
        source=some_text(source, "The source", longest=300),
        known_from=timezone.now(),
        recorded_by=by,
    )
    for code in sorted(set(agreed_by)):
        VariationConsent.objects.create(variation=made, practice=the(code, Kind.PRACTICE))
    record_event("recorded a local variation", made, by=by, detail={"network": network})
    return int(made.pk)


@transaction.atomic
def withdraw_variation(variation_id: int, *, by: Account) -> None:
    """Take back an agreement; it stays readable as known before."""
    found = LocalVariation.objects.filter(id=variation_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such agreement stands now.", next_step="Go back to the network's money.")
    require(by, RECORD, found.network_id)
    found.known_until = timezone.now()
    found.save(update_fields=["known_until"])
    record_event("withdrew a local variation", found, by=by)


def check_months(year: str, starts_on: date, ends_on: date) -> None:
    """Refuse days that are not whole months of the contract year."""
    which = contract_year(year)
    if starts_on not in which.months or ends_on not in which.month_ends or ends_on < starts_on:
        raise NotRight(
            f"A variation covers whole months of {which}.",
            next_step="Begin on the first day of a month and end on the last day of one.",
        )


def check_sum(pounds: Decimal, national: Decimal) -> None:
    """Refuse a sum that nobody can mean, or that is not more than the national terms."""
    if not pounds.is_finite() or not 0 < pounds < MOST:
        raise NotRight(f"{pounds:,} is no sum for a network.", next_step="Give pounds and pence.")
    if pounds <= national:
        raise NotPossible(
            f"£{pounds:,.2f} does not exceed the £{national:,.2f} of the national terms.",
            next_step="A local variation has to be worth more than what it stands in place of.",
        )


def check_agreed(network: str, on: date, agreed_by: Collection[str]) -> None:
    """Refuse unless every practice that is in the network on the day agrees, and nobody else."""
    members = {one.code for one in practices(when=When(as_at=on), within=network)}
    missing, others = sorted(members - set(agreed_by)), sorted(set(agreed_by) - members)
    if missing or not members:
        who = listed(missing) or "no practice of the network"
        raise NotPossible(
            f"Not every practice agrees: {who} {'has' if len(missing) < 2 else 'have'} not.",
            next_step="Record the agreement once every practice of the network agrees.",
        )
    if others:
        raise NotRight(
            f"{listed(others)} {'is' if len(others) == 1 else 'are'} not in the network on {on}.",
            next_step="Name the practices of the network only.",
        )
