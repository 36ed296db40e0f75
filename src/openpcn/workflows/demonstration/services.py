"""Services of the demonstration: one bought locally, and where patients of networks get some.

One practice gives no minor surgery and its patients go next door; of health checks for people with
a learning disability nothing is recorded of one practice, so that a gap is seen.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.structure import networks
from openpcn.domains.registry.queries.structure import practices as members_of
from openpcn.domains.services.actions.local import record_local
from openpcn.domains.services.vocabulary import LOCAL, Way
from openpcn.kernel.when import When
from openpcn.workflows.services.recording import record_offers

FROM = date(2026, 4, 1)
LETTER = "Letters of the practices, April 2026 (invented)"
OWN = ("essential", "named_gp", "childhood_immunisations")
OTHERS = 4
"""Networks besides of which less is recorded, each of one service more than the one before."""
TOGETHER = ("care_homes", "medication_reviews", "social_prescribing")


def record_services(network: str, *, system: str, manager: Account, lead: Account) -> None:
    """What is offered where in one network, and a local service of its system."""
    members = members_of(when=When(as_at=FROM), within=network)
    practices = [one.code for one in sorted(members, key=lambda one: one.code)]
    here = ("networks", network)
    said: dict[str, Any] = {"starts_on": FROM, "source": LETTER, "by": manager}
    said["when"] = When(as_at=FROM)
    for service in OWN:
        record_offers(*here, service, practices, way=Way.OWN, **said)
    for service in TOGETHER:
        record_offers(*here, service, practices, way=Way.NETWORK, giver=network, **said)
    hub = "Evening hub of Vellmouth (invented)"
    record_offers(*here, "enhanced_access", practices, way=Way.HUB, giver=hub, **said)
    first, *others = practices
    record_offers(*here, "minor_surgery", others, way=Way.OWN, **said)
    record_offers(*here, "minor_surgery", [first], way=Way.PRACTICE, giver=others[0], **said)
    record_offers(*here, "learning_disability", others, way=Way.OWN, **said)
    number = record_local(
        system,
        title="Leg ulcer clinic",
        words="Dressings and scans for people who can walk to a clinic (invented).",
        kind="local",
        tier="three plus",
        basis="Single contract with a federation, March 2026 (invented)",
        starts_on=FROM,
        ends_on=None,
        by=lead,
    )
    said |= {"way": Way.FEDERATION, "giver": "Federation of Vellmouth (invented)"}
    record_offers(*here, f"{LOCAL}{number}", practices, **said)
    record_some_of_others(network, system=system, by=lead)


def record_some_of_others(network: str, *, system: str, by: Account) -> None:
    """A little of a few other networks, so that networks can be compared."""
    day = When(as_at=FROM)
    others = [one.code for one in networks(when=day, within=system) if one.code != network]
    for more, other in enumerate(sorted(others)[:OTHERS]):
        members = [one.code for one in members_of(when=day, within=other)]
        for service in (*OWN, *TOGETHER)[: 2 + more]:
            record_offers(
                "networks", other, service, members,
                way=Way.OWN, starts_on=FROM, source=LETTER, by=by, when=day,
            )  # fmt: skip
