"""Invented staff in post of one network, their claims in several states, and what was paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.workforce.actions import claims as acts
from openpcn.domains.workforce.actions.staff import hand_over, record_holding
from openpcn.domains.workforce.actions.telling import record_last_day, record_maximum
from openpcn.domains.workforce.actions.terms import Terms
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When
from openpcn.workflows.claims.gathering import gather
from openpcn.workflows.claims.remittances import import_remittance
from openpcn.workflows.claims.sheets import frozen_sheet
from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.history import VINTAGES
from openpcn.workflows.demonstration.invention import Invention, chance

INVENTED = "Invented for the demonstration"
YEAR = ContractYear(2026)
MAXIMA = (
    ("advanced_practitioner", 2026, 75_900),
    ("care_coordinator", 2025, 36_400),
    ("care_coordinator", 2026, 37_700),
    ("clinical_pharmacist", 2026, 69_300),
    ("general_practitioner", 2026, 128_000),
    ("paramedic", 2025, 59_800),
    ("paramedic", 2026, 61_900),
    ("pharmacy_technician", 2026, 44_900),
    ("social_prescribing_link_worker", 2025, 43_700),
    ("social_prescribing_link_worker", 2026, 45_200),
)
"""What the commissioner is said to have told for each role; every figure is invented."""
STAFF = (
    ("clinical_pharmacist", "P-01", "37.5", 51_200, 13_900, "2024-09-02", ""),
    ("clinical_pharmacist", "P-02", "30", 42_800, 11_200, "2025-04-01", "2026-08-31"),
    ("clinical_pharmacist", "P-03", "22.5", 31_900, 8_100, "2025-11-17", ""),
    ("pharmacy_technician", "T-01", "37.5", 33_200, 8_700, "2025-04-01", ""),
    ("paramedic", "M-01", "37.5", 47_300, 12_800, "2025-06-09", ""),
    ("advanced_practitioner", "A-01", "37.5", 61_800, 17_400, "2025-04-01", ""),
    ("care_coordinator", "C-01", "30", 22_100, 5_300, "2025-04-01", ""),
    ("care_coordinator", "C-02", "37.5", 27_600, 6_700, "2026-02-02", ""),
    ("social_prescribing_link_worker", "L-01", "37.5", 32_400, 8_300, "2025-04-01", ""),
    ("general_practitioner", "G-01", "18.75", 49_500, 12_700, "2026-04-01", ""),
    ("dietitian", "D-01", "15", 17_800, 4_200, "2026-05-18", ""),
)
"""Role, post, hours, pay, on-costs, first and last day."""
PAID = ((4, "all"), (5, "all"), (6, "all"), (7, "part"))
SHORT_BY = Decimal("612.50")
UNEXPLAINED = Decimal("1240.16")


def record_claims(
    invention: Invention, *, network: str, practice: str, by: Account, lead: Account, own: Account
) -> None:
    """Staff of a network by its manager, a GP by a practice, claims, and a remittance."""
    for role, begins, pounds in MAXIMA:
        record_maximum(
            network=network,
            role=role,
            pounds=Decimal(pounds),
            starts_on=date(begins, 4, 1),
            ends_on=date(begins + 1, 3, 31),
            source=INVENTED,
            by=lead,
        )
    record_last_day(
        network=network, year=str(YEAR), last_on=date(2027, 4, 30), source=INVENTED, by=lead
    )
    record_staff(invention, network=network, practice=practice, by=by, own=own)
    record_months(network, by=by, lead=lead)


def record_staff(
    invention: Invention, *, network: str, practice: str, by: Account, own: Account
) -> None:
    """Twelve people; one post is handed over, one is shared, one is a practice's own."""
    people = names.people(len(STAFF) + 2, chance(invention.seed, "claims"))
    elsewhere = invention.practices.codes[
        next(at for at, of in enumerate(invention.networks.network_of) if of == 1)
    ]
    number = 0
    for (role, post, hours, pay, more, start, end), name in zip(STAFF, people, strict=False):
        shared = {network: Decimal("22.5"), elsewhere: Decimal(15)} if post == "L-01" else {}
        terms = Terms(
            employer=practice if post == "C-01" else network,
            person=name,
            role=role,
            post=post,
            hours=Decimal(hours),
            salary=Decimal(pay),
            on_costs=Decimal(more),
            starts_on=date.fromisoformat(start),
            ends_on=date.fromisoformat(end) if end else None,
            places=shared,
        )
        number = record_holding(network=network, terms=terms, source=INVENTED, by=by)
        if post == "T-01":
            follower = Terms(
                employer="", person=people[-1], role=role, post=post, hours=Decimal("30"),
                salary=Decimal(27_400), on_costs=Decimal(7_000), starts_on=date(2026, 6, 15),
            )  # fmt: skip
            hand_over(number, terms=follower, by=by)
    record_holding(
        network=network,
        terms=Terms(
            employer=practice, person=people[-2], role="new_salaried_gp", post="SGP-1",
            hours=Decimal("28.12"), salary=Decimal(78_000), on_costs=Decimal(21_000),
            starts_on=date(2026, 7, 1), by_practice=True,
        ),
        source=INVENTED,
        by=own,
    )  # fmt: skip


def record_months(code: str, *, by: Account, lead: Account) -> None:
    """April to July are paid, the last in part; September is queried, October submitted."""
    when = When(as_at=VINTAGES[-1])
    network: OrganisationAnswer = get_organisation(code, when=when, kind="network")
    gathered = gather(by, network, YEAR, when=when)
    lines = ["Reference,Month,Date,Amount"]
    paid = dict(PAID)
    for held in gathered.worked.months[:7]:
        month = held.claim.month
        number = acts.open_claim(network_id=network.id, claimant_id=network.id, month=month, by=by)
        acts.submit_claim(number, sheet=frozen_sheet(gathered, month), amount=held.payable, by=by)
        if month.month <= 8:
            acts.move_claim(number, to="approved", by=lead)
        if month.month == 9:
            words = "Post C-02: the contract that is attached ends on 31 August."
            acts.move_claim(number, to="queried", words=words, by=lead)
        if month.month in paid:
            amount = held.payable - (SHORT_BY if paid[month.month] == "part" else 0)
            lines.append(f"ROLES {code},{month:%Y-%m},{month.replace(day=28)},{amount}")
        if month.month == 4:
            acts.attach_evidence(
                number, name="payroll-april.csv", content=b"Post,Paid\nP-01,invented\n", by=by
            )
    lines.append(f"ADJ 0007,,2026-08-28,{UNEXPLAINED}")
    content = "\n".join(lines).encode()
    import_remittance(code, name="remittance-august.csv", content=content, by=by)
