"""A year's claims from a spreadsheet, without any database: `openpcn claims work-out`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from openpcn.engines.reimbursement.lines import Line
from openpcn.engines.reimbursement.odd import odd_in
from openpcn.engines.reimbursement.rules import ReimbursementRules
from openpcn.engines.reimbursement.years import YearOfClaims, work_out_year
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.funding import funding_rules
from openpcn.rulebook.reimbursement import reimbursement_rules
from openpcn.rulebook.statuses import Status
from openpcn.workflows.claims.roles import role_code
from openpcn.workflows.claims.staff_files import read_staff
from openpcn.workflows.claims.staff_rows import RowFinding
from openpcn.workflows.funding.statements import ready_reckoner

POTS = ("arrs", "arrs_gp")


@dataclass(frozen=True, kw_only=True)
class WorkedOut:
    """A spreadsheet's year."""

    rules: ReimbursementRules
    worked: YearOfClaims
    findings: tuple[RowFinding, ...]


def work_out(
    path: Path,
    year: str,
    *,
    sum_of_year: Decimal | None = None,
    weighted: Decimal | None = None,
    registered: Decimal | None = None,
    baselines: Mapping[str, Decimal] | None = None,
) -> WorkedOut:
    """Every month's claim for the staff of a spreadsheet.

    The year's sum is given, or worked out from the contractor weighted population; where it is
    neither, claims are not held against a sum.
    """
    wanted = contract_year(year)
    rules = reimbursement_rules(wanted)
    read = read_staff(path)
    terms = [row.as_term() for row in read.rows]
    sums = sums_of(wanted, sum_of_year, weighted, registered)
    for role in rules.roles:
        if role.pot not in POTS and any(term.role == role.code for term in terms):
            sums.setdefault(role.pot, None)
    number_of = {term.key: row.row for term, row in zip(terms, read.rows, strict=True)}
    odd = [
        RowFinding(
            row=max(number_of[key] for key in one.keys),
            message=one.message,
            next_step=one.next_step,
            is_refused=False,
        )
        for one in odd_in(terms)
    ]
    not_reimbursed = [
        RowFinding(
            row=row.row,
            message=f"{row.role.replace('_', ' ').capitalize()} is not reimbursed in {wanted}.",
            next_step="Nothing is claimed for it; check the role and the year.",
            is_refused=False,
        )
        for row in read.rows
        if rules.find_role(row.role) is None
    ]
    found = sorted((*read.findings, *odd, *not_reimbursed), key=lambda one: one.row)
    return WorkedOut(
        rules=rules,
        worked=work_out_year(terms, rules, sums, registered=registered, baselines=baselines),
        findings=tuple(found),
    )


def baselines_of(said: Sequence[str]) -> dict[str, Decimal]:
    """Full-time equivalents in post on 31 March 2019, typed as ROLE=FTE."""
    found: dict[str, Decimal] = {}
    for one in said:
        role, _, number = one.partition("=")
        code = role_code(role)
        try:
            fte = Decimal(number)
        except InvalidOperation:
            fte = Decimal("NaN")
        if code is None or not fte.is_finite() or fte < 0:
            raise NotRight(
                f"The baseline is “{one[:40]}”.", next_step="Write it as pharmacist=1.5."
            )
        found[code] = fte
    return found


def sums_of(
    year: ContractYear,
    given: Decimal | None,
    weighted: Decimal | None,
    registered: Decimal | None,
) -> dict[str, Decimal | None]:
    """The year's sum by pot; a sum that is given is all there is."""
    codes = {one.code for one in funding_rules(year).entitlements}
    pots: dict[str, Decimal | None] = {pot: None for pot in POTS if pot in codes}
    if given is not None:
        return pots | {"arrs": given}
    lines = ready_reckoner(str(year), weighted=weighted, registered=registered).lines
    return pots | {line.code: line.amount for line in lines if line.code in pots}


def as_json(answer: WorkedOut, *, month: date | None = None) -> dict[str, Any]:
    """The answer for other programs; pounds are numbers with two decimals.

    Lines without an amount are in no sum: `not_known` counts them, and where nothing else stands
    behind the total there is none.
    """
    worked = answer.worked
    chosen = [one for one in worked.months if month is None or one.claim.month == month]
    not_known = sum(len(one.claim.unknown) for one in chosen)
    total = sum((one.payable for one in chosen), Decimal(0))
    return {
        "year": str(worked.year),
        "months": [
            {
                "month": f"{one.claim.month:%Y-%m}",
                "claimed": float(one.claim.claimed),
                "payable": float(one.payable),
                "above_the_sum": float(one.above),
                "not_known": len(one.claim.unknown),
            }
            for one in chosen
        ],
        "lines": [line_as_json(line) for one in chosen for line in one.claim.lines],
        "total": None if not_known and not total else float(total),
        "not_known": not_known,
        "sum": None if worked.sum is None else float(worked.sum),
        "unused": None if worked.unused is None else float(worked.unused),
        "carried_forward": 0,
        "findings": [
            {
                "row": one.row,
                "message": one.message,
                "next_step": one.next_step,
                "refused": one.is_refused,
            }
            for one in answer.findings
        ],
        "rules_version": answer.rules.version,
    }


def line_as_json(line: Line) -> dict[str, Any]:
    """One line; it names the post and the row, not the person."""
    return {
        "month": f"{line.month:%Y-%m}",
        "row": int(line.term.key.removeprefix("row ")),
        "role": line.term.role,
        "role_title": line.title,
        "post": line.term.post,
        "wte": float(line.fte),
        "days": line.days,
        "days_of_month": line.days_of_month,
        "amount": None if line.amount is None else float(line.amount),
        "above_the_maximum": float(line.above),
        "working": line.working,
        "source": "; ".join(source.title for source in line.sources),
        "status": line.status,
        "status_words": Status(line.status).words,
        "note": line.note,
        "condition": line.condition,
    }
