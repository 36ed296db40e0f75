"""The published staff of practices, year by year, as the engine takes them.

The files hold means of a financial year, made by their supplier. A year is named by the calendar
year in which it ends: 2025 is April 2024 to March 2025.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.evidence.queries import figures_over_time
from openpcn.engines.workforce.flows import StaffYear
from openpcn.engines.workforce.tables import PracticeStaff
from openpcn.kernel.when import When

FTE, HEADS, PATIENTS = "workforce-fte", "workforce-headcount", "workforce-patients"
PARTNERS, CONTRACT = "workforce-partners-fte", "payments-contract-type"
MEASURES = (FTE, HEADS, PATIENTS, PARTNERS)
NOT_KNOWN = ("", "Unknown")

GPS = "GPs, fully qualified, without trainees and locums"
GROUPS: Mapping[str, str] = {
    "gps": GPS,
    "locums": "GP locums and trainees",
    "nurses": "Nurses",
    "direct": "Other direct patient care",
    "admin": "Admin and non-clinical",
}
"""Staff groups by the word that stands in addresses, and as the files name them."""
SHORT: Mapping[str, str] = {
    "gps": "Fully qualified GPs",
    "locums": "GP locums and trainees",
    "nurses": "Nurses",
    "direct": "Other direct patient care",
    "admin": "Admin and non-clinical",
}


@dataclass(frozen=True, kw_only=True)
class StaffHistory:
    """Practices by the year in which their figures end, and by code."""

    years: Mapping[int, Mapping[str, PracticeStaff]]
    ends_on: Mapping[int, date]
    partners: Mapping[int, float]
    """Full-time equivalents of GP partners, where the file tells them."""
    contracts_on: date | None
    """The day on which the year of the contract types ends."""

    @property
    def newest(self) -> int | None:
        """The newest year held."""
        return max(self.years, default=None)

    def series(self, group: str) -> tuple[StaffYear, ...]:
        """One staff group in every year in which any practice reports it."""
        made = (self.year_of(year, group) for year in sorted(self.years))
        return tuple(one for one in made if any(each is not None for each in one.fte.values()))

    def year_of(self, year: int, group: str) -> StaffYear:
        """One staff group in one year."""
        held = self.years[year]
        return StaffYear(
            year=year,
            fte={code: one.fte.get(group) for code, one in held.items()},
            patients={code: one.patients for code, one in held.items()},
        )


def staff_history(members: Mapping[int, Collection[str]], *, when: When) -> StaffHistory:
    """The staff of the practices that were members in each year."""
    codes = sorted({code for each in members.values() for code in each})
    held = figures_over_time(MEASURES, subject_kind="practice", subject_codes=codes, when=when)
    cells: dict[tuple[int, str], dict[str, dict[str, float | None]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    ends: dict[int, date] = {}
    partners: dict[int, float] = defaultdict(float)
    for one in held:
        year = one.ends_on.year
        if one.subject_code not in members.get(year, ()):
            continue
        ends[year] = one.ends_on
        cells[year, one.subject_code][one.measure][one.category] = one.value
        partners[year] += (one.value or 0) if one.measure == PARTNERS else 0
    contracts, contracts_on = contracts_of(codes, when=when)
    years: dict[int, dict[str, PracticeStaff]] = defaultdict(dict)
    for (year, code), measured in cells.items():
        years[year][code] = PracticeStaff(
            code=code,
            patients=measured[PATIENTS].get(""),
            fte={group: measured[FTE].get(group) for group in GROUPS.values()},
            heads=dict(measured[HEADS]),
            contract=contracts.get(code, ""),
        )
    return StaffHistory(
        years=dict(years),
        ends_on=ends,
        partners={year: each for year, each in partners.items() if each},
        contracts_on=contracts_on,
    )


def contracts_of(codes: Collection[str], *, when: When) -> tuple[dict[str, str], date | None]:
    """The newest contract type held of each practice, and the end of its payment year."""
    held = figures_over_time((CONTRACT,), subject_kind="practice", subject_codes=codes, when=when)
    on = max((one.ends_on for one in held), default=None)
    newest = [one for one in held if one.ends_on == on and one.text not in NOT_KNOWN]
    return {one.subject_code: one.text for one in newest}, on
