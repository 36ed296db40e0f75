"""The ledger of a network and year: due, received, shared out, and what each practice got."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.queries.answers import AgreementAnswer
from openpcn.domains.ledger.actions.checking import Paid
from openpcn.domains.ledger.queries.entries import (
    EntryAnswer,
    ImportAnswer,
    entries_of,
    imports_of,
)
from openpcn.domains.ledger.queries.rules import RuleAnswer
from openpcn.domains.ledger.queries.services import ServiceAnswer, carried_by_payee, services_of
from openpcn.domains.ledger.vocabulary import READ, RECORD, SHARE, EntryKind, Side
from openpcn.domains.registry.permissions import may, require
from openpcn.engines.sharing.differences import Received, Standing, compare
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.rulebook.funding import years_held
from openpcn.workflows.funding.network_statements import NetworkStatement, state_network
from openpcn.workflows.funding.show_money import wanted_year
from openpcn.workflows.ledger.claims_paid import paid_with_claims
from openpcn.workflows.ledger.dues import dues_of
from openpcn.workflows.ledger.paying import agreement_on
from openpcn.workflows.ledger.splitting import Splitting, Worked, share
from openpcn.workflows.ledger.words import MOVED, titles_of
from openpcn.workflows.pages.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class Got:
    """What one practice, or one shared service, received, and what the rule gives it."""

    code: str
    """Empty of a shared service."""
    name: str
    direct: int
    """Pence that the commissioner paid to it directly."""
    shared: int
    """Pence that were shared out to it and stand."""
    by_rule: int
    """Pence that the rules of the months give it of everything received, as is known now."""

    @property
    def difference(self) -> int:
        """What the rule gives above what was shared out."""
        return self.by_rule - self.shared


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A network's ledger of a contract year on a day."""

    page: Overview
    year: ContractYear
    years: tuple[ContractYear, ...]
    stated: NetworkStatement
    titles: dict[str, str]
    standings: tuple[Standing, ...]
    entries: tuple[EntryAnswer, ...]
    waiting: tuple[Worked, ...]
    """Receipts that are not shared out, with how they would be."""
    got: tuple[Got, ...]
    services: tuple[ServiceAnswer, ...]
    """What is kept for each shared service, spent of it, and left."""
    carried: int
    """Pence that nominated payees still hold of earlier years."""
    rules: tuple[RuleAnswer, ...]
    agreement: AgreementAnswer | None
    imports: tuple[ImportAnswer, ...]
    beside_claims: tuple[Paid, ...]
    """Payments that were imported with claims and are not in the ledger."""
    may_record: bool
    may_share: bool

    @property
    def received(self) -> int:
        """Pence that came in, less what was taken back."""
        return sum(signed(one) for one in self.entries)

    @property
    def due(self) -> int:
        """Pence that are due for the months that have begun."""
        return sum(one.due for one in self.standings)

    @property
    def shared(self) -> int:
        """Pence that were shared out and stand."""
        return sum(one.pence for one in self.entries if is_shared(one))

    @property
    def held(self) -> int:
        """Pence that the nominated payee holds for the network."""
        direct = sum(one.direct for one in self.got)
        return self.received - direct - self.shared

    @property
    def open(self) -> tuple[Standing, ...]:
        """Differences on which somebody has to act."""
        return tuple(one for one in self.standings if one.state.is_open)


