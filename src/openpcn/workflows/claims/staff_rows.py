"""Rows of a staff spreadsheet: which column is which, and what is wrong with each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from openpcn.engines.reimbursement.facts import FULL_TIME, Term
from openpcn.engines.reimbursement.rules import Area
from openpcn.kernel.errors import NotRight
from openpcn.kernel.typed_numbers import bare_number
from openpcn.kernel.when import in_words
from openpcn.sources.cells import parse_day
from openpcn.workflows.claims.roles import role_code

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "person", "employee", "staffmember", "fullname"),
    "role": ("role", "jobrole", "arrsrole", "jobtitle"),
    "post": ("post", "postnumber", "postno", "positionnumber", "position"),
    "hours": ("hours", "contractedhours", "weeklyhours", "hoursperweek", "hoursaweek"),
    "fte": ("wte", "fte"),
    "salary": ("salary", "annualsalary", "grosssalary", "pay", "annualpay"),
    "on_costs": ("oncosts", "employeroncosts", "annualoncosts", "oncost"),
    "ni": ("employerni", "ni", "employernationalinsurance", "nationalinsurance"),
    "pension": ("employerpension", "pension"),
    "starts_on": ("start", "startdate", "startson", "from", "joined", "startedon"),
    "ends_on": ("end", "enddate", "endson", "until", "left", "leaver", "lastday", "leavingdate"),
    "employer": ("employer", "employercode", "employedby"),
    "places": ("wheretheywork", "worksat", "places", "workedat", "workplace"),
    "here": ("hourshere", "claimedhours", "hoursclaimed"),
    "area": ("area", "highcostarea", "london"),
    "reference": ("reference", "staffnumber", "payrollnumber", "employeenumber"),
}
NEEDED = ("role", "post", "salary", "starts_on")
AREAS = {"": "", "elsewhere": "", "outerlondon": "outer_london", "innerlondon": "inner_london"}
MOST_PAY = Decimal(1_000_000)


@dataclass(frozen=True, kw_only=True)
class RowFinding:
    """Something about a row; `is_refused` where the row is not used."""

    row: int
    message: str
    next_step: str
    is_refused: bool = True


@dataclass(frozen=True, kw_only=True)
class StaffRow:
    """Somebody in post, as a row says it."""

    row: int
    name: str
    role: str
    post: str
    hours: Decimal
    here: Decimal
    salary: Decimal
    on_costs: Decimal
    starts_on: date
    ends_on: date | None
    employer: str = ""
    places: Mapping[str, Decimal] = field(default_factory=dict)
    area: str = ""
    reference: str = ""

    def as_term(self) -> Term:
        """The same for the engine; a person without name or number is one by row."""
        return Term(
            key=f"row {self.row}",
            person=(self.reference or self.name or f"row {self.row}").casefold(),
            role=self.role,
            post=self.post,
            hours=self.hours,
            here=self.here,
            salary=self.salary,
            on_costs=self.on_costs,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            area=Area(self.area),
        )


class CellWrong(ValueError):
    """A cell does not hold what its column is for: what, and what to do."""

    def __init__(self, message: str, next_step: str) -> None:
        super().__init__(message)
        self.message, self.next_step = message, next_step


def columns_of(cells: Sequence[str], *, name: str) -> dict[str, int]:
    """Which column holds what; NotRight names the headings that are missing."""
    squeezed = [re.sub(r"[^a-z]", "", cell.casefold()) for cell in cells]
    found = {
        what: squeezed.index(heading)
        for what, headings in HEADINGS.items()
        for heading in reversed(headings)
        if heading in squeezed
    }
    missing = [what.replace("starts_on", "start") for what in NEEDED if what not in found]
    if "hours" not in found and "fte" not in found:
        missing.append("hours")
    if "on_costs" not in found and "ni" not in found:
        missing.append("on-costs")
    if missing:
        raise NotRight(
            f"{name} has no column for {', '.join(missing)}.",
            next_step="Name the columns: Name, Role, Post number, Hours, Salary, On-costs, Start, "
            "End, Employer, Where they work.",
        )
    return found


def rows_of(
    columns: Mapping[str, int], rows: Iterable[tuple[int, Sequence[str]]]
) -> tuple[list[StaffRow], list[RowFinding]]:
    """The rows that can be used, and what is wrong with the others; blank rows are passed over."""
    good: list[StaffRow] = []
    findings: list[RowFinding] = []
    for number, cells in rows:
        said = {what: cells[at].strip() if at < len(cells) else "" for what, at in columns.items()}
        if not any(said.values()):
            continue
        try:
            good.append(row_from(number, said))
        except CellWrong as wrong:
            findings.append(
                RowFinding(row=number, message=wrong.message, next_step=wrong.next_step)
            )
    return good, findings


def row_from(number: int, said: Mapping[str, str]) -> StaffRow:
    """A row as it is meant; CellWrong says what is the matter with it."""
    hours = hours_in(said)
    starts_on = day_in(said["starts_on"], "start")
    if starts_on is None:
        raise CellWrong("The start is blank.", "Give the first day in post.")
    ends_on = day_in(said.get("ends_on", ""), "end")
    if ends_on is not None and ends_on < starts_on:
        raise CellWrong(
            f"They leave on {in_words(ends_on)}, before they join on {in_words(starts_on)}.",
            "Check both days.",
        )
    places = places_in(said.get("places", ""), hours)
    here = money_in(said["here"], "hours here") if said.get("here") else hours
    if not 0 < here <= hours:
        raise CellWrong(f"{here} of {hours} hours are claimed here.", "Give some, and not more.")
    on_costs = sum(
        (money_in(said[what], "on-costs") for what in ("on_costs", "ni", "pension")
         if said.get(what)), Decimal(0)
    )  # fmt: skip
    return StaffRow(
        row=number,
        name=" ".join(said.get("name", "").split())[:120],
        role=role_in(said["role"]),
        post=text_in(said["post"], "post number", longest=40),
        hours=hours,
        here=here,
        salary=money_in(said["salary"], "salary"),
        on_costs=on_costs,
        starts_on=starts_on,
        ends_on=ends_on,
        employer=said.get("employer", "").upper()[:20],
        places=places,
        area=area_in(said.get("area", "")),
        reference=said.get("reference", "")[:40],
    )


def hours_in(said: Mapping[str, str]) -> Decimal:
    """Contracted hours, or full-time equivalents times 37.5; above 0 and at most full time."""
    if said.get("hours"):
        hours = number_in(said["hours"], "hours")
    else:
        hours = number_in(said.get("fte", ""), "full-time equivalent") * FULL_TIME
    hours = hours.quantize(Decimal("0.01"))
    if hours <= 0:
        raise CellWrong(f"The hours are {plain(hours)}.", "Give contracted hours above 0.")
    if hours > FULL_TIME:
        raise CellWrong(
            f"{plain(hours)} hours are {plain(round(hours / FULL_TIME, 2))} full-time equivalents; "
            "one person is at most 1.",
            "Give 37.5 hours or fewer, or two people in two rows.",
        )
    return hours


def plain(number: Decimal) -> str:
    """A number without needless noughts."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def number_in(text: str, what: str) -> Decimal:
    """A number as people write it: commas and a pound sign are fine."""
    bare = bare_number(text)
    if not bare:
        raise CellWrong(f"The {what} is blank.", "Fill it in.")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise CellWrong(f"The {what} is “{text[:30]}”, not a number.", "Give a number.") from None
    if not number.is_finite():
        raise CellWrong(f"The {what} is “{text[:30]}”, not a number.", "Give a number.")
    return number


