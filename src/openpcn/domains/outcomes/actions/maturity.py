"""Say how far an organisation has come, with evidence, and which support it had; take it back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.outcomes.actions.ambitions import LARGEST, RECORD
from openpcn.domains.outcomes.models import Assessment, Support
from openpcn.domains.registry.actions.facts import put, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.contract_years import contract_year
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import pounds as in_pounds


@transaction.atomic
def assess(
    *,
    organisation: str,
    framework: str,
    domain: str,
    stage: int,
    evidence: str,
    assessed_on: date,
    by: Account,
) -> int:
    """Record a self-assessment; one of the same day takes the place of the one before."""
    which = the(organisation)
    require(by, RECORD, which)
    check_days(assessed_on)
    if assessed_on > timezone.localdate():
        raise NotPossible(
            f"{in_words(assessed_on)} has not come yet.", next_step="Assess what is, not will be."
        )
    where = {
        "organisation": which,
        "framework": framework,
        "domain": domain,
        "assessed_on": assessed_on,
    }
    said = some_text(evidence, "The evidence", longest=2_000)
    made = put(Assessment, where, by=by, stage=stage, evidence=said)
    record_event("assessed maturity", made, by=by, detail={"domain": domain, "stage": stage})
    return int(made.pk)


@transaction.atomic
def withdraw_assessment(number: int, *, by: Account) -> None:
    """Take a self-assessment back."""
    held = the_current(Assessment, number, "assessment")
    require(by, RECORD, held.organisation_id)
    take_back(held)
    record_event("withdrew an assessment of maturity", held, by=by)


@transaction.atomic
def record_support(
    *, organisation: str, year: str, pounds: Decimal, purpose: str, by: Account
) -> None:
    """Record the development money of a contract year; said again, it is corrected."""
    which = the(organisation)
    require(by, RECORD, which)
    if not pounds.is_finite() or not 0 < pounds < LARGEST:
        raise NotRight(f"{in_pounds(pounds)} is no support.", next_step="Enter more than £0.")
    facts = {
        "pounds": pounds.quantize(Decimal("0.01")),
        "purpose": some_text(purpose, "The purpose", longest=300),
    }
    where = {"organisation": which, "year": str(contract_year(year))}
    made = put(Support, where, by=by, **facts)
    record_event("recorded development support", made, by=by, detail={"year": year})


@transaction.atomic
def withdraw_support(number: int, *, by: Account) -> None:
    """Take the record of development money back."""
    held = the_current(Support, number, "support")
    require(by, RECORD, held.organisation_id)
    take_back(held)
    record_event("withdrew development support", held, by=by)
