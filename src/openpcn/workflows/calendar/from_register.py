"""What the register of agreements shows to be done, so that nobody records it twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from openpcn.domains.agreements.queries.answers import AgreementAnswer
from openpcn.domains.agreements.queries.obligations import DoneAnswer
from openpcn.domains.agreements.vocabulary import Kind
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.engines.calendar.obligations import ONCE
from openpcn.kernel.contract_years import ContractYear

Key = tuple[int, str, str]
NOT_RECORDED = 0
"""The number of what no person recorded as done: there is nothing to take back."""


def shown_by_register(
    held: Iterable[AgreementAnswer],
    around: Iterable[OrganisationAnswer],
    year: ContractYear,
    day: date,
) -> dict[Key, DoneAnswer]:
    """What agreements in force on the day, and their signatures by then, show to be done."""
    id_of = {one.code: one.id for one in around}
    found: dict[Key, DoneAnswer] = {}
    for one in held:
        for code, obligation, done_on in shown_by(one, year, day):
            if code in id_of and done_on <= day:
                made = done(id_of[code], obligation, done_on, one.title)
                found.setdefault((made.organisation_id, obligation, ONCE), made)
    return found


def shown_by(
    one: AgreementAnswer, year: ContractYear, day: date
) -> Iterator[tuple[str, str, date]]:
    """Who did what on which day, as one agreement shows it."""
    signed = [(each.code, each.signature.signed_on) for each in one.parties if each.signature]
    if one.kind == Kind.DATA_SHARING and one.holds(day):
        for code, on in signed:
            yield code, "data_sharing", on
    if one.kind == Kind.NETWORK and one.starts_on in year:
        for code, on in signed:
            yield code, "sign_network_agreement", on
    if one.kind == Kind.NETWORK and one.holds(day):
        if one.payee_code:
            yield one.about_code, "nominated_payee", one.starts_on
        if one.clinical_director:
            yield one.about_code, "clinical_director", one.starts_on


def done(organisation_id: int, obligation: str, on: date, title: str) -> DoneAnswer:
    """Something done that the register shows."""
    return DoneAnswer(
        id=NOT_RECORDED,
        organisation_id=organisation_id,
        obligation=obligation,
        occurrence=ONCE,
        done_on=on,
        evidence=f"Register of agreements: {title}",
        recorded_by="",
        recorded_on=on,
    )
