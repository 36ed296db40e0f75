"""Days that follow from agreements: who has to sign by when, and what ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from openpcn.domains.agreements.queries.answers import AgreementAnswer
from openpcn.kernel.contract_years import ContractYear
from openpcn.workflows.agreements.mine import Scope
from openpcn.workflows.agreements.show_register import ends_soon


@dataclass(frozen=True, kw_only=True)
class OwnDay:
    """A day that follows from an agreement."""

    on: date
    agreement: AgreementAnswer
    what: Literal["sign", "ends"]
    who: tuple[str, ...]
    is_late: bool


def own_days(
    agreed: Iterable[AgreementAnswer], scope: Scope, year: ContractYear, day: date
) -> tuple[OwnDay, ...]:
    """The days that follow from agreements: who has to sign by when, and what ends."""
    found = []
    for one in agreed:
        if one.ends_on is not None and (one.ends_on in year) and one.followed_by is None:
            is_late = ends_soon(one, day)
            found.append(
                OwnDay(on=one.ends_on, agreement=one, what="ends", who=(), is_late=is_late)
            )
        missing = tuple(
            each.name
            for each in one.missing
            if scope.organisation.kind != "practice" or each.code == scope.code
        )
        if (
            missing
            and (one.ends_on is None or one.ends_on >= day)
            and (one.due_on in year or one.due_on < year.first_on)
        ):
            late = one.due_on < day
            found.append(
                OwnDay(on=one.due_on, agreement=one, what="sign", who=missing, is_late=late)
            )
    return tuple(sorted(found, key=lambda each: (each.on, each.agreement.title, each.what)))
