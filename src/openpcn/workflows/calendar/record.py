"""Record as done only what the year asks of that kind of organisation."""

from __future__ import annotations

from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions import obligations as acts
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.engines.calendar.obligations import Due, Obligation, Occurrence, occurrences
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.when import When
from openpcn.rulebook.obligations import obligations


def the_obligation(year: ContractYear, code: str) -> Obligation:
    """An obligation of a year; NotFound where the year does not ask for it."""
    found = next((one for one in obligations(year) if one.code == code), None)
    if found is None:
        raise NotFound(
            f"The calendar of {year} asks for no such thing.",
            next_step="Look it up in the calendar of the year.",
        )
    return found


def the_occurrence(year: ContractYear, code: str, key: str) -> Occurrence:
    """An occurrence of an obligation; NotFound where it has none such."""
    each = the_obligation(year, code)
    found = next((one for one in occurrences((each,)) if one.key == key), None)
    if found is None:
        raise NotFound("It is not due then.", next_step="Look it up in the calendar of the year.")
    return found


def mark_done(
    *,
    organisation: str,
    year: ContractYear,
    obligation: str,
    occurrence: str,
    done_on: date,
    evidence: str,
    when: When,
    by: Account,
) -> int:
    """Record that an organisation did what is asked of its kind."""
    one = the_occurrence(year, obligation, occurrence)
    which = get_organisation(organisation, when=when)
    if which.kind != one.obligation.owner:
        owner = one.obligation.owner.words.lower()
        raise NotPossible(
            f"“{one.obligation.title}” is not asked of this organisation.",
            next_step=f"Record it for the {owner} that owes it.",
        )
    return acts.record_done(
        organisation=organisation,
        year=str(year),
        obligation=obligation,
        occurrence=occurrence,
        done_on=done_on,
        evidence=evidence,
        by=by,
    )


def set_day(
    *,
    organisation: str,
    year: ContractYear,
    obligation: str,
    due_on: date | None,
    day_of_month: int | None,
    source: str,
    by: Account,
) -> None:
    """Record a local day of an obligation for which the contract gives none."""
    each = the_obligation(year, obligation)
    if each.due_on is not None or each.due is Due.ALL_YEAR:
        raise NotPossible(
            "The contract gives this its day.", next_step="Local days are for what has none."
        )
    monthly = each.due is Due.MONTHLY
    acts.record_local_day(
        organisation=organisation,
        year=str(year),
        obligation=obligation,
        due_on=None if monthly else due_on,
        day_of_month=day_of_month if monthly else None,
        source=source,
        by=by,
    )
