"""Roles of all contract years: titles, codes, and how people write them."""

from __future__ import annotations

import re
from functools import cache

from openpcn.kernel.contract_years import ContractYear
from openpcn.rulebook.funding import years_held
from openpcn.rulebook.reimbursement import reimbursement_rules

ALSO = {
    "gp": "general_practitioner",
    "pharmacist": "clinical_pharmacist",
    "pharmacytechnician": "pharmacy_technician",
    "sociallinkworker": "social_prescribing_link_worker",
    "socialprescriber": "social_prescribing_link_worker",
    "fcp": "first_contact_physiotherapist",
    "physiotherapist": "first_contact_physiotherapist",
}
"""Other ways in which people write a role."""


@cache
def titles() -> dict[str, str]:
    """Title of every role by its code, as the newest year names it."""
    return {
        role.code: role.title for year in years_held() for role in reimbursement_rules(year).roles
    }


@cache
def spellings() -> dict[str, str]:
    """Code of a role by each way of writing it."""
    found = {squeezed(code): code for code in titles()}
    found |= {squeezed(title): code for code, title in titles().items()}
    return found | ALSO


def role_code(text: str) -> str | None:
    """The code of a role, however it is written; None where no year knows it."""
    return spellings().get(squeezed(text))


def squeezed(text: str) -> str:
    """Letters only, in lower case."""
    return re.sub(r"[^a-z]", "", text.casefold())


def choices(year: ContractYear) -> list[tuple[str, str]]:
    """Code and title of the roles of a year, by title."""
    rules = reimbursement_rules(year)
    return sorted(((role.code, role.title) for role in rules.roles), key=lambda one: one[1])


def is_by_practice(code: str) -> bool:
    """Whether a role is claimed by practices for themselves."""
    newest = reimbursement_rules(years_held()[-1]).find_role(code)
    return newest is not None and newest.pot not in ("arrs", "arrs_gp")
