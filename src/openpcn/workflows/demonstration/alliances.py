"""Alliances of the demonstration: a federation, a care alliance, a shared back-office service.

One network joined the federation later, and one practice has left the shared service.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.alliances.actions.alliances import Said, record
from openpcn.domains.alliances.actions.members import add_member
from openpcn.domains.alliances.vocabulary import AllianceKind
from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.agreeing import codes_of
from openpcn.workflows.demonstration.areas import ICB_CODE
from openpcn.workflows.demonstration.invention import Invention

FORMED, JOINED, BEGAN = date(2021, 4, 1), date(2023, 7, 1), date(2025, 4, 1)
LEFT = date(2026, 3, 31)
SOURCE = "Invented for the demonstration"
TRUST, COUNCIL = f"{names.COUNTY} Community Trust", f"{names.CITY} Council"


def record_alliances(
    invention: Invention, network: int, *, manager: Account, lead: Account
) -> None:
    """Two structures of the system and one of a network, with their members."""
    record_federation(invention, network, by=lead)
    record_care_alliance(invention, network, by=lead)
    record_back_office(invention, network, by=manager)


def record_federation(invention: Invention, network: int, *, by: Account) -> None:
    """Three networks that hold contracts together."""
    others = [at for at in range(len(invention.networks.codes)) if at != network][:2]
    codes = [invention.networks.codes[at] for at in (network, *others)]
    number = record(
        about=ICB_CODE,
        said=Said(
            kind=AllianceKind.FEDERATION,
            title=f"Federation of {names.CITY}",
            scope="Holds contracts for services that no practice can offer alone, and lends staff "
            "where a member is short. Invented.",
            lead=codes_of(invention, network)[0],
            starts_on=FORMED,
            contract="VF/2021/01",
            pounds=Decimal(184_000),
            pounds_source=SOURCE,
        ),
        by=by,
    )
    for at, code in enumerate(codes):
        does = "Shares staff" if at else "Shares staff, and answers for the money"
        joins = FORMED if at < 2 else JOINED
        add_member(number, member=code, does=does, starts_on=joins, by=by)


def record_care_alliance(invention: Invention, network: int, *, by: Account) -> None:
    """The board, a network, a trust and a council for frail people."""
    number = record(
        about=ICB_CODE,
        said=Said(
            kind=AllianceKind.CARE_ALLIANCE,
            title="Care alliance for frail people",
            scope="One team for people who are frail, at home and in care homes, with one budget "
            "for outcomes rather than visits. Invented.",
            lead=TRUST,
            starts_on=BEGAN,
            pounds=Decimal(412_000),
            pounds_source=SOURCE,
        ),
        by=by,
    )
    members = (
        (ICB_CODE, "Commissions it"),
        (invention.networks.codes[network], "Plans care with each person"),
        (TRUST, "Employs the team"),
        (COUNCIL, "Brings in social care"),
    )
    for member, does in members:
        add_member(number, member=member, does=does, starts_on=BEGAN, by=by)


def record_back_office(invention: Invention, network: int, *, by: Account) -> None:
    """Practices of a network that keep their books together."""
    members = codes_of(invention, network)
    number = record(
        about=invention.networks.codes[network],
        said=Said(
            kind=AllianceKind.BACK_OFFICE,
            title="Shared payroll and purchasing",
            scope="Pay, purchasing and rotas for all members by one team. Invented.",
            lead=members[0],
            starts_on=BEGAN,
            contract="Schedule 7 of the network agreement",
            pounds=Decimal(36_500),
            pounds_source=SOURCE,
        ),
        by=by,
    )
    for at, code in enumerate(members):
        is_last = at == len(members) - 1
        add_member(
            number,
            member=code,
            does="Runs the team" if at == 0 else "Uses the team",
            starts_on=BEGAN,
            ends_on=LEFT if is_last else None,
            by=by,
        )
