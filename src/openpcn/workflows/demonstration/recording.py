"""What people of the demonstration record: reasons, futures, and accounts to look round with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from openpcn.domains.accounts.actions import make_account
from openpcn.domains.accounts.queries import Account
from openpcn.domains.population.actions.needs import write_need
from openpcn.domains.population.actions.summaries import (
    begin_summary,
    open_to,
    share_summary,
    write_summary,
)
from openpcn.domains.registry.actions.futures import add_change, draft_future, move_future
from openpcn.domains.registry.actions.rationales import record_rationale
from openpcn.domains.registry.actions.role_holders import give_account
from openpcn.domains.registry.actions.signing_in import check_name_and_password
from openpcn.domains.registry.queries.people import RoleHolderAnswer, role_holders
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.agreeing import record_agreements
from openpcn.workflows.demonstration.alliances import record_alliances
from openpcn.workflows.demonstration.areas import ICB_CODE
from openpcn.workflows.demonstration.building import record_premises
from openpcn.workflows.demonstration.claims import record_claims
from openpcn.workflows.demonstration.community import record_community
from openpcn.workflows.demonstration.history import VINTAGES, neighbouring
from openpcn.workflows.demonstration.invention import Invention
from openpcn.workflows.demonstration.money import record_money
from openpcn.workflows.demonstration.networks import NO_NETWORK, middles
from openpcn.workflows.demonstration.outcomes import record_outcomes
from openpcn.workflows.demonstration.paying import record_ledger
from openpcn.workflows.demonstration.programme import record_programme
from openpcn.workflows.demonstration.publishing import record_publishing
from openpcn.workflows.demonstration.services import record_services
from openpcn.workflows.demonstration.training import record_training
from openpcn.workflows.demonstration.voices import People, record_voices

PASSWORD = "look-round-vellshire"  # noqa: S105 - printed on purpose; opens invented data only
ADMINISTRATOR = "demo-administrator"
FUTURE_DAY = date(2027, 4, 1)


NEEDS: tuple[tuple[int | None, str, str, str, str], ...] = (
    (
        1,
        "Help with breathing, nearer to where people live",
        "Link workers heard it in nine of twelve meetings; the profile shows the registers.",
        "Most people affected, and a service that can grow.",
        "Spirometry and a nurse at one hub, two evenings a week.",
    ),
    (
        2,
        "Health checks for people with severe mental illness",
        "Practices reported that fewer than half had one last year.",
        "Few people, a wide gap in years of life.",
        "A named worker for each network.",
    ),
    (
        None,
        "Hearing tests without a journey to the city",
        "Raised by two patient participation groups.",
        "",
        "",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """A demonstration account: how to sign in, and what it stands for."""

    username: str
    stands_for: str


def record_demonstration(invention: Invention) -> tuple[Visitor, ...]:
    """Give accounts to invented people and let them record something."""
    administrator = make_account(
        username=ADMINISTRATOR,
        password=PASSWORD,
        full_name="Demonstration administrator",
        is_administrator=True,
        is_demonstration=True,
    )
    visitors = [Visitor(username=ADMINISTRATOR, stands_for="Administrator of the installation")]
    for role, organisation in people_of(invention):
        visitors.append(let_in(role, organisation, by=administrator))
    lead = check_name_and_password(username=username_of("primary_care_lead"), password=PASSWORD)
    record_reasons(invention, by=lead)
    record_futures(invention, by=lead)
    record_need_summary(invention, by=lead)
    record_money(invention, by=lead)
    where = dict(people_of(invention))
    signed_in = {
        role: check_name_and_password(username=username_of(role), password=PASSWORD)
        for role in (
            "network_manager",
            "practice_manager",
            "link_worker",
            "clinical_director",
            "director_of_public_health",
            "engagement_lead",
            "ppg_member",
        )
    }
    record_claims(
        invention,
        network=where["network_manager"],
        practice=where["practice_manager"],
        by=signed_in["network_manager"],
        lead=lead,
        own=signed_in["practice_manager"],
    )
    smallest, _ = smallest_and_largest(invention)
    manager = signed_in["network_manager"]
    record_agreements(
        invention,
        smallest,
        manager=manager,
        lead=lead,
        practice=signed_in["practice_manager"],
    )
    record_premises(invention, smallest, manager=manager, lead=lead)
    record_alliances(invention, smallest, manager=manager, lead=lead)
    record_programme(where["network_manager"], manager=manager, lead=lead)
    record_outcomes(where["network_manager"], manager=manager, lead=lead)
    record_services(where["network_manager"], system=ICB_CODE, manager=manager, lead=lead)
    record_ledger(where["network_manager"], manager=manager, lead=lead)
    record_training(invention, smallest, lead=lead)
    record_community(invention, smallest, by=signed_in["link_worker"])
    record_publishing(
        where["network_manager"],
        where["practice_manager"],
        "ZP1",
        manager=manager,
        director=signed_in["clinical_director"],
        lead=lead,
        health=signed_in["director_of_public_health"],
    )
    record_voices(
        invention,
        smallest,
        People(
            manager=manager,
            director=signed_in["clinical_director"],
            engagement=signed_in["engagement_lead"],
            member=signed_in["ppg_member"],
        ),
    )
    return tuple(visitors)


def people_of(invention: Invention) -> tuple[tuple[str, str], ...]:
    """One role of each kind, and where it is held."""
    smallest, _ = smallest_and_largest(invention)
    codes = invention.networks.codes
    in_smallest = int(np.flatnonzero(invention.networks.network_of == smallest)[0])
    return (
        ("primary_care_lead", ICB_CODE),
        ("data_manager", ICB_CODE),
        ("local_administrator", ICB_CODE),
        ("neighbourhood_lead", "ZP1"),
        ("public_health_analyst", ICB_CODE),
        ("director_of_public_health", "ZP1"),
        ("clinical_director", codes[smallest]),
        ("network_manager", codes[smallest]),
        ("link_worker", codes[smallest]),
        ("practice_manager", invention.practices.codes[in_smallest]),
        ("councillor", invention.areas.councils[0].code),
        ("engagement_lead", ICB_CODE),
        ("ppg_member", codes[smallest]),
        ("workforce_lead", ICB_CODE),
        ("healthwatch_officer", ICB_CODE),
    )


def smallest_and_largest(invention: Invention) -> tuple[int, int]:
    """The networks with the fewest and with the most patients."""
    networks = invention.networks
    sizes = [networks.sizes[networks.network_of == at].sum() for at in range(len(networks.codes))]
    return int(np.argmin(sizes)), int(np.argmax(sizes))


def let_in(role: str, organisation: str, *, by: Account) -> Visitor:
    """An account for whoever holds a role in an organisation."""
    held = holder_of(role, organisation, viewer=by)
    username = username_of(role)
    give_account(person_key=held.person_key, username=username, password=PASSWORD, by=by)
    where = as_written(held.organisation_name)
    return Visitor(username=username, stands_for=f"{held.name}, {held.role_words.lower()}, {where}")


def holder_of(role: str, organisation: str, *, viewer: Account) -> RoleHolderAnswer:
    """Whoever holds a role in an organisation now."""
    when = When(as_at=VINTAGES[-1])
    return role_holders(viewer, when=when, organisation=organisation, role=role)[0]


def username_of(role: str) -> str:
    """The name to sign in with for a role."""
    return f"demo-{role.replace('_', '-')}"


def record_reasons(invention: Invention, *, by: Account) -> None:
    """Why the smallest network is small and the largest is large."""
    smallest, largest = smallest_and_largest(invention)
    codes = invention.networks.codes
    record_rationale(
        network=codes[smallest],
        text="Our practices share one building and one team. New homes at the docks are let from "
        "2027, and we expect to pass 30,000 patients in the year after.",
        signed_by=holder_of("network_manager", codes[smallest], viewer=by).name,
        signed_on=date(2026, 4, 14),
        starts_on=date(2026, 4, 14),
        ends_on=date(2028, 3, 31),
        by=by,
    )
    record_rationale(
        network=codes[largest],
        text="The network works as three teams of neighbouring practices with one board. "
        "Its size was agreed with the commissioner when two networks joined in 2019.",
        signed_by=holder_of("clinical_director", codes[largest], viewer=by).name,
        signed_on=date(2024, 6, 3),
        starts_on=date(2024, 6, 3),
        by=by,
    )


def record_futures(invention: Invention, *, by: Account) -> None:
    """A private draft that mends misfits, and a published plan."""
    private = draft_future(
        title="Mend two misfits",
        owner=ICB_CODE,
        within=ICB_CODE,
        effective_on=FUTURE_DAY,
        reason="One practice is in no network, and one lies among another network's practices.",
        by=by,
    )
    add_moves(private, misfits(invention), invention, by=by)
    published = draft_future(
        title="A smaller largest network",
        owner=ICB_CODE,
        within=ICB_CODE,
        effective_on=FUTURE_DAY,
        reason="Practices on the border of the largest network join their neighbours.",
        by=by,
    )
    add_moves(published, border_practices(invention), invention, by=by)
    for state in ("under_engagement", "published"):
        move_future(published, to=state, by=by)


def record_need_summary(invention: Invention, *, by: Account) -> None:
    """A draft about the smallest network that waits for two signatures."""
    smallest, _ = smallest_and_largest(invention)
    network = invention.networks.codes[smallest]
    title = f"What {as_written(invention.networks.names[smallest])} needs most"
    number = begin_summary(
        title=title,
        about=network,
        owner=ICB_CODE,
        starts_on=date(2026, 10, 1),
        review_on=date(2027, 10, 1),
        by=by,
    )
    write_summary(
        number,
        title=title,
        starts_on=date(2026, 10, 1),
        review_on=date(2027, 10, 1),
        introduction="Drawn up by the network with the council’s public health team. "
        "Everybody and everything in it is invented.",
        board=f"{names.CITY} Health and Wellbeing Board",
        board_words="People in the most deprived streets ask for help with their breathing later "
        "than others. We ask the board to support one hub that they can walk to.",
        by=by,
    )
    for priority, title, evidence, reason, response in NEEDS:
        write_need(
            number,
            None,
            title=title,
            evidence=evidence,
            source="Invented for the demonstration",
            priority=priority,
            reason=reason,
            response=response,
            lead="",
            due_on=None,
            by=by,
        )
    share_summary(number, with_codes=[network, "ZP1"], by=by)
    open_to(number, state="shared", by=by)


def add_moves(future: int, practices: list[int], invention: Invention, *, by: Account) -> None:
    """Each practice joins the network of its nearest neighbour outside its own."""
    for at in practices:
        network = neighbouring(invention.practices, invention.networks, at)
        add_change(
            future,
            practice=invention.practices.codes[at],
            network=invention.networks.codes[network],
            by=by,
        )


def misfits(invention: Invention) -> list[int]:
    """The practice in no network, and the one farthest from the middle of its own."""
    network_of, points = invention.networks.network_of, invention.practices.points
    centre = middles(network_of, invention.practices)
    away = np.hypot(*(points - centre[np.maximum(network_of, 0)]).T)
    away[network_of == NO_NETWORK] = 0
    return [int(np.flatnonzero(network_of == NO_NETWORK)[0]), int(away.argmax())]


def border_practices(invention: Invention) -> list[int]:
    """The three practices of the largest network that are nearest to another network."""
    network_of, points = invention.networks.network_of, invention.practices.points
    _, largest = smallest_and_largest(invention)
    others = points[(network_of != largest) & (network_of != NO_NETWORK)]
    inside = [int(at) for at in np.flatnonzero(network_of == largest)]
    inside.sort(key=lambda at: float(np.hypot(*(others - points[at]).T).min()))
    return inside[:3]
