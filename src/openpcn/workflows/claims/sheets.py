"""The claim of a month as a viewer may see it: lines, working, findings, and its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from openpcn.domains.accounts.queries import Account, find_account
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.workforce.queries.claims import ClaimAnswer
from openpcn.domains.workforce.queries.costs import LastDayAnswer
from openpcn.domains.workforce.queries.staff import StaffAnswer
from openpcn.engines.reimbursement.lines import Line
from openpcn.engines.reimbursement.odd import odd_in
from openpcn.engines.reimbursement.years import HeldMonth
from openpcn.kernel.contract_years import ContractYear, contract_year_of, month_end
from openpcn.kernel.errors import NotFound
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.statuses import Status
from openpcn.workflows.claims.gathering import Gathered, SumOfYear, gather

NOT_SHOWN = "not shown"
NOT_KNOWN = "not known"


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    """A person's line; without amount, working and what is above where pay is not shown."""

    post: str
    name: str
    title: str
    employer: str
    fte: Decimal
    days: int
    days_of_month: int
    amount: Decimal | None
    amount_words: str
    above: Decimal | None
    working: str
    status_words: str
    sources: tuple[tuple[str, str], ...]
    note: str
    condition: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A month's claim."""

    network_code: str
    network_name: str
    claimant_code: str
    claimant_name: str
    is_practice: bool
    year: ContractYear
    month: date
    claim: ClaimAnswer | None
    state_words: str
    lines: tuple[SheetLine, ...]
    people: int
    fte: Decimal
    sees_all: bool
    sees_lines: bool
    """Whether the viewer may know who is in post."""
    claims_here: bool
    claimed: Decimal | None
    above_sum: Decimal | None
    payable: Decimal | None
    now: Decimal | None
    """What the records come to now, where another amount was submitted."""
    sums: tuple[SumOfYear, ...]
    last_day: LastDayAnswer | None
    findings: tuple[str, ...]
    rules_version: str


def show_sheet(
    viewer: Account | None, code: str, month: date, *, when: When, practice: str = ""
) -> Sheet:
    """The claim of a month: as submitted where it was, else as worked out from the records."""
    network = get_organisation(code, when=when, kind="network")
    gathered = gather(viewer, network, contract_year_of(month), when=when, practice=practice)
    return sheet_of(gathered, month)


def prepare_sheet(code: str, month: date, *, username: str) -> Sheet:
    """The same for a command; pay is shown as the named account may see it, else left out."""
    account = find_account(username) if username else None
    if username and account is None:
        raise NotFound(f"There is no account {username}.", next_step="Check the name.")
    return show_sheet(account, code, month, when=When(as_at=timezone.localdate()))


def sheet_of(gathered: Gathered, month: date) -> Sheet:
    """A month of a year that was gathered."""
    held = next(one for one in gathered.worked.months if one.claim.month == month)
    claim = gathered.claims.get(month)
    frozen = claim.sheet if claim is not None and claim.stands else {}
    sees = gathered.sees_all
    worked = [line_from(line, gathered.staff) for line in held.claim.lines]
    claimed = Decimal(frozen["claimed"]) if frozen else held.claim.claimed
    payable = claim.amount if frozen and claim is not None else held.payable
    above = Decimal(frozen["above_sum"]) if frozen else held.above
    now = worked_now(held) if frozen else None
    return Sheet(
        network_code=gathered.network.code,
        network_name=as_written(gathered.network.name),
        claimant_code=gathered.claimant.code,
        claimant_name=as_written(gathered.claimant.name),
        is_practice=gathered.is_practice,
        year=gathered.year,
        month=month,
        claim=claim,
        state_words=claim.state_words if claim else "Not begun",
        lines=tuple(thawed(frozen) if frozen else worked) if gathered.seat.names else (),
        people=len({line.term.person for line in held.claim.lines}),
        fte=sum(
            (line.fte * line.days / line.days_of_month for line in held.claim.lines), Decimal(0)
        ),
        sees_all=sees,
        sees_lines=gathered.seat.names,
        claims_here=gathered.seat.claims_for(gathered.claimant.id),
        claimed=claimed if sees else None,
        above_sum=above if sees else None,
        payable=payable if sees else None,
        now=now if sees and now != payable else None,
        sums=gathered.sums,
        last_day=gathered.last_day,
        findings=findings_of(gathered, held) if gathered.seat.names else (),
        rules_version=str(frozen.get("rules_version", gathered.rules.version)),
    )


def worked_now(held: HeldMonth) -> Decimal:
    """What the records come to now, whatever was submitted."""
    return held.claim.claimed - held.above


def line_from(line: Line, staff: Mapping[int, StaffAnswer]) -> SheetLine:
    """A line as far as its person's pay is shown to the viewer."""
    who = staff.get(int(line.term.key))
    sees = who is not None and who.pay is not None
    why = line.why if line.amount is None or line.why else ""
    amount = line.amount if sees else None
    known = "" if line.amount is None else f"£{line.amount:,.2f}"
    return SheetLine(
        post=line.term.post,
        name=who.name if who else "",
        title=line.title,
        employer=who.employer_name if who else "",
        fte=line.fte,
        days=line.days,
        days_of_month=line.days_of_month,
        amount=amount,
        amount_words=(known or NOT_KNOWN) if sees else NOT_SHOWN,
        above=line.above if sees else None,
        working=line.working if sees else why,
        status_words=Status(line.status).words,
        sources=tuple((source.title, source.url) for source in line.sources),
        note=line.note,
        condition=line.condition,
    )


