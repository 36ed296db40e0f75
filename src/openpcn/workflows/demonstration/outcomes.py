"""Outcomes of the demonstration: a system's ambition, what its network does, both headlines.

One claim rests on an evaluation, and one difference between networks is meant.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions.ambitions import Description, set_milestone
from openpcn.domains.outcomes.actions.claims import claim_effect
from openpcn.domains.outcomes.actions.cycles import begin_cycle, finish_cycle
from openpcn.domains.outcomes.actions.maturity import assess, record_support
from openpcn.domains.outcomes.actions.meant import explain_variation
from openpcn.domains.outcomes.actions.readings import Entered, enter_readings
from openpcn.domains.outcomes.evaluations import read_evaluation
from openpcn.domains.registry.queries.people import role_holders
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.areas import ICB_CODE
from openpcn.workflows.outcomes.recording import record

INVENTED = "Invented for the demonstration"
BESIDE = "ZN0002"
"""A network with more administrative staff than others."""
MATRIX = "pcn-matrix-2019"
ANCHOR, BY = date(2025, 3, 31), date(2034, 3, 31)
NOW = date(2026, 10, 1)
OUTPATIENTS = (20_140, 19_870, 19_950, 19_420, 19_610, 19_180)
FOLLOW_UPS = (12_900, 12_760, 12_690, 12_480, 12_390, 12_160)
"""Attendances in each quarter since the anchor."""
CHECKS = ((61, 118), (64, 121), (60, 117), (66, 120), (71, 122), (69, 119), (74, 124), (78, 121))
"""Health checks done of people on the register, quarter by quarter."""
QUARTERS = (
    date(2025, 6, 30),
    date(2025, 9, 30),
    date(2025, 12, 31),
    date(2026, 3, 31),
    date(2026, 6, 30),
    date(2026, 9, 30),
)
CHECKED_ON = (date(2024, 12, 31), date(2025, 3, 31), *QUARTERS)
EVALUATION = {
    "harm": "No harm was found, and more than 5% of it is excluded, for every outcome measured.",
    "title": "Letters in plain words before a health check",
    "plan_fingerprint": "invented",
    "comparison": 412,
    "findings": [
        {
            "outcome": "health_check",
            "words": "Health checks done",
            "verdict": "benefit",
            "sentence": "Health checks done: benefit. +9% (+4% to +15%), +48 per 1,000 people and "
            "year (95% interval +21 to +76), against comparison people.",
        }
    ],
}


def record_outcomes(network: str, *, manager: Account, lead: Account) -> None:
    """Ambitions of the system and of a network, and a difference that is meant."""
    owner = person("primary_care_lead", ICB_CODE, lead)
    own = person("network_manager", network, lead)
    access = record(
        organisation=ICB_CODE,
        description=said(
            "Appointments that patients can come to",
            "Time that nobody comes to is time lost to others.",
            owner,
            measured_by="indicator",
            indicator="appointments-not-attended",
            baseline="5.1",
            target="4.0",
        ),
        by=lead,
    )
    set_milestone(access, on=date(2029, 3, 31), value=Decimal("4.6"), by=lead)
    record(
        organisation=network,
        description=said(
            "Fewer appointments that nobody comes to",
            "Reminders, and easier ways to cancel.",
            own,
            serves=access,
            measured_by="indicator",
            indicator="appointments-not-attended",
            baseline="5.0",
            target="3.5",
        ),
        by=manager,
    )
    health_checks(network, person("clinical_director", network, lead), by=manager)
    for title, lever, figures in (
        ("Outpatients 30% fewer", "outpatients", OUTPATIENTS),
        ("Follow-ups one in three fewer, by technology", "follow_ups", FOLLOW_UPS),
    ):
        headline(title, lever, figures, owner, by=lead)
    maturity(network, by=manager)
    assess(
        organisation=BESIDE,
        framework=MATRIX,
        domain="M3",
        stage=1,
        evidence=f"Its first meeting with community nurses. {INVENTED}.",
        assessed_on=date(2026, 6, 30),
        by=lead,
    )
    explain_variation(
        organisation=BESIDE,
        measure="people-admin",
        reason=f"It employs the care navigators of its neighbours too, as they agreed. {INVENTED}.",
        owner=owner,
        starts_on=date(2026, 4, 1),
        review_on=date(2027, 4, 1),
        by=lead,
        today=NOW,
    )


def maturity(network: str, *, by: Account) -> None:
    """Two assessments of a network, and its support of a year."""
    for domain, stages in (("M1", (2, 3)), ("M3", (1, 2)), ("M4", (1, 1))):
        for stage, on in zip(stages, (date(2025, 9, 30), date(2026, 9, 30)), strict=True):
            assess(
                organisation=network,
                framework=MATRIX,
                domain=domain,
                stage=stage,
                evidence=f"As the board of the network found it. {INVENTED}.",
                assessed_on=on,
                by=by,
            )
    record_support(
        organisation=network,
        year="2026/27",
        pounds=Decimal(18_000),
        purpose=f"Time of the clinical director and a facilitator. {INVENTED}",
        by=by,
    )


def said(
    title: str,
    why: str,
    owner: str,
    *,
    measured_by: str,
    baseline: str,
    target: str,
    unit: str = "per_cent",
    better: str = "lower",
    indicator: str = "",
    serves: int | None = None,
    lever: str = "",
) -> Description:
    """An ambition from the anchor on."""
    return Description(
        title=title,
        why=why,
        serves=serves,
        measured_by=measured_by,
        indicator=indicator,
        unit=unit,
        better=better,
        baseline=Decimal(baseline),
        baseline_on=ANCHOR,
        target=Decimal(target),
        target_on=BY,
        owner=owner,
        source=f"Strategy of the system, 2025. {INVENTED}",
        lever=lever,
        starts_on=date(2025, 4, 1),
    )


def health_checks(network: str, owner: str, *, by: Account) -> None:
    """A share that people count, with a claim that an evaluation bears out."""
    number = record(
        organisation=network,
        description=said(
            "Health checks for people with severe mental illness",
            "Years of life are lost to illness that a check would find.",
            owner,
            measured_by="readings",
            better="higher",
            baseline="52",
            target="75",
        ),
        by=by,
    )
    readings = [
        Entered(on=on, numerator=done, denominator=people)
        for on, (done, people) in zip(CHECKED_ON, CHECKS, strict=True)
    ]
    source = f"Count of the practices. {INVENTED}"
    enter_readings(number, readings, source=source, by=by)
    cycle = begin_cycle(
        number,
        aim="Do letters in plain words bring more people?",
        change="Two practices send a letter in plain words, with a telephone number that answers.",
        owner=owner,
        starts_on=date(2026, 1, 1),
        by=by,
    )
    finish_cycle(
        number,
        cycle,
        ends_on=date(2026, 3, 31),
        learning="People rang who had never come; mornings suit few of them.",
        decided="adopted",
        by=by,
    )
    claim_effect(
        number,
        words="Letters in plain words brought more people to their check.",
        outcome="health_check",
        evaluation=read_evaluation(json.dumps(EVALUATION).encode()),
        by=by,
    )


def headline(title: str, lever: str, figures: tuple[int, ...], owner: str, *, by: Account) -> None:
    """One of the two headline ambitions, in attendances of a quarter."""
    share = Decimal("0.7") if lever == "outpatients" else Decimal(2) / 3
    baseline = Decimal(figures[0])
    number = record(
        organisation=ICB_CODE,
        description=said(
            title,
            "Care nearer to home, and time of specialists for those who need it.",
            owner,
            measured_by="readings",
            unit="number",
            baseline=str(baseline),
            target=str((baseline * share).quantize(Decimal(1))),
            lever=lever,
        ),
        by=by,
    )
    readings = [
        Entered(on=on, value=Decimal(each)) for on, each in zip(QUARTERS, figures, strict=True)
    ]
    enter_readings(number, readings, source=f"Hospital returns. {INVENTED}", by=by)


def person(role: str, organisation: str, viewer: Account) -> str:
    """The key of whoever holds a role."""
    held = role_holders(viewer, when=When(as_at=NOW), organisation=organisation, role=role)
    return held[0].person_key
