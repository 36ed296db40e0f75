"""What the money of a ledger is called, and amounts as people type them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from openpcn.domains.ledger.vocabulary import HANDED_ON, SPENT_ON
from openpcn.engines.funding.statements import Statement
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.funding import funding_rules

CLAIMED = "arrs"
MOVED = "moved"
OTHER = "other"
LOCAL = "local_variation"
OWN = {
    MOVED: "Activity moved out of hospital",
    OTHER: "Other money from the commissioner",
}
"""What the rulebook does not name."""
SPENDING = {SPENT_ON: "Spent from a shared service", HANDED_ON: "Shared services handed over"}
"""What an entry tells that no payment of the commissioner is for."""
WRITTEN = re.compile(r"\d{1,9}(\.\d{1,2})?|\d{1,3}(,\d{3})+(\.\d{1,2})?")


def titles_of(year: ContractYear, statement: Statement | None = None) -> dict[str, str]:
    """What each kind of money of a year is called, by code."""
    found = {one.code: one.title for one in funding_rules(year).entitlements}
    if statement is not None:
        found |= {line.code: line.title for line in statement.lines}
    return found | OWN


def read_pence(text: str) -> int:
    """An amount as people type it, in pence: 1,234.50 or £1234.5; three decimals are refused."""
    bare = re.sub(r"[£\s]", "", text)
    if not WRITTEN.fullmatch(bare):
        raise NotRight(
            f"“{text.strip()[:20]}” is no amount that was paid.",
            next_step="Write pounds and pence, such as 1,234.50, more than nought.",
        )
    return int(Decimal(bare.replace(",", "")) * 100)


def read_per_cent(text: str) -> Decimal:
    """A share in per cent as people type it; empty is nought."""
    bare = re.sub(r"[%\s]", "", text)
    try:
        read = Decimal(bare or 0)
    except InvalidOperation:
        read = Decimal(-1)
    if not read.is_finite() or not 0 <= read <= 100:
        raise NotRight(f"“{text.strip()[:20]}” is no share.", next_step="Write 0 to 100 per cent.")
    return read


def pence_of(pounds: Decimal) -> int:
    """Pounds with whole pence as pence."""
    return int((pounds * 100).to_integral_value())
