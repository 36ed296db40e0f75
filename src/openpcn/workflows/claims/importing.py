"""Bring a staff spreadsheet into a network's records: what can be used is, the rest is said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.workforce.actions.staff import record_holding
from openpcn.domains.workforce.actions.terms import Terms
from openpcn.domains.workforce.queries.staff import StaffAnswer, staff_of
from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.errors import OpenPCNError
from openpcn.kernel.when import When
from openpcn.rulebook.funding import years_held
from openpcn.rulebook.reimbursement import reimbursement_rules
from openpcn.workflows.claims.roles import is_by_practice, titles
from openpcn.workflows.claims.staff_files import StaffFile, read_staff
from openpcn.workflows.claims.staff_rows import RowFinding, StaffRow


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What became of a spreadsheet."""

    name: str
    recorded: int
    already: int
    findings: tuple[RowFinding, ...]
    is_trial: bool


@transaction.atomic
def import_staff(
    path: Path, *, name: str, network: str, by: Account, is_trial: bool = False
) -> Imported:
    """Record every row that can be used; a row that is held already is passed over.

    A trial does the same and takes it back, so that the findings are those of the import.
    """
    read = read_staff(path, name=name)
    when = When(as_at=timezone.localdate())
    which = get_organisation(network, when=when, kind="network")
    held = {same(one) for one in staff_of(by, which.id)}
    findings, recorded, already = list(read.findings), 0, 0
    for row in read.rows:
        if (row.post.casefold(), row.name.casefold(), row.starts_on) in held:
            already += 1
            continue
        finding = record(row, read, network=which.code, by=by)
        recorded += finding is None or not finding.is_refused
        findings += [finding] if finding else []
    if is_trial:
        transaction.set_rollback(True)
    return Imported(
        name=name,
        recorded=recorded,
        already=already,
        findings=tuple(sorted(findings, key=lambda one: one.row)),
        is_trial=is_trial,
    )


def same(one: StaffAnswer) -> tuple[str, str, object]:
    """By what a row is recognised that is held already."""
    return one.post.casefold(), one.name.casefold(), one.starts_on


def record(row: StaffRow, read: StaffFile, *, network: str, by: Account) -> RowFinding | None:
    """Record one row; what speaks against it, or is to be looked at, is the answer."""
    try:
        with transaction.atomic():
            record_holding(
                network=network,
                terms=terms_from(row, network),
                source=f"{read.name}, row {row.row}",
                by=by,
            )
    except OpenPCNError as wrong:
        return RowFinding(row=row.row, message=wrong.message, next_step=wrong.next_step)
    return look_at(row)


def terms_from(row: StaffRow, network: str) -> Terms:
    """What a row says, for the record; the network employs where no employer is named."""
    return Terms(
        employer=row.employer or network,
        person=row.name,
        role=row.role,
        post=row.post,
        hours=row.hours,
        salary=row.salary,
        on_costs=row.on_costs,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        reference=row.reference,
        area=row.area,
        places=row.places,
        by_practice=is_by_practice(row.role),
    )


def look_at(row: StaffRow) -> RowFinding | None:
    """A role that is not reimbursed in the year in which somebody starts, or now."""
    last = row.ends_on or timezone.localdate()
    for day in sorted({row.starts_on, max(row.starts_on, last)}):
        year = contract_year_of(day)
        if year in years_held() and reimbursement_rules(year).find_role(row.role) is None:
            return RowFinding(
                row=row.row,
                message=f"{titles()[row.role]} is not reimbursed in {year}.",
                next_step="It is recorded, and nothing is claimed for it in that year.",
                is_refused=False,
            )
    return None
