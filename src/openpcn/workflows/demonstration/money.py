"""What the networks of the demonstration are counted by, and what one agreed; all invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.counts import record_count
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.invention import Invention, chance
from openpcn.workflows.demonstration.payment_files import weighted_lists
from openpcn.workflows.funding.network_statements import state_network
from openpcn.workflows.funding.vary_money import VariationAsked, record_local_variation

YEAR = ContractYear(2026)
WHICH = 1
LINE = "enhanced_access"
BEYOND = Decimal(24_000)
COUNTED_ON = (date(2025, 1, 1), date(2026, 1, 1))
"""The days by which the contract years 2025/26 and 2026/27 are paid."""


def record_money(invention: Invention, *, by: Account) -> None:
    """Populations of every network, then one local variation agreement."""
    record_populations(invention, by=by)
    record_variation(invention, by=by)


def record_populations(invention: Invention, *, by: Account) -> None:
    """What every network is paid by in two contract years; all invented."""
    draw = chance(invention.seed, "populations")
    weighted = np.array(weighted_lists(invention))
    for at, code in enumerate(invention.networks.codes):
        own = invention.networks.network_of == at
        size, weight = int(invention.networks.sizes[own].sum()), float(weighted[own].sum())
        adjustment, homes = draw.normal(1, 0.04), draw.normal(5, 1)
        for day in COUNTED_ON:
            for counts, number in (
                ("registered", size),
                ("weighted", weight),
                ("adjusted", size * adjustment),
                ("beds", size * homes / 1_000),
            ):
                record_count(
                    network=code,
                    counts=counts,
                    number=Decimal(round(number)),
                    on=day,
                    source="Invented for the demonstration",
                    by=by,
                )


def record_variation(invention: Invention, *, by: Account) -> None:
    """A sum above the national one for evening and Saturday clinics in two villages."""
    code = invention.networks.codes[WHICH]
    when = When(as_at=YEAR.first_on)
    stated = state_network(get_organisation(code, when=when, kind="network"), YEAR, when=when)
    national = next(line.amount for line in stated.statement.lines if line.code == LINE)
    asked = VariationAsked(
        title="Evening and Saturday clinics in two villages",
        year=str(YEAR),
        starts_on=YEAR.first_on,
        ends_on=YEAR.last_on,
        replaces=(LINE,),
        pounds=(national or Decimal(0)) + BEYOND,
        agreed_by=tuple(one.code for one in stated.held.practices),
        approved_on=YEAR.first_on,
        approved_by="Primary care committee of the invented board",
        source="Local variation agreement, invented for the demonstration",
    )
    record_local_variation(code, asked, by=by)
