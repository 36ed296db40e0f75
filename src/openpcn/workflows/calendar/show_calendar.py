"""What a practice, network or board owes and receives in a contract year, and what is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.obligations import RECORD
from openpcn.domains.agreements.queries.obligations import (
    LocalDeadlineAnswer,
    done_by,
    local_deadlines,
)
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.engines.calendar.obligations import Due, LocalDay, occurrences
from openpcn.kernel.contract_years import ContractYear, contract_year, contract_year_of
from openpcn.kernel.when import When
from openpcn.rulebook.obligations import calendar_years, obligations
from openpcn.workflows.agreements.mine import Scope, may_read, scope_of
from openpcn.workflows.agreements.show_register import agreements_of
from openpcn.workflows.calendar.entries import Entry, entry, plain
from openpcn.workflows.calendar.from_register import shown_by_register
from openpcn.workflows.calendar.own_days import OwnDay, own_days
from openpcn.workflows.calendar.payment_days import paying_days
from openpcn.workflows.calendar.receipts import Receipts, receipts_of


@dataclass(frozen=True, kw_only=True)
class YearCalendar:
    """The calendar of one organisation, or of nobody in particular, in a contract year."""

    scope: Scope | None
    year: ContractYear
    years: tuple[ContractYear, ...]
    entries: tuple[Entry, ...]
    own_days: tuple[OwnDay, ...]
    receipts: Receipts
    network: OrganisationAnswer | None
    """Whose statement the receipts come from."""
    shows_states: bool
    local: Mapping[str, LocalDeadlineAnswer]
    day: date

    @property
    def dated(self) -> tuple[Entry, ...]:
        """Those that are due once, by day."""
        return tuple(one for one in self.entries if one.occurrence.obligation.due is Due.ONCE)

    @property
    def monthly(self) -> dict[str, tuple[Entry, ...]]:
        """Those of each month, by obligation."""
        found: dict[str, tuple[Entry, ...]] = {}
        for one in self.entries:
            each = one.occurrence.obligation
            if each.due is Due.MONTHLY:
                found[each.code] = (*found.get(each.code, ()), one)
        return found

    @property
    def all_year(self) -> tuple[Entry, ...]:
        """Those that run through the year."""
        return tuple(one for one in self.entries if one.occurrence.obligation.due is Due.ALL_YEAR)


def year_asked(text: str, when: When) -> ContractYear:
    """The year that was named; else that of the day, or the nearest that is held."""
    if text:
        return contract_year(text.replace("-", "/"))
    own = contract_year_of(when.as_at)
    return min(calendar_years(), key=lambda held: abs(held.begins - own.begins))


def show_calendar(
    viewer: Account | None, code: str, *, year: str, when: When, with_receipts: bool = True
) -> YearCalendar:
    """The calendar; what is done is shown to people with a role in the system."""
    wanted = year_asked(year, when)
    rules = obligations(wanted)
    if not code:
        return YearCalendar(
            scope=None,
            year=wanted,
            years=calendar_years(),
            entries=tuple(plain(one) for one in occurrences(rules)),
            own_days=(),
            receipts=Receipts(lines=()),
            network=None,
            shows_states=False,
            local={},
            day=when.as_at,
        )
    scope = scope_of(viewer, code, when=when)
    readable = may_read(viewer, scope)
    around = organisations_by_id(scope.within | scope.over, when=when)
    set_locally = nearest_first(local_deadlines(scope.over, str(wanted), when=when), scope)
    days = {name: as_day(one) for name, one in set_locally.items()}
    agreed = agreements_of(viewer, scope, when=when) if readable else []
    done = shown_by_register(agreed, around.values(), wanted, when.as_at)
    done |= done_by(around.keys(), str(wanted), when=when) if readable else {}
    permitted = cache(partial(may, viewer, RECORD))
    found = [
        entry(one, permitted, scope, around, done, when.as_at, shows=readable)
        for one in occurrences(rules, days)
    ]
    network = network_of(scope, around)
    return YearCalendar(
        scope=scope,
        year=wanted,
        years=calendar_years(),
        entries=tuple(found),
        own_days=own_days(agreed, scope, wanted, when.as_at),
        receipts=receipts_of(
            network,
            wanted,
            paying=paying_days(days),
            practice=scope.code if scope.organisation.kind == "practice" else "",
            when=when,
        )
        if network is not None and with_receipts
        else Receipts(lines=()),
        network=network,
        shows_states=readable,
        local=set_locally,
        day=when.as_at,
    )


def network_of(scope: Scope, around: Mapping[int, OrganisationAnswer]) -> OrganisationAnswer | None:
    """The network whose statement tells what an organisation receives."""
    if scope.organisation.kind == "network":
        return scope.organisation
    if scope.organisation.kind != "practice":
        return None
    over = (around[each] for each in scope.over if each in around)
    return next((one for one in over if one.kind == "network"), None)


def nearest_first(held: list[LocalDeadlineAnswer], scope: Scope) -> dict[str, LocalDeadlineAnswer]:
    """The day that counts for each obligation: the organisation's own before a wider one's."""
    found: dict[str, LocalDeadlineAnswer] = {}
    for one in sorted(held, key=lambda each: each.organisation_id != scope.organisation.id):
        found.setdefault(one.obligation, one)
    return found


def as_day(one: LocalDeadlineAnswer) -> LocalDay:
    """A recorded day as the engine takes it."""
    return LocalDay(
        due_on=one.due_on,
        day_of_month=one.day_of_month,
        same_month=one.same_month,
        words=one.source,
    )
