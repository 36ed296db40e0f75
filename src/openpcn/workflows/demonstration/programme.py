"""A plan of the demonstration: a committee's question and what followed, risks, milestones.

One owner has left, one forecast comes before what it needs, one check is overdue, and a local
requirement was withdrawn after it had been signed off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.programme.actions.answers import Asked, answer, sign_off
from openpcn.domains.programme.actions.checks import record_check
from openpcn.domains.programme.actions.matters import close, move_forecast, record
from openpcn.domains.programme.actions.needs import record_need
from openpcn.domains.programme.actions.saying import (
    ActionSaid,
    DecisionSaid,
    MilestoneSaid,
    PlanSaid,
    RequirementSaid,
    RiskSaid,
)
from openpcn.domains.registry.actions.role_holders import hold_role
from openpcn.domains.registry.queries.people import role_holders
from openpcn.kernel.when import When
from openpcn.workflows.programme.requirements import nationals

SAID_ON = date(2026, 9, 14)
"""The day on which most of it is said to have been recorded."""
DECIDED, ASKED = date(2026, 9, 9), date(2026, 9, 2)
LEFT = "Rowan Thistlewood"
ICB = "ZQ1"


@dataclass(frozen=True, kw_only=True)
class Keepers:
    """Who records the plan, and whom it names."""

    network: str
    manager: Account
    lead: Account
    of_manager: str
    of_director: str
    of_lead: str


def record_programme(network: str, *, manager: Account, lead: Account) -> None:
    """The plan of a network, and a winter plan and a requirement of its system."""
    who = Keepers(
        network=network,
        manager=manager,
        lead=lead,
        of_manager=key_of("network_manager", network, lead),
        of_director=key_of("clinical_director", network, lead),
        of_lead=key_of("primary_care_lead", ICB, lead),
    )
    record_log(who)
    record_risks(who)
    record_milestones(who)
    record_plans(who)
    record_requirements(who)


def key_of(role: str, organisation: str, viewer: Account) -> str:
    """The person who holds a role."""
    held = role_holders(viewer, when=When(as_at=SAID_ON), organisation=organisation, role=role)
    return held[0].person_key


def record_log(who: Keepers) -> None:
    """A question of the committee, the decision, and three actions."""
    decision = record(
        kind="decision",
        about=who.network,
        said=DecisionSaid(
            title="Answer telephones together from one hub",
            words="Calls of all practices are answered at Quay House from 8am to 6pm.",
            decided_by="Network board",
            evidence="Waits in June: 14 minutes on average at two of three practices (invented).",
            owner=who.of_director,
            raised_on=DECIDED,
        ),
        by=who.manager,
        today=SAID_ON,
    )
    hold_role(
        organisation=who.network,
        role="contact",
        person_name=LEFT,
        starts_on=date(2024, 2, 1),
        ends_on=date(2026, 10, 31),
        by=who.manager,
    )
    left = next(
        one.person_key
        for one in role_holders(
            who.manager, when=When(as_at=SAID_ON), organisation=who.network, role="contact"
        )
        if one.name == LEFT
    )
    asked = {
        "question": "How long do people wait on the telephone, and what will change?",
        "asked_by": "Health scrutiny committee, 2 September 2026",
        "evidence": "Call records of June to August 2026 (invented).",
        "decision": decision,
        "report_to": "Health scrutiny committee",
    }
    done = None
    for title, owner, due_on, progress in (
        ("Count waits at every practice for a month", who.of_manager, date(2026, 10, 16), "open"),
        ("Buy telephones that pass calls on", left, date(2026, 12, 4), "in_hand"),
        ("Ask patient groups what they find", who.of_director, date(2027, 1, 22), "open"),
    ):
        number = record(
            kind="action",
            about=who.network,
            said=ActionSaid(
                title=title,
                owner=owner,
                raised_on=ASKED,
                due_on=due_on,
                progress=progress,
                report_on=date(2027, 2, 3),
                **asked,  # type: ignore[arg-type]
            ),
            by=who.manager,
            today=SAID_ON,
        )
        done = done or number
    if done is not None:
        close(
            done,
            closed_as="done",
            closed_on=date(2026, 10, 15),
            outcome="Nine minutes on average, from two to 21 (invented).",
            by=who.manager,
        )


def record_risks(who: Keepers) -> None:
    """Three risks of the network, and one of the system."""
    for about, title, likelihood, impact, mitigation, owner, review_on in (
        (who.network, "Two of five nurses retire by March", 4, 4,
         "Adverts with the training hub; two portfolio posts.", who.of_director,
         date(2026, 10, 30)),
        (who.network, "The lease of The Old Chapel ends before the new rooms are ready", 3, 4,
         "Landlord asked for six more months.", who.of_manager, date(2027, 1, 15)),
        (who.network, "Few people use the evening sessions", 2, 2,
         "Texts to those who waited longest.", who.of_manager, date(2027, 2, 12)),
        (ICB, "Money for estates is decided later than building starts", 3, 5,
         "Bids ranked; the first two drawn up in full.", who.of_lead, date(2027, 1, 20)),
    ):  # fmt: skip
        record(
            kind="risk",
            about=about,
            said=RiskSaid(
                title=title,
                likelihood=likelihood,
                impact=impact,
                mitigation=mitigation,
                owner=owner,
                raised_on=SAID_ON,
                review_on=review_on,
            ),
            by=who.lead if about == ICB else who.manager,
            today=SAID_ON,
        )


def record_milestones(who: Keepers) -> None:
    """The way to a hub: what was reached, what has slipped, what waits for what."""
    numbers = {
        title: record(
            kind="milestone",
            about=who.network,
            said=MilestoneSaid(
                title=title,
                enabler=enabler,
                owner=owner,
                raised_on=date(2026, 4, 14),
                baseline_on=baseline_on,
            ),
            by=who.manager,
            today=date(2026, 4, 14),
        )
        for title, enabler, owner, baseline_on in (
            ("Practices agree to one hub", "development", who.of_director, date(2026, 9, 9)),
            ("Rooms at Quay House are let", "estates", who.of_manager, date(2026, 12, 1)),
            ("Telephones of all practices joined", "digital", who.of_manager, date(2027, 1, 11)),
            ("Eight call handlers in post", "workforce", who.of_manager, date(2027, 2, 1)),
            ("Costs shared by list size agreed", "finance", who.of_director, date(2026, 12, 15)),
            ("Hub answers every call", "care", who.of_director, date(2027, 3, 1)),
        )
    }
    agreed, rooms, telephones, staff, costs, hub = numbers.values()
    for milestone, needs in (
        (rooms, agreed), (telephones, rooms), (staff, costs), (hub, telephones), (hub, staff),
    ):  # fmt: skip
        record_need(milestone, needs=needs, by=who.manager)
    close(
        agreed,
        closed_as="reached",
        closed_on=DECIDED,
        outcome="All three practices signed.",
        by=who.manager,
    )
    move_forecast(
        rooms,
        forecast_on=date(2027, 2, 8),
        because="The survey found that the floor has to be strengthened",
        by=who.manager,
        today=SAID_ON,
    )


def record_plans(who: Keepers) -> None:
    """A winter plan of the system and a heat plan of the network, with a check."""
    winter = record(
        kind="plan",
        about=ICB,
        said=PlanSaid(
            title="Winter plan 2026/27",
            words="Extra sessions, vaccination, and who opens when between the holidays.",
            kept_at="Shared drive of the board, Winter, version 3",
            check_every=2,
            owner=who.of_lead,
            raised_on=date(2026, 9, 1),
            ends_on=date(2027, 3, 31),
        ),
        by=who.lead,
        today=SAID_ON,
    )
    record(
        kind="plan",
        about=who.network,
        said=PlanSaid(
            title="If the computers fail",
            kept_at="Folder at each reception, page 4",
            check_every=6,
            owner=who.of_manager,
            raised_on=date(2026, 3, 2),
        ),
        by=who.manager,
        today=SAID_ON,
    )
    record_check(
        winter,
        network=who.network,
        embedded="partly",
        checked_on=date(2026, 10, 7),
        checked_by=who.of_manager,
        evidence="Two of three practices have named who opens on 28 December.",
        by=who.manager,
    )


def record_requirements(who: Keepers) -> None:
    """Two national requirements answered, a local one signed off, another withdrawn after it."""
    held = {one.key: one.asked for one in nationals(SAID_ON)}
    say(who, held["enhanced-access"], who.of_manager, "Sessions of October to December planned.")
    sign_off(
        held["enhanced-access"],
        network=who.network,
        signed_on=date(2026, 10, 20),
        by=who.lead,
    )
    say(who, held["function-2"], who.of_director, "The team meets every Tuesday since May.")
    for title, basis, is_withdrawn in (
        ("Dementia reviews at home", "Asked for by Healthwatch, March 2026", False),
        ("A paper diary for each practice", "Board, January 2026", True),
    ):
        number = record(
            kind="requirement",
            about=ICB,
            said=RequirementSaid(
                title=title, basis=basis, owner=who.of_lead, raised_on=date(2026, 4, 1)
            ),
            by=who.lead,
            today=SAID_ON,
        )
        asked = Asked(key=f"local-{number}", title=title, starts_on=date(2026, 4, 1), ends_on=None)
        if is_withdrawn:
            say(who, asked, who.of_manager, "Diaries at all three practices.")
            sign_off(asked, network=who.network, signed_on=date(2026, 6, 30), by=who.lead)
            close(
                number,
                closed_as="withdrawn",
                closed_on=date(2026, 9, 30),
                outcome="All practices book in the shared system.",
                by=who.lead,
            )


def say(who: Keepers, asked: Asked, owner: str, evidence: str) -> None:
    """Say how the network meets a requirement."""
    answer(
        asked,
        network=who.network,
        owner=owner,
        evidence=f"{evidence} (invented)",
        due_on=None,
        by=who.manager,
        today=date(2026, 6, 12),
    )
