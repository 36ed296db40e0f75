"""How a network shares its money out: the rules, for everybody with a role in its system."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.queries.rules import RuleAnswer, rules_in_use, rules_of
from openpcn.domains.ledger.vocabulary import READ, SHARE
from openpcn.domains.registry.permissions import may
from openpcn.kernel.when import When
from openpcn.workflows.funding.show_money import wanted_year
from openpcn.workflows.ledger.moves import councils_of, require_reader
from openpcn.workflows.ledger.words import titles_of
from openpcn.workflows.pages.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules of a network, without an amount of anybody."""

    page: Overview
    titles: dict[str, str]
    rules: tuple[RuleAnswer, ...]
    in_use: frozenset[int]
    """Rules under which something stands as shared out."""
    may_share: bool
    may_read: bool
    """Whether the viewer may read the ledger itself."""


def show_rules(viewer: Account | None, code: str, *, when: When) -> Rules:
    """The rules of a network, for people of its system and of councils where its patients live."""
    page = show_overview("networks", code, when=when)
    network = page.subject.organisation
    require_reader(viewer, network.id, councils=councils_of(page))
    return Rules(
        page=page,
        titles=titles_of(wanted_year("", when)),
        rules=tuple(rules_of(network.id, when=when)),
        in_use=rules_in_use(network.id),
        may_share=may(viewer, SHARE, network.id),
        may_read=may(viewer, READ, network.id),
    )
