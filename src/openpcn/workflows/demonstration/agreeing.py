"""Agreements of the demonstration, what is done of its calendar, and its evening sessions."""

from __future__ import annotations

from datetime import date, time

import numpy as np

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.contents import record_schedule, share_data
from openpcn.domains.agreements.actions.cover import record_cover
from openpcn.domains.agreements.actions.hours import plan_sessions, record_as_planned
from openpcn.domains.agreements.actions.obligations import record_done, record_local_day
from openpcn.domains.agreements.actions.parties import add_parties, record_signature
from openpcn.domains.agreements.actions.register import Terms, begin_agreement
from openpcn.domains.agreements.vocabulary import Access, Category, Kind, Mode, Progress, Purpose
from openpcn.engines.funding.rules import Payee
from openpcn.workflows.calendar.payment_days import code_of
from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.areas import ICB_CODE
from openpcn.workflows.demonstration.history import neighbouring
from openpcn.workflows.demonstration.invention import Invention, chance
from openpcn.workflows.demonstration.networks import NO_NETWORK

YEAR = "2026/27"
BEGINS = date(2026, 4, 1)
SIGN_BY = date(2026, 6, 30)
SIGNED = date(2026, 6, 11)
SHARING_ENDS = date(2026, 12, 31)
HELD_FROM, HELD_UNTIL = date(2026, 10, 5), date(2026, 11, 1)
SESSION_WEEKS = 10
INVENTED = "Invented for the demonstration"


def record_agreements(
    invention: Invention, network: int, *, manager: Account, lead: Account, practice: Account
) -> None:
    """A network whose one practice has not signed, and whose data sharing ends soon."""
    code = invention.networks.codes[network]
    members = codes_of(invention, network)
    signatories = names.people(len(members) + 1, chance(invention.seed, "signatories"))
    agreed = begin_agreement(
        kind=Kind.NETWORK,
        about=code,
        terms=Terms(
            title="Network agreement 2026/27",
            starts_on=BEGINS,
            sign_by=SIGN_BY,
            payee=members[0],
            clinical_director=signatories[-1],
            kept_at="Shared drive of the network, folder Agreements",
        ),
        by=manager,
    )
    sharing = begin_agreement(
        kind=Kind.DATA_SHARING,
        about=code,
        terms=Terms(
            title="Sharing records for enhanced access",
            starts_on=date(2024, 1, 1),
            ends_on=SHARING_ENDS,
            controllers="joint",
            kept_at="Shared drive of the network, folder Agreements",
        ),
        by=manager,
    )
    for number, signed_on, without in (
        (agreed, SIGNED, members[-1]),
        (sharing, date(2023, 12, 12), ""),
    ):
        add_parties(number, organisations=members, starts_on=date(2024, 1, 1), by=manager)
        for member, person in zip(members, signatories, strict=False):
            if member != without:
                record_signature(
                    number,
                    organisation=member,
                    signed_by=person,
                    job_title="Partner",
                    signed_on=signed_on,
                    by=manager,
                )
    for schedule, progress in (("1", "agreed"), ("2", "agreed"), ("4", "agreed"), ("5", "drafted")):
        day = SIGNED if progress == Progress.AGREED else None
        record_schedule(agreed, schedule=schedule, progress=progress, agreed_on=day, by=manager)
    for purpose, categories in (
        (Purpose.ENHANCED_ACCESS, (Category.WHOLE_RECORD, Category.APPOINTMENTS)),
        (Purpose.PLANNING, (Category.COUNTS,)),
    ):
        access = Access.WRITE if purpose == Purpose.ENHANCED_ACCESS else Access.READ
        share_data(sharing, purpose=purpose, categories=categories, access=access, by=manager)
    record_calendar(members, code, manager=manager, lead=lead, practice=practice)
    record_sessions(members, code, by=manager)
    cover_the_one_outside(invention, by=lead)


def codes_of(invention: Invention, network: int) -> list[str]:
    """The practices of a network."""
    inside = np.flatnonzero(invention.networks.network_of == network)
    return [invention.practices.codes[int(at)] for at in inside]


def record_calendar(
    members: list[str], code: str, *, manager: Account, lead: Account, practice: Account
) -> None:
    """What is done of the year so far, and the days that the board told."""
    record_local_day(
        organisation=ICB_CODE,
        year=YEAR,
        obligation="claim_roles",
        day_of_month=10,
        source=f"Letter of the board, 2 April 2026. {INVENTED}",
        by=lead,
    )
    record_local_day(
        organisation=ICB_CODE,
        year=YEAR,
        obligation=code_of(Payee.PRACTICES),
        day_of_month=20,
        same_month=True,
        source=f"Payment calendar of the board, 2 April 2026. {INVENTED}",
        by=lead,
    )
    done = [
        (members[0], "take_part", "once", date(2026, 4, 20), practice),
        (members[0], "direct_booking", "once", date(2026, 4, 1), practice),
        (ICB_CODE, "outside_the_band", "once", date(2026, 5, 6), lead),
    ]
    done += [
        (code, "claim_roles", f"2026-{month:02}", date(2026, month + 1, 8), manager)
        for month in range(4, 9)
    ]
    for organisation, obligation, occurrence, done_on, by in done:
        record_done(
            organisation=organisation,
            year=YEAR,
            obligation=obligation,
            occurrence=occurrence,
            done_on=done_on,
            evidence=INVENTED,
            by=by,
        )


def record_sessions(members: list[str], code: str, *, by: Account) -> None:
    """Evening and Saturday sessions of some weeks; the first weeks are delivered as planned."""
    for on, starts_at, ends_at, clinicians in (
        (date(2026, 10, 5), time(18, 30), time(20), 5),
        (date(2026, 10, 7), time(18, 30), time(20), 5),
        (date(2026, 10, 10), time(9), time(13), 3),
    ):
        plan_sessions(
            network=code,
            held_at=members[0],
            on=on,
            starts_at=starts_at,
            ends_at=ends_at,
            clinicians=clinicians,
            mode=Mode.BOTH,
            weeks=SESSION_WEEKS,
            shortest=30,
            by=by,
        )
    record_as_planned(network=code, first=HELD_FROM, last=HELD_UNTIL, by=by)


def cover_the_one_outside(invention: Invention, *, by: Account) -> None:
    """The practice in no network is covered by the network next to it."""
    at = int(np.flatnonzero(invention.networks.network_of == NO_NETWORK)[0])
    record_cover(
        practice=invention.practices.codes[at],
        network=invention.networks.codes[neighbouring(invention.practices, invention.networks, at)],
        starts_on=BEGINS,
        words=f"Decided by the board in March 2026, for one year at first. {INVENTED}.",
        by=by,
    )
