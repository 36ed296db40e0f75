"""Read a remittance, CSV or Excel, into receipts; everything that is wrong is said together."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from openpyxl import load_workbook

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.actions.checking import Paid
from openpcn.domains.ledger.actions.remittances import PaidRow, keep_remittance
from openpcn.domains.ledger.vocabulary import RECORD
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.errors import NotRight, OpenPCNError
from openpcn.sources.cells import parse_day
from openpcn.workflows.claims.remittances import month_in
from openpcn.workflows.ledger.paying import network_now, receiver_of
from openpcn.workflows.ledger.words import OTHER, read_pence, titles_of

LARGEST = 2 * 1024 * 1024
MOST_ROWS = 2_000
COLUMNS = {
    "amount": ("amount", "amountpaid", "paid", "value", "netamount"),
    "reference": ("reference", "narrative", "details", "invoice"),
    "period": ("month", "period", "claimmonth", "paymentperiod"),
    "on": ("date", "paidon", "paymentdate", "datepaid"),
    "what": ("entitlement", "payment", "stream", "description", "for"),
    "to": ("practice", "paidto", "payee", "organisationcode", "code"),
}
"""What a column can be called, letters only."""
NEEDED = {"amount": "the amount", "on": "the day"}


def import_remittance(code: str, *, name: str, content: bytes, by: Account) -> int:
    """Keep every row of a remittance as a receipt of the network, or none of them."""
    network = network_now(code)
    require(by, RECORD, network.id)
    rows = read_remittance(content, name=name, network=network, by=by)
    return keep_remittance(
        network=network.code,
        name=name,
        fingerprint=hashlib.sha256(content).hexdigest(),
        rows=rows,
        by=by,
    )


def read_remittance(
    content: bytes, *, name: str, network: OrganisationAnswer, by: Account
) -> list[PaidRow]:
    """The receipts of a file."""
    table = cells_of(content, name)
    at = columns_of(table[0] if table else [], name)
    found, wrong = [], []
    for number, cells in enumerate(table[1:], start=2):
        said = {
            what: cells[column].strip() if column < len(cells) else ""
            for what, column in at.items()
        }
        if not any(said.values()):
            continue
        try:
            found.append(row_from(number, said, name, network, by))
        except OpenPCNError as problem:
            wrong.append(f"Row {number}: {problem.message}")
    if wrong:
        raise NotRight(f"{name}: {' '.join(wrong)}", next_step="Nothing was kept; mend the rows.")
    if not found:
        raise NotRight(f"{name} has no rows.", next_step="Check that it is the file you mean.")
    return found


def row_from(
    number: int, said: Mapping[str, str], name: str, network: OrganisationAnswer, by: Account
) -> PaidRow:
    """One receipt of a file."""
    on = parse_day(said["on"])
    if on is None:
        raise NotRight(f"“{said['on'][:20]}” is no day.")
    pence = read_pence(said["amount"])
    receiver = receiver_of(by, network, on, said.get("to", ""))
    period, reference = said.get("period", ""), said.get("reference", "")
    month = month_in(period) or month_in(reference)
    if period and month is None:
        raise NotRight(f"“{period[:20]}” is no month.")
    paid = Paid(
        on=on,
        entitlement=entitlement_of(said.get("what", ""), month or on),
        month=month,
        pence=pence,
        reference=reference,
        source=f"{name}, row {number}",
    )
    return PaidRow(row=number, paid=paid, to=receiver.code, side=receiver.side)


def entitlement_of(text: str, day: date) -> str:
    """The code of what is paid for, from its code or title; `other` where nothing is said."""
    plain = bare(text)
    if not plain:
        return OTHER
    for code, title in titles_of(contract_year_of(day)).items():
        if plain in (bare(code), bare(title)):
            return code
    raise NotRight(f"“{text[:40]}” is none of the year’s entitlements.")


def bare(text: str) -> str:
    """A heading or title by its letters."""
    return re.sub(r"[^a-z]", "", text.casefold())


def columns_of(heads: Sequence[str], name: str) -> dict[str, int]:
    """Where each column stands."""
    plain = [bare(head) for head in heads]
    at = {
        what: plain.index(word)
        for what, words in COLUMNS.items()
        for word in words[::-1]
        if word in plain
    }
    missing = [words for what, words in NEEDED.items() if what not in at]
    if missing:
        raise NotRight(
            f"{name} has no column for {' and '.join(missing)}.",
            next_step="Name the columns: Date, Amount, Entitlement, Month, Reference, Practice.",
        )
    return at


def cells_of(content: bytes, name: str) -> list[list[str]]:
    """The cells of the first sheet, or of a CSV file, as text."""
    if len(content) > LARGEST:
        raise NotRight(f"{name} is larger than 2 MB.", next_step="Split it by month.")
    try:
        table = from_workbook(content) if content.startswith(b"PK\x03\x04") else from_csv(content)
    except (UnicodeDecodeError, csv.Error, zipfile.BadZipFile, KeyError, ValueError) as problem:
        raise NotRight(
            f"{name} can be read neither as CSV nor as an Excel workbook.",
            next_step="Save the remittance as CSV UTF-8 or as .xlsx.",
        ) from problem
    if len(table) > MOST_ROWS:
        raise NotRight(f"{name} has more than {MOST_ROWS:,} rows.", next_step="Split it by month.")
    return table


def from_csv(content: bytes) -> list[list[str]]:
    """The cells of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def from_workbook(content: bytes) -> list[list[str]]:
    """The cells of the first sheet of a workbook; what formulas came to, not the formulas."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=40)
    return [[written(cell) for cell in row] for row in rows]


def written(cell: object) -> str:
    """A cell as it would stand in a CSV file; a number with its pence and no more noise."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".")
    return "" if cell is None else str(cell)