def findings_of(gathered: Gathered, held: HeldMonth) -> tuple[str, ...]:
    """What to look at in a month; posts are named, pay never."""
    month = held.claim.month
    present = {line.term.key for line in held.claim.lines}
    odd = [one for one in odd_in(gathered.terms) if present & set(one.keys)]
    found = [f"{one.message} {one.next_step}" for one in odd]
    found += [f"Post {line.term.post}: {line.why}." for line in held.claim.lines if line.why]
    for role in gathered.rules.roles:
        lines = [line for line in held.claim.lines if line.term.role == role.code]
        total = sum((line.fte * line.days / line.days_of_month for line in lines), Decimal(0))
        if role.most is not None and total > role.most.allowed(gathered.registered):
            found.append(
                f"{total.normalize():.2f} full-time equivalents are {role.title.lower()}; "
                f"{role.most.allowed(gathered.registered):f} can be claimed "
                f"({Status(role.most.status).words.lower()})."
            )
    if any(one.amount is None for one in gathered.sums):
        titles = " and ".join(
            one.title[:1].lower() + one.title[1:] for one in gathered.sums if one.amount is None
        )
        found.append(
            f"The year's sum for {titles} is not known, so claims are not held against it. "
            "Record the population that it is counted by on the money page."
        )
    last = gathered.last_day
    claim = gathered.claims.get(month)
    if last and (claim is None or not claim.stands) and timezone.localdate() > last.last_on:
        found.append(
            f"Claims of {gathered.year} were taken until {in_words(last.last_on)}: this one is "
            "late. Ask the commissioner."
        )
    return tuple(found)


def frozen_sheet(gathered: Gathered, month: date) -> dict[str, Any]:
    """What is kept of a claim when it is submitted; whoever submits sees all of it."""
    held = next(one for one in gathered.worked.months if one.claim.month == month)
    lines = [line_from(line, gathered.staff) for line in held.claim.lines]
    return {
        "lines": [
            {
                "post": one.post,
                "name": one.name,
                "title": one.title,
                "employer": one.employer,
                "fte": str(one.fte),
                "days": one.days,
                "days_of_month": one.days_of_month,
                "amount": None if one.amount is None else str(one.amount),
                "above": str(one.above or Decimal(0)),
                "working": one.working,
                "status_words": one.status_words,
                "sources": [list(source) for source in one.sources],
                "note": one.note,
                "condition": one.condition,
            }
            for one in lines
        ],
        "claimed": str(held.claim.claimed),
        "above_sum": str(held.above),
        "rules_version": gathered.rules.version,
    }


def thawed(frozen: Mapping[str, Any]) -> list[SheetLine]:
    """The lines of a submitted claim."""
    return [
        SheetLine(
            **one
            | {
                "fte": Decimal(one["fte"]),
                "amount": None if one["amount"] is None else Decimal(one["amount"]),
                "amount_words": NOT_KNOWN
                if one["amount"] is None
                else f"£{Decimal(one['amount']):,.2f}",
                "above": Decimal(one["above"]),
                "sources": tuple((title, url) for title, url in one["sources"]),
            }
        )
        for one in frozen["lines"]
    ]


def sheet_as_json(sheet: Sheet) -> dict[str, Any]:
    """A sheet for other programs; amounts that the viewer may not see are null."""
    return {
        "network": sheet.network_code,
        "claimant": sheet.claimant_code,
        "year": str(sheet.year),
        "month": f"{sheet.month:%Y-%m}",
        "days": month_end(sheet.month).day,
        "state": sheet.claim.state if sheet.claim else "not_begun",
        "pay_is_shown": sheet.sees_all,
        "lines": [
            {
                "post": one.post,
                "name": one.name,
                "role": one.title,
                "employer": one.employer,
                "wte": float(one.fte),
                "days": one.days,
                "amount": None if one.amount is None else float(one.amount),
                "amount_words": one.amount_words,
                "working": one.working,
                "status_words": one.status_words,
                "source": "; ".join(title for title, _ in one.sources),
                "condition": one.condition,
            }
            for one in sheet.lines
        ],
        "people": sheet.people,
        "wte": round(float(sheet.fte), 2),
        "claimed": plain(sheet.claimed),
        "above_the_sum": plain(sheet.above_sum),
        "payable": plain(sheet.payable),
        "sum_of_the_year": [
            {"title": one.title, "amount": plain(one.amount), "working": one.working}
            for one in sheet.sums
        ],
        "findings": list(sheet.findings),
        "rules_version": sheet.rules_version,
    }


def plain(amount: Decimal | None) -> float | None:
    """Pounds with two decimals."""
    return None if amount is None else float(amount)
