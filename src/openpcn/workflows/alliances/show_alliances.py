"""Alliances of a network, place or system: whom they reach, what they cost, who is in none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.alliances.queries.alliances import (
    AllianceAnswer,
    CostAnswer,
    alliances_about,
    costs_of,
    taken_back_of,
)
from openpcn.domains.alliances.queries.histories import versions_of, versions_of_members
from openpcn.domains.alliances.vocabulary import RECORD, AllianceKind
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.dated import TakenBack
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.domains.registry.queries.structure import PracticeAnswer, practices
from openpcn.domains.registry.queries.versions import Version
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.programme.around import networks_in


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One alliance with the practices that it reaches on the day, and what it costs."""

    alliance: AllianceAnswer
    practices: tuple[PracticeAnswer, ...]
    """Member practices, and those of member networks."""
    elsewhere: int
    """Member practices and networks outside this system: their patients are not counted."""
    cost: CostAnswer | None
    """None where somebody may not read it."""
    may_record: bool

    @property
    def patients(self) -> int:
        """Registered with these practices."""
        return sum(one.patients or 0 for one in self.practices)

    @property
    def without_list(self) -> int:
        """How many of these practices have no list held."""
        return sum(one.patients is None for one in self.practices)

    @property
    def per_patient(self) -> Decimal | None:
        """Pounds a year for each registered patient; None where either is not known."""
        if self.cost is None or self.cost.pounds is None or not self.patients:
            return None
        if self.without_list or self.elsewhere:
            return None
        return (self.cost.pounds / self.patients).quantize(Decimal("0.01"))


@dataclass(frozen=True, kw_only=True)
class Twice:
    """Somebody who is in several federations on the day."""

    name: str
    code: str
    federations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Alliances:
    """What a page of an organisation shows."""

    subject: Subject
    path: str
    when: When
    shown: tuple[Shown, ...]
    networks: tuple[OrganisationAnswer, ...]
    own: tuple[PracticeAnswer, ...]
    """The practices of the organisation."""
    in_none: tuple[PracticeAnswer, ...]
    """Those of them that no alliance reaches on the day."""
    twice: tuple[Twice, ...]
    may_record: bool
    taken_back: tuple[TakenBack, ...]

    @property
    def reads_costs(self) -> bool:
        """Whether whoever reads may see what any of it costs."""
        return any(one.cost is not None for one in self.shown)


@dataclass(frozen=True, kw_only=True)
class OneAlliance:
    """One alliance with its history, which only those read who may read its cost."""

    around: Alliances
    shown: Shown
    versions: tuple[Version, ...]
    of_members: tuple[tuple[str, list[Version]], ...]


def show_alliances(viewer: Account | None, path: str, code: str, *, when: When) -> Alliances:
    """The alliances that an organisation or what lies in it records, leads or belongs to."""
    subject = get_subject(path, code, when=when)
    one = subject.organisation
    networks = tuple(networks_in(subject, when=when))
    ids = {one.id, *beneath(one.id, when=when), *(each.id for each in networks)}
    held = alliances_about(ids, when=when)
    whole = practices(when=when, within=subject.system.code if subject.system else one.code)
    costs = costs_of(viewer, [each.id for each in held], when=when)
    shown = tuple(shown_of(viewer, each, whole, costs) for each in held)
    own = own_practices(subject, whole, when=when)
    reached = {each.code for row in shown for each in row.practices}
    may_record = may(viewer, RECORD, one.id)
    return Alliances(
        subject=subject,
        path=path,
        when=when,
        shown=shown,
        networks=networks,
        own=own,
        in_none=tuple(each for each in own if each.code not in reached),
        twice=tuple(in_several(shown)),
        may_record=may_record,
        taken_back=tuple(taken_back_of(one.id)) if may_record else (),
    )


def own_practices(
    subject: Subject, whole: Sequence[PracticeAnswer], *, when: When
) -> tuple[PracticeAnswer, ...]:
    """The practices of a network, place or system."""
    if subject.kind == "network":
        return tuple(each for each in whole if each.network_code == subject.code)
    return tuple(practices(when=when, within=subject.code))


def shown_of(
    viewer: Account | None,
    alliance: AllianceAnswer,
    whole: Sequence[PracticeAnswer],
    costs: Mapping[int, CostAnswer],
) -> Shown:
    """One alliance; a member network stands for its practices."""
    members = alliance.members_on_the_day
    codes = {one.code for one in members if one.code}
    known = {each.code for each in whole} | {each.network_code for each in whole}
    counted = [one for one in members if one.kind in ("practice", "network")]
    return Shown(
        alliance=alliance,
        practices=tuple(each for each in whole if {each.code, each.network_code} & codes),
        elsewhere=sum(one.code not in known for one in counted),
        cost=costs.get(alliance.id),
        may_record=may(viewer, RECORD, alliance.about_id),
    )


def in_several(shown: Collection[Shown]) -> list[Twice]:
    """Members, and practices through their networks, that are in several federations.

    Where a network is, its practices are not named again.
    """
    titles: dict[str, list[str]] = defaultdict(list)
    called: dict[str, tuple[str, str]] = {}
    over: dict[str, str] = {}
    for row in shown:
        if row.alliance.kind == AllianceKind.FEDERATION:
            called |= (named := everybody(row))
            over |= {one.code: one.network_code or "" for one in row.practices}
            for key in named:
                titles[key].append(row.alliance.title)
    several = {key for key, held in titles.items() if len(held) > 1}
    return [
        Twice(name=called[key][0], code=called[key][1], federations=tuple(titles[key]))
        for key in sorted(several, key=lambda key: called[key])
        if over.get(key) not in several
    ]


def everybody(row: Shown) -> dict[str, tuple[str, str]]:
    """Each member on the day and each practice that it stands for: name and code, by either."""
    members = [(one.name, one.code) for one in row.alliance.members_on_the_day]
    reached = [(one.name, one.code) for one in row.practices]
    return {code or name.casefold(): (name, code) for name, code in members + reached}


def show_alliance(
    viewer: Account | None, path: str, code: str, number: int, *, when: When
) -> OneAlliance:
    """One alliance; NotFound where it stands on no page of this organisation."""
    here = show_alliances(viewer, path, code, when=when)
    found = next((one for one in here.shown if one.alliance.id == number), None)
    if found is None:
        raise NotFound(
            "No such alliance stands here on this day.", next_step="Look it up in the list again."
        )
    reads = found.cost is not None
    return OneAlliance(
        around=here,
        shown=found,
        versions=tuple(versions_of(number)) if reads else (),
        of_members=tuple(versions_of_members(number)) if reads else (),
    )
