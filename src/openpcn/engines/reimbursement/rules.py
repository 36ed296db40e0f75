"""The rules of a contract year for staff in post: roles, maxima, shares, the most of a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openpcn.kernel.contract_years import ContractYear


class Area(StrEnum):
    """Whether a post has a maximum of London."""

    ELSEWHERE = ""
    OUTER_LONDON = "outer_london"
    INNER_LONDON = "inner_london"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a rule can be read."""

    code: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Maximum:
    """The most that is reimbursed for one full-time equivalent in a year, from a day to a day."""

    pounds: Decimal | None
    """None where no figure was found."""
    outer_london: Decimal | None = None
    inner_london: Decimal | None = None
    starts_on: date
    ends_on: date
    status: str
    sources: tuple[Source, ...]
    checked_on: date
    note: str = ""

    def for_area(self, area: Area) -> Decimal | None:
        """The maximum of an area; None where that one is not held."""
        match area:
            case Area.OUTER_LONDON:
                return self.outer_london
            case Area.INNER_LONDON:
                return self.inner_london
            case _:
                return self.pounds


@dataclass(frozen=True, kw_only=True)
class Most:
    """How many full-time equivalents of a role one network can claim."""

    posts: Decimal
    posts_if_large: Decimal | None = None
    large_from: int | None = None
    """Registered patients from which a network is large."""
    together_with: str = ""
    """Another role that counts within the same number."""
    status: str
    sources: tuple[Source, ...]
    checked_on: date
    note: str = ""

    def allowed(self, registered: Decimal | None) -> Decimal:
        """The number for a network; the smaller one where its size is not known."""
        if self.posts_if_large is None or self.large_from is None or registered is None:
            return self.posts
        return self.posts_if_large if registered >= self.large_from else self.posts


@dataclass(frozen=True, kw_only=True)
class JobRole:
    """A role that is reimbursed in the year."""

    code: str
    title: str
    band: str
    pot: str
    """Code of the entitlement that it is paid from: arrs, arrs_gp …"""
    reimbursed_from: date
    reimbursed_until: date
    share: Decimal
    """Part of the cost that is reimbursed, 0 to 1."""
    status: str
    sources: tuple[Source, ...]
    checked_on: date
    note: str = ""
    condition: str = ""
    """What somebody has to confirm, in a sentence."""
    most: Most | None = None
    maxima: tuple[Maximum, ...] = ()

    def maximum_on(self, day: date) -> Maximum | None:
        """The maximum in force; a later entry of the same days goes before an earlier one."""
        held = [one for one in self.maxima if one.starts_on <= day <= one.ends_on]
        return held[-1] if held else None


@dataclass(frozen=True, kw_only=True)
class ReimbursementRules:
    """All roles of a contract year."""

    year: ContractYear
    roles: tuple[JobRole, ...]
    version: str = ""
    """Fingerprint of the text that they were read from."""

    def find_role(self, code: str) -> JobRole | None:
        """The role of a code, where it is reimbursed in the year."""
        return next((role for role in self.roles if role.code == code), None)
