"""Training places, vacancies, local schemes and declared interests of the invented system."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.people import role_holders
from openpcn.domains.staffing.actions.declarations import declare
from openpcn.domains.staffing.actions.places import record_place
from openpcn.domains.staffing.actions.schemes import record_award, record_scheme
from openpcn.domains.staffing.actions.vacancies import record_vacancy
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.areas import ICB_CODE
from openpcn.workflows.demonstration.invention import Invention

TODAY = date(2026, 10, 1)
PLACES = (
    ("placement_offered", "nurse", "Student nurses, autumn term", 3,
     date(2026, 9, 7), date(2026, 12, 18)),
    ("placement_sought", "physiotherapist", "Physiotherapists in their last year", 2,
     date(2027, 1, 11), date(2027, 4, 2)),
    ("rotational", "paramedic", "Paramedic, six months here and six in the ambulance service", 1,
     date(2026, 8, 3), date(2027, 7, 30)),
    ("portfolio", "gp", "GP, two days of research", 1, date(2026, 4, 1), None),
    ("fellowship", "gp", "New to practice fellowship", 2, date(2026, 8, 3), date(2028, 7, 28)),
    ("training_practice", "gp", "GP trainees, all years", 4, date(2024, 8, 7), None),
)  # fmt: skip
ELSEWHERE = (
    ("placement_offered", "physiotherapist", "Physiotherapy student, winter", 1,
     date(2027, 1, 4), date(2027, 4, 30)),
    ("placement_offered", "physiotherapist", "Physiotherapy student, February", 2,
     date(2027, 2, 1), date(2027, 2, 26)),
    ("placement_sought", "nurse", "Student nurses, second year", 2,
     date(2026, 9, 14), date(2026, 12, 11)),
)  # fmt: skip
VACANCIES = (("salaried", 1, "0.8"), ("practice_nurse", 2, "1.4"), ("support", 1, "0.5"))
AWARDS = ((0, "20,000", "One salaried GP"), (5, "20,000", "One salaried GP"),
          (9, "7,500", "Cover while a partner trains"))  # fmt: skip


def record_training(invention: Invention, smallest: int, *, lead: Account) -> None:
    """Lists for the smallest network, a premium of the system, a director's time and interest."""
    network, practices = invention.networks.codes[smallest], invention.practices.codes
    another = next(code for code in invention.networks.codes if code != network)
    listed = [(network, *one) for one in PLACES] + [(another, *one) for one in ELSEWHERE]
    for where, kind, profession, title, people, starts_on, ends_on in listed:
        record_place(
            organisation=where,
            kind=kind,
            profession=profession,
            title=title,
            people=people,
            owner="Training lead of the network",
            starts_on=starts_on,
            ends_on=ends_on,
            by=lead,
        )
    own = [int(at) for at in np.flatnonzero(invention.networks.network_of == smallest)]
    for (role, posts, fte), at in zip(VACANCIES, own * len(VACANCIES), strict=False):
        record_vacancy(
            organisation=practices[at],
            role=role,
            posts=posts,
            fte=Decimal(fte),
            starts_on=date(2026, 6, 1),
            by=lead,
        )
    scheme = record_scheme(
        organisation=ICB_CODE,
        kind="recruitment",
        name="Premium for GPs from elsewhere",
        rule="Practices that fill a post that was empty for six months. Invented.",
        budget=Decimal("120000"),
        starts_on=date(2026, 4, 1),
        by=lead,
    )
    for at, pounds, reason in AWARDS:
        record_award(
            scheme,
            recipient=practices[own[0] if at == 0 else at],
            pounds=Decimal(pounds.replace(",", "")),
            on=date(2026, 7, 1),
            reason=reason,
            by=lead,
        )
    when = When(as_at=TODAY)
    held = role_holders(lead, when=when, organisation=network, role="clinical_director")
    for one in held[:1]:
        starts_on = max(one.starts_on, date(2026, 4, 1))
        declare(one.id, kind="time", hours=Decimal("7.5"), starts_on=starts_on, by=lead)
        words = "Partner in a company that lets premises to a practice of the network"
        declare(one.id, kind="interest", words=words, starts_on=starts_on, by=lead)