def show_ledger(viewer: Account | None, code: str, *, year: str, when: When) -> Ledger:
    """The ledger of a network; refused unless the viewer may read it."""
    page = show_overview("networks", code, when=when)
    network = page.subject.organisation
    require(viewer, READ, network.id)
    wanted = wanted_year(year, when)
    stated = state_network(network, wanted, when=when)
    days = {"first": wanted.first_on, "last": wanted.last_on}
    entries = entries_of(viewer, network.id, **days, when=when)
    splitting = Splitting(network, when=when)
    standings = compare(
        dues_of(viewer, network, stated.statement, when=when),
        (received_as(one) for one in entries if signed(one)),
        year_ends_on=wanted.last_on,
        as_at=when.as_at,
    )
    worked = [splitting.work_out(one) for one in entries if one.stands and one.is_held]
    return Ledger(
        page=page,
        year=wanted,
        years=years_held(),
        stated=stated,
        titles=titles_of(wanted, stated.statement),
        standings=standings,
        entries=tuple(entries),
        waiting=tuple(one for one in worked if one.receipt.id not in shared_receipts(entries)),
        got=got_by(entries, worked, names_of(page, stated, entries)),
        services=services_of(viewer, network.id, **days, when=when),
        carried=carried_by_payee(viewer, network.id, first=wanted.first_on, when=when),
        rules=tuple(splitting.rules),
        agreement=agreement_on(viewer, network, when.as_at),
        imports=tuple(imports_of(viewer, network.id)),
        beside_claims=tuple(
            one for one in paid_with_claims(viewer, network, entries)
            if (one.month or one.on) in wanted
        ),
        may_record=may(viewer, RECORD, network.id),
        may_share=may(viewer, SHARE, network.id),
    )  # fmt: skip


@transaction.atomic
def share_out_waiting(
    viewer: Account, code: str, numbers: Sequence[int], *, on: date, year: str, when: When
) -> int:
    """Share out the receipts named, each under the rule of its month; all or none."""
    found = show_ledger(viewer, code, year=year, when=when)
    chosen = [one for one in found.waiting if one.receipt.id in numbers]
    if not chosen:
        raise NotPossible("No receipt is chosen.", next_step="Choose at least one receipt.")
    for one in chosen:
        if one.trouble:
            raise NotPossible(one.trouble, next_step="Nothing was shared out.")
        share(one, on=on, by=viewer)
    return len(chosen)


def signed(one: EntryAnswer) -> int:
    """Pence that an entry brought in, below nought where it took back; nought where it did not."""
    if not one.stands:
        return 0
    return {EntryKind.RECEIPT: one.pence, EntryKind.RECOVERY: -one.pence}.get(
        EntryKind(one.kind), 0
    )


def received_as(one: EntryAnswer) -> Received:
    """What came in, for its month; what follows activity is looked at over the whole year."""
    month = None if one.entitlement == MOVED else one.month
    return Received(entitlement=one.entitlement, month=month, pence=signed(one))


def is_shared(one: EntryAnswer) -> bool:
    """Whether an entry is a sharing that stands."""
    return one.stands and one.kind == EntryKind.SHARING


def shared_receipts(entries: Iterable[EntryAnswer]) -> set[int]:
    """The receipts that are shared out."""
    return {one.shares for one in entries if is_shared(one) and one.shares is not None}


def names_of(
    page: Overview, stated: NetworkStatement, entries: Iterable[EntryAnswer]
) -> dict[str, str]:
    """What practices are called, those that have left too."""
    found = {
        one.given.code: as_written(one.given.name)
        for entry in entries
        for one in entry.movements
        if one.given.side == Side.PRACTICE
    }
    found |= {one.code: as_written(one.name) for one in stated.held.practices}
    return found | {one.code: as_written(one.name) for one in page.members}


def got_by(
    entries: Iterable[EntryAnswer], worked: Iterable[Worked], names: dict[str, str]
) -> tuple[Got, ...]:
    """What each practice received beside what the rule gives it; shared services come last."""
    direct: dict[tuple[str, str], int] = defaultdict(int)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    given: dict[tuple[str, str], int] = defaultdict(int)
    for one in entries:
        if one.stands and one.kind in (EntryKind.SHARING, EntryKind.RECEIPT):
            into = shared if one.kind == EntryKind.SHARING else direct
            for each in one.movements:
                if each.given.side in (Side.PRACTICE, Side.SERVICE):
                    is_service = each.given.side == Side.SERVICE
                    into["" if is_service else each.given.code, each.service] += each.pence
    for case in worked:
        for part in case.shares:
            given["" if part.is_service else part.to, part.to if part.is_service else ""] += (
                part.pence
            )
    keys = {(code, "") for code in names} | direct.keys() | shared.keys() | given.keys()
    return tuple(
        Got(
            code=code,
            name=service or names.get(code, code),
            direct=direct[code, service],
            shared=shared[code, service],
            by_rule=given[code, service],
        )
        for code, service in sorted(keys, key=lambda key: (not key[0], names.get(key[0], ""), key))
    )
