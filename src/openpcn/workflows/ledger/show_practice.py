"""What one practice received, from its network and directly, under which rule."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.queries.entries import EntryAnswer, entries_to
from openpcn.domains.ledger.queries.rules import RuleAnswer, rules_of
from openpcn.domains.ledger.queries.services import ServiceAnswer, services_beside
from openpcn.domains.ledger.vocabulary import READ_OWN, Side
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When
from openpcn.rulebook.funding import years_held
from openpcn.workflows.funding.show_money import wanted_year
from openpcn.workflows.ledger.words import titles_of
from openpcn.workflows.pages.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a practice received for an entitlement and a month."""

    entry: EntryAnswer
    title: str
    pence: int
    """Below nought where it was reversed."""
    is_direct: bool
    working: str
    rule: RuleAnswer | None


@dataclass(frozen=True, kw_only=True)
class PracticeMoney:
    """The money page of a practice."""

    page: Overview
    year: ContractYear
    years: tuple[ContractYear, ...]
    lines: tuple[Line, ...]
    rules: tuple[RuleAnswer, ...]
    """The agreed rules of the networks that it received from."""
    services: tuple[ServiceAnswer, ...]
    """What its networks keep for services that all their practices share."""

    @property
    def total(self) -> int:
        """Pence that it received."""
        return sum(one.pence for one in self.lines)

    @property
    def by_month(self) -> dict[date, int]:
        """Pence by the month that they were paid for."""
        found: dict[date, int] = defaultdict(int)
        for one in self.lines:
            found[one.entry.month or one.entry.on.replace(day=1)] += one.pence
        return dict(sorted(found.items()))


def show_practice_money(
    viewer: Account | None, code: str, *, year: str, when: When
) -> PracticeMoney:
    """What a practice received in a year; refused unless the viewer may read it."""
    page = show_overview("practices", code, when=when)
    practice = page.subject.organisation
    require(viewer, READ_OWN, practice.id)
    wanted = wanted_year(year, when)
    days = {"first": wanted.first_on, "last": wanted.last_on}
    entries = entries_to(viewer, practice.id, **days, when=when)
    titles = titles_of(wanted)
    networks = {one.network_id for one in entries} | own_network(page, when)
    rules = [rule for network in sorted(networks) for rule in rules_of(network, when=when)]
    rule_of = {rule.id: rule for rule in rules}
    return PracticeMoney(
        page=page,
        year=wanted,
        years=years_held(),
        lines=tuple(line(one, titles, rule_of) for one in entries),
        rules=tuple(one for one in rules if one.agreed_on is not None),
        services=tuple(
            service
            for network in sorted(networks)
            for service in services_beside(viewer, practice.id, network, **days, when=when)
        ),
    )


def own_network(page: Overview, when: When) -> set[int]:
    """The network of the practice on the day."""
    codes = {one.network_code for one in page.members if one.network_code}
    return {get_organisation(code, when=when, kind="network").id for code in codes}


def line(one: EntryAnswer, titles: dict[str, str], rule_of: dict[int, RuleAnswer]) -> Line:
    """One entry, as far as it is the practice's own."""
    sign = 1 if one.reverses is None else -1
    return Line(
        entry=one,
        title=titles.get(one.entitlement, one.entitlement),
        pence=sign * one.pence,
        is_direct=any(
            Side.COMMISSIONER in (each.taken.side, each.given.side) for each in one.movements
        ),
        working="; ".join(each.working for each in one.movements if each.working),
        rule=rule_of.get(one.rule or 0),
    )
