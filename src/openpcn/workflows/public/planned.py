"""What is planned for practices, networks and areas, how certain it is, and since when."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from openpcn.domains.planning.queries.cases import CaseAnswer, cases
from openpcn.domains.publishing.queries.answers import TextAnswer
from openpcn.domains.publishing.vocabulary import Certainty, Topic
from openpcn.domains.registry.queries.drafts import ChangeAnswer, FutureAnswer, futures
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When

STILL_NEW = timedelta(days=365)
"""For so long a change that came into effect is shown as one."""
CERTAINTY_OF_STAGE = {
    "application": Certainty.PROPOSED,
    "engagement": Certainty.UNDER_ENGAGEMENT,
    "approved": Certainty.CERTAIN,
    "in_effect": Certainty.CERTAIN,
}
ORDER = [Certainty.CERTAIN, Certainty.UNDER_ENGAGEMENT, Certainty.PROPOSED]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Something that will change, or may."""

    certainty: str
    certain_since: date | None
    starts_on: date | None
    title: str
    words: str
    owner: str
    page: tuple[str, int]
    """What it can be read in whole: a text, a future or a case, by its number."""
    text: TextAnswer | None = None
    """The published text that says so, for its translations."""

    @property
    def certainty_words(self) -> str:
        """How certain it is."""
        return str(Certainty(self.certainty).label)


def plans(texts: Collection[TextAnswer], codes: Collection[str], *, when: When) -> tuple[Plan, ...]:
    """Published texts, published futures and published change cases; the certain ones first."""
    found = [
        *from_texts(texts),
        *from_futures(futures(None, when=when), codes, when=when),
        *from_cases(cases(None, when=when), codes, when=when),
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                ORDER.index(Certainty(one.certainty)),
                one.starts_on or date.max,
                one.title,
            ),
        )
    )


def from_texts(texts: Collection[TextAnswer]) -> Iterator[Plan]:
    """What people wrote of plans."""
    for one in texts:
        if one.topic == Topic.PLANNED:
            yield Plan(
                certainty=one.version.certainty,
                certain_since=one.version.certain_since,
                starts_on=one.version.starts_on,
                title=one.version.title,
                words=one.version.text,
                owner=as_written(one.owner_name),
                page=("text", one.id),
                text=one,
            )


def from_futures(
    held: Collection[FutureAnswer], codes: Collection[str], *, when: When
) -> Iterator[Plan]:
    """Published proposals that would change one of these practices or networks."""
    for one in held:
        mine = [
            each for each in one.changes if {each.practice_code, each.network_code} & set(codes)
        ]
        if mine and one.effective_on > when.as_at:
            yield Plan(
                certainty=Certainty.PROPOSED,
                certain_since=None,
                starts_on=one.effective_on,
                title=one.title,
                words=" ".join([*map(in_a_sentence, mine), one.reason]).strip(),
                owner=as_written(one.owner_name),
                page=("future", one.id),
            )


def in_a_sentence(change: ChangeAnswer) -> str:
    """What a change would do to a practice."""
    practice = as_written(change.practice_name)
    if change.network_name is None:
        return f"{practice} would leave its network."
    return f"{practice} would join {as_written(change.network_name)}."


def from_cases(
    held: Collection[CaseAnswer], codes: Collection[str], *, when: When
) -> Iterator[Plan]:
    """Published change cases about one of these practices or networks."""
    for one in held:
        named = {one.about_code, *one.moves.keys(), *one.moves.values()}
        if not named & set(codes) or one.stage not in CERTAINTY_OF_STAGE:
            continue
        if one.effective_on is not None and one.effective_on + STILL_NEW < when.as_at:
            continue
        certainty = CERTAINTY_OF_STAGE[one.stage]
        decided = [step.on for step in one.steps if step.stage_words == "Approved"]
        yield Plan(
            certainty=certainty,
            certain_since=decided[-1] if decided and certainty == Certainty.CERTAIN else None,
            starts_on=one.effective_on,
            title=one.title,
            words=f"{one.kind_words}: {as_written(one.about_name)}. "
            f"Stage: {one.stage_words.lower()}.",
            owner=as_written(one.owner_name),
            page=("case", one.id),
        )
