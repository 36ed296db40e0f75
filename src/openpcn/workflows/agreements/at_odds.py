"""Where a network agreement says other than the register of networks and the contact book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.queries.answers import AgreementAnswer
from openpcn.domains.agreements.vocabulary import Kind, PartyAs
from openpcn.domains.registry.queries.people import RoleHolderAnswer, role_holders
from openpcn.domains.registry.queries.structure import PracticeAnswer, practices
from openpcn.kernel.person_names import name_key
from openpcn.kernel.when import When
from openpcn.workflows.agreements.mine import Scope

DIRECTOR = "clinical_director"


@dataclass(frozen=True, kw_only=True)
class AtOdds:
    """One contradiction; which of the two is right, the software does not know."""

    agreement: AgreementAnswer
    what: Literal["no_party", "not_member", "director"]
    name: str
    """Of the practice; of a director, as the agreement names them."""
    other: str = ""
    """The director or directors as the contact book names them."""


def at_odds(
    viewer: Account | None, scope: Scope, held: Iterable[AgreementAnswer], *, when: When
) -> tuple[AtOdds, ...]:
    """What contradicts in the network agreements in force on the day, by title and name."""
    agreed = [one for one in held if one.kind == Kind.NETWORK and one.holds(when.as_at)]
    if not agreed:
        return ()
    whole = scope.code if scope.organisation.kind != "practice" else agreed[0].about_code
    members = practices(when=when, within=whole)
    directors = role_holders(viewer, when=when, within=whole, role=DIRECTOR)
    found = [
        each
        for one in agreed
        for each in (*parties_at_odds(one, members), *director_at_odds(one, directors))
    ]
    return tuple(sorted(found, key=lambda each: (each.agreement.title, each.what, each.name)))


def parties_at_odds(one: AgreementAnswer, members: Sequence[PracticeAnswer]) -> Iterator[AtOdds]:
    """Members of the network that are no party, and core parties that are no members."""
    inside = {each.code: each.name for each in members if each.network_code == one.about_code}
    core = {each.code: each.name for each in one.parties if each.party_as == PartyAs.CORE}
    if not core:
        return
    for code in inside.keys() - core.keys():
        yield AtOdds(agreement=one, what="no_party", name=inside[code])
    for code in core.keys() - inside.keys():
        yield AtOdds(agreement=one, what="not_member", name=core[code])


def director_at_odds(
    one: AgreementAnswer, directors: Sequence[RoleHolderAnswer]
) -> Iterator[AtOdds]:
    """A clinical director whom the contact book does not name as one."""
    told = [each.name for each in directors if each.organisation_code == one.about_code]
    named = one.clinical_director
    if told and named and all(name_key(each) != name_key(named) for each in told):
        yield AtOdds(agreement=one, what="director", name=named, other=", ".join(told))