def money_in(text: str, what: str) -> Decimal:
    """Pounds a year, not below nought."""
    number = number_in(text, what)
    if not 0 <= number <= MOST_PAY:
        raise CellWrong(f"The {what} is {number:,}.", "Give pounds a year for the hours.")
    return number.quantize(Decimal("0.01"))


def day_in(text: str, what: str) -> date | None:
    """A day, or none where the cell is blank."""
    if not text:
        return None
    day = parse_day(text)
    if day is None or not 1948 <= day.year <= 2100:
        raise CellWrong(f"The {what} is “{text[:30]}”, not a day.", "Write it as 2026-04-01.")
    return day


def role_in(text: str) -> str:
    """The code of a role that some year reimburses."""
    code = role_code(text)
    if code is None:
        raise CellWrong(
            f"“{text[:60]}” is not a role that any contract year reimburses.",
            "Write the role as the contract names it.",
        )
    return code


def text_in(text: str, what: str, *, longest: int) -> str:
    """Text that must be there."""
    if not text:
        raise CellWrong(f"The {what} is blank.", "Fill it in.")
    if len(text) > longest:
        raise CellWrong(f"The {what} has {len(text)} characters.", f"Use at most {longest}.")
    return text


def area_in(text: str) -> str:
    """Outer London, inner London, or neither."""
    squeezed = re.sub(r"[^a-z]", "", text.casefold())
    if squeezed not in AREAS:
        raise CellWrong(
            f"The area is “{text[:30]}”.", "Write inner London, outer London, or leave it blank."
        )
    return AREAS[squeezed]


def places_in(text: str, hours: Decimal) -> dict[str, Decimal]:
    """Codes with hours, such as “Z90001 20; Z90002 17.5”; a code alone has all hours."""
    found: dict[str, Decimal] = {}
    for part in filter(None, (each.strip() for each in re.split(r"[;\n]+", text))):
        code, _, said = part.partition(" ")
        found[code.upper()] = number_in(said, "hours at a place") if said.strip() else hours
    if found and sum(found.values()) != hours:
        raise CellWrong(
            f"The hours where they work add up to {plain(sum(found.values(), Decimal(0)))}, and "
            f"{plain(hours)} are contracted.",
            "Share out all contracted hours, each once.",
        )
    return found
