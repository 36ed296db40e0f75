"""What networks have to do, nationally and locally, and how each of them meets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.programme.actions.answers import Asked
from openpcn.domains.programme.belonging import reaching, with_predecessors
from openpcn.domains.programme.queries.answers import RequirementAnswer
from openpcn.domains.programme.queries.matters import requirements_of
from openpcn.domains.programme.queries.tracking import Met, answers_of
from openpcn.domains.programme.queries.versions import versions_of_answer
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.registry.queries.versions import Version
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import day_before
from openpcn.rulebook.requirements import National, national_requirements
from openpcn.workflows.programme.around import Around

LOCAL = "local-"


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """A requirement as it is tracked: a national one, or a local one."""

    key: str
    title: str
    words: str
    starts_on: date
    ends_on: date | None
    """Its last day, where it had been withdrawn or replaced by the day."""
    after: str
    due_on: date | None
    national: National | None
    local: RequirementAnswer | None

    @property
    def counts(self) -> bool:
        """Whether it counted on the day."""
        return self.ends_on is None

    @property
    def asked(self) -> Asked:
        """As the actions take it: with its last day as it is known now."""
        ends_on = self.national.ends_on if self.national else self.ends_on
        return Asked(key=self.key, title=self.title, starts_on=self.starts_on, ends_on=ends_on)


@dataclass(frozen=True, kw_only=True)
class Tracker:
    """Requirements by network."""

    around: Around
    tracked: tuple[Tracked, ...]
    met: Mapping[tuple[str, int], Met]
    """By requirement and network."""
    reached: Mapping[int, frozenset[str]]
    """By network, the keys of what is asked of it."""
    coming: tuple[RequirementAnswer, ...]
    """Local ones that had not begun by the day."""

    @property
    def counting(self) -> tuple[Tracked, ...]:
        """Those that counted on the day."""
        return tuple(one for one in self.tracked if one.counts)

    @property
    def over(self) -> tuple[Tracked, ...]:
        """Those that no longer did; what was signed off stays."""
        return tuple(one for one in self.tracked if not one.counts)

    def signed(self, network: int) -> int:
        """How many of those that count a network has had signed off."""
        return sum(
            (found := self.met.get((one.key, network))) is not None and found.signed_on is not None
            for one in self.counting
        )

    def asked_of(self, network: int) -> int:
        """How many of those that count are asked of a network."""
        return sum(one.key in self.reached[network] for one in self.counting)


@dataclass(frozen=True, kw_only=True)
class OneTracked:
    """One requirement in one network, with its history and what earlier networks said."""

    around: Around
    tracked: Tracked
    met: Met | None
    before: tuple[tuple[OrganisationAnswer, Met], ...]
    versions: tuple[Version, ...]


def tracker(viewer: Account | None, here: Around) -> Tracker:
    """The requirements of an organisation, by network."""
    local = requirements_of(here.inside | here.over, when=here.when, viewer=viewer)
    begun = [one for one in local if not one.is_to_come]
    found = (*nationals(here.when.as_at), *(tracked_local(one) for one in begun))
    ids = [one.id for one in here.networks]
    return Tracker(
        around=here,
        tracked=found,
        met=answers_of(ids, when=here.when, viewer=viewer),
        reached={one: reached_by(one, found, here) for one in ids},
        coming=tuple(one for one in local if one.is_to_come),
    )


def reached_by(network: int, found: tuple[Tracked, ...], here: Around) -> frozenset[str]:
    """What is asked of a network: all that is national, and what is local to where it lies."""
    over = reaching(network, when=here.when)
    return frozenset(one.key for one in found if one.local is None or one.local.about_id in over)


def one_tracked(viewer: Account | None, here: Around, key: str) -> OneTracked:
    """One requirement in a network; NotFound where it is not asked of it."""
    all_of_them = tracker(viewer, here)
    network = here.organisation
    found = next(
        (
            one
            for one in all_of_them.tracked
            if one.key == key and key in all_of_them.reached.get(network.id, ())
        ),
        None,
    )
    if found is None:
        raise NotFound(
            "No such requirement is asked of this network on this day.",
            next_step="Look it up among the requirements of the network.",
        )
    earlier = with_predecessors([network.id], when=here.when) - {network.id}
    named = organisations_by_id(earlier, when=here.when) if earlier else {}
    said = answers_of(earlier, when=here.when, viewer=viewer) if earlier else {}
    return OneTracked(
        around=here,
        tracked=found,
        met=all_of_them.met.get((key, network.id)),
        before=tuple((named[number], one) for (asked, number), one in said.items() if asked == key),
        versions=tuple(versions_of_answer(key, network.id)),
    )


def nationals(day: date) -> tuple[Tracked, ...]:
    """The national requirements that had begun by a day."""
    return tuple(
        Tracked(
            key=one.code,
            title=one.title,
            words=one.words,
            starts_on=one.starts_on,
            ends_on=one.ends_on if one.ends_on is not None and one.ends_on < day else None,
            after=one.after,
            due_on=None,
            national=one,
            local=None,
        )
        for one in national_requirements()
        if one.starts_on <= day
    )


def tracked_local(one: RequirementAnswer) -> Tracked:
    """A local requirement."""
    return Tracked(
        key=f"{LOCAL}{one.id}",
        title=one.title,
        words=one.words,
        starts_on=one.raised_on,
        ends_on=day_before(one.closed_on) if one.closed_on else None,
        after=one.outcome,
        due_on=one.due_on,
        national=None,
        local=one,
    )
