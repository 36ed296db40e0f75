"""A network of two practices with an agreement, its people, and a population to be paid by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.test import Client

from openpcn.domains.agreements.actions.counts import record_count
from openpcn.domains.agreements.actions.parties import add_parties
from openpcn.domains.agreements.actions.register import Terms, begin_agreement
from tests.domains.world import account, county, day
from tests.support.visiting import client_of

NETWORK = "U90001"


@dataclass(frozen=True, kw_only=True)
class People:
    """Everybody who looks at the ledger."""

    manager: Client
    lead: Client
    practice: Client
    """Manager of Z90002, which is not the payee."""
    director: Client
    councillor: Client
    elsewhere: Client
    nobody: Client
    agreement: int


def made() -> People:
    """The county with its people; Alder Surgery is the nominated payee from April 2024."""
    county()
    manager = account("manager", ("network_manager", NETWORK))
    record_count(
        network=NETWORK,
        counts="registered",
        number=Decimal(30_000),
        on=day("2024-01-01"),
        source="Letter",
        by=manager,
    )
    number = begin_agreement(
        kind="network",
        about=NETWORK,
        terms=Terms(title="Network agreement", starts_on=day("2024-04-01"), payee="Z90001"),
        by=manager,
    )
    add_parties(number, organisations=["Z90001", "Z90002"], starts_on=day("2024-04-01"), by=manager)
    return People(
        manager=client_of(manager),
        lead=client_of(account("lead", ("primary_care_lead", "Q91"))),
        practice=client_of(account("practice", ("practice_manager", "Z90002"))),
        director=client_of(account("director", ("clinical_director", NETWORK))),
        councillor=client_of(account("councillor", ("councillor", "P91"))),
        elsewhere=client_of(account("elsewhere", ("network_manager", "U90002"))),
        nobody=Client(),
        agreement=number,
    )
