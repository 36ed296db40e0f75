"""The register of evidence: every published number that is used, and which of them contradict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from openpcn.engines.evidence.claims import Claim
from openpcn.engines.evidence.disputes import Dispute, disputes
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.errors import NotFound
from openpcn.kernel.wording import counted
from openpcn.rulebook.evidence import claims
from openpcn.rulebook.published import FOLDERS
from openpcn.rulebook.reading import file_of
from openpcn.rulebook.statuses import Status

WORKED_OUT = "Worked out from several"
GROUPS = frozenset(FOLDERS.values())


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Numbers that stand together: those of a paper, or of one part of the rules."""

    slug: str
    title: str
    claims: tuple[Claim, ...]

    def count(self, *statuses: Status) -> int:
        """How many of the numbers have one of the statuses."""
        return sum(one.status in statuses for one in self.claims)


@dataclass(frozen=True, kw_only=True)
class Register:
    """Everything that is published and used."""

    origins: tuple[Origin, ...]
    disputes: tuple[Dispute, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every number."""
        return tuple(claim for one in self.origins for claim in one.claims)

    @property
    def sentence(self) -> str:
        """How much there is, and how much of it is disputed."""
        return (
            f"{counted(len(self.claims), 'published number')} of {len(self.origins)} origins; "
            f"about {counted(len(self.disputes), 'thing')} sources contradict each other."
        )

    def origin(self, slug: str) -> Origin:
        """The origin of a name."""
        for one in self.origins:
            if one.slug == slug:
                return one
        raise NotFound(
            "There is no such origin of numbers.",
            next_step="Choose one of those that the register lists.",
        )


@cache
def register() -> Register:
    """The register of this version of the rulebook."""
    held = claims()
    found = disputes(held.values())
    return Register(origins=origins_of(held.values()), disputes=found)


@cache
def disputed() -> Mapping[str, Dispute]:
    """The dispute that each claim is part of, by the claim's name."""
    found = {claim.id: one for one in register().disputes for claim in one.claims}
    return MappingProxyType(found)


def rate_in_dispute(entitlement: str, year: ContractYear) -> Dispute | None:
    """The dispute about a national rate of a contract year, where there is one."""
    file = file_of(year).removesuffix(".toml")
    held = (
        one for name, one in disputed().items() if name.startswith(f"funding/{file}/{entitlement}/")
    )
    return next(held, None)


def origins_of(held: Iterable[Claim]) -> tuple[Origin, ...]:
    """Claims by where they stand, in the order in which they are met."""
    by_title: dict[str, list[Claim]] = {}
    for one in held:
        by_title.setdefault(title_of(one), []).append(one)
    return tuple(
        Origin(slug=slug_of(title), title=title, claims=tuple(found))
        for title, found in by_title.items()
    )


def slug_of(title: str) -> str:
    """The name of an origin in an address, which stays when other origins are added."""
    return "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:60].rstrip("-")


def title_of(claim: Claim) -> str:
    """Where a claim stands."""
    if claim.is_worked_out:
        return WORKED_OUT
    return claim.about if claim.about in GROUPS else claim.source


def anchor(dispute: Dispute) -> str:
    """Where the register's page shows a dispute."""
    return "disputed-" + dispute.id.replace("/", "-").replace("_", "-").replace(".", "-")
