"""Read a remittance, CSV: which month each amount pays; tie it to the claims; list what is open."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from calendar import month_abbr
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils import timezone

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.workforce.actions.remittances import PaidLine
from openpcn.domains.workforce.actions.remittances import import_remittance as keep
from openpcn.domains.workforce.queries.claims import ClaimAnswer, PaymentAnswer, RemittanceAnswer
from openpcn.kernel.errors import NotRight
from openpcn.kernel.typed_numbers import bare_number
from openpcn.kernel.when import When
from openpcn.sources.cells import parse_day

LARGEST = 2 * 1024 * 1024
AMOUNT = ("amount", "amountpaid", "paid", "value", "netamount")
REFERENCE = ("reference", "description", "narrative", "details", "invoice")
PERIOD = ("month", "period", "claimmonth", "claimperiod")
PAID_ON = ("date", "paidon", "paymentdate", "datepaid")
NUMBERED = re.compile(r"(?<!\d)(20\d{2})[-/ ]?(0[1-9]|1[0-2])(?!\d)")
NAMED = re.compile(r"\b([a-z]{3})[a-z]*[ -/]*(?:20)?(\d{2})\b")
NAMES = {name.lower(): number for number, name in enumerate(month_abbr) if name}


@dataclass(frozen=True, kw_only=True)
class OpenMatters:
    """What is not as it should be between claims and payments."""

    unpaid: tuple[ClaimAnswer, ...]
    """Approved, and not paid in full."""
    queried: tuple[ClaimAnswer, ...]
    unexplained: tuple[PaymentAnswer, ...]
    """Paid for no claim, and nobody wrote what it is."""
    overpaid: tuple[ClaimAnswer, ...]


def import_remittance(network: str, *, name: str, content: bytes, by: Account) -> int:
    """Keep a remittance of a network; amounts find their claims by month."""
    which = get_organisation(network, when=When(as_at=timezone.localdate()), kind="network")
    return keep(
        network_id=which.id,
        name=name,
        fingerprint=hashlib.sha256(content).hexdigest(),
        lines=read_remittance(content, name=name),
        by=by,
    )


def read_remittance(content: bytes, *, name: str) -> list[PaidLine]:
    """The amounts of a file; everything that is wrong with it is refused together."""
    if len(content) > LARGEST:
        raise NotRight(f"{name} is larger than 2 MB.", next_step="Split it by month.")
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise NotRight(
            f"{name} is not CSV.", next_step="Save the remittance as CSV UTF-8."
        ) from problem
    heads = [re.sub(r"[^a-z]", "", cell.casefold()) for cell in rows[0]] if rows else []
    at = {
        what: next((heads.index(word) for word in words if word in heads), None)
        for what, words in (
            ("amount", AMOUNT), ("reference", REFERENCE), ("period", PERIOD), ("on", PAID_ON)
        )
    }  # fmt: skip
    if at["amount"] is None:
        raise NotRight(
            f"{name} has no column for the amount.",
            next_step="Name the columns: Reference, Month, Date, Amount.",
        )
    found: list[PaidLine] = []
    wrong: list[str] = []
    for number, cells in enumerate(rows[1:], start=2):
        said = {
            what: cells[column].strip() if column is not None and column < len(cells) else ""
            for what, column in at.items()
        }
        if any(said.values()):
            line = line_from(number, said)
            if isinstance(line, str):
                wrong.append(line)
            else:
                found.append(line)
    if wrong:
        raise NotRight(f"{name}: {' '.join(wrong)}", next_step="Put these rows right.")
    return found


def line_from(number: int, said: Mapping[str, str]) -> PaidLine | str:
    """One amount; a sentence where it is none."""
    bare = bare_number(said["amount"])
    bare = f"-{bare[1:-1]}" if bare.startswith("(") and bare.endswith(")") else bare
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        return f"Row {number} has the amount “{said['amount'][:20]}”."
    if not amount.is_finite() or abs(amount) > 10_000_000:
        return f"Row {number} has the amount “{said['amount'][:20]}”."
    return PaidLine(
        row=number,
        reference=said["reference"],
        month=month_in(said["period"]) or month_in(said["reference"]),
        paid_on=parse_day(said["on"]) if said["on"] else None,
        amount=amount.quantize(Decimal("0.01")),
    )


def month_in(text: str) -> date | None:
    """The month that words speak of: 2026-09, Sept 2026, SEP-26; None where they name none."""
    if found := NUMBERED.search(text):
        return date(int(found[1]), int(found[2]), 1)
    for name, year in NAMED.findall(text.casefold()):
        if name in NAMES:
            return date(2000 + int(year), NAMES[name], 1)
    return None


def open_matters(
    claims: Iterable[ClaimAnswer], remittances: Iterable[RemittanceAnswer]
) -> OpenMatters:
    """Unpaid, queried and unexplained."""
    held = sorted(claims, key=lambda one: one.month)
    return OpenMatters(
        unpaid=tuple(one for one in held if one.state in ("approved", "part_paid")),
        queried=tuple(one for one in held if one.state == "queried"),
        unexplained=tuple(
            line
            for remittance in remittances
            for line in remittance.lines
            if line.month is None and not line.explanation
        ),
        overpaid=tuple(
            one for one in held if one.amount is not None and (one.paid or 0) > one.amount
        ),
    )
