"""One timeline: milestones by what they belong to, bids for premises, and posts to be filled.

Bids, vacancies and training places are read from where they are kept; nothing is copied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.premises.queries.sites import BidAnswer, bids, sites
from openpcn.domains.programme.queries.answers import MilestoneAnswer
from openpcn.domains.programme.vocabulary import Enabler
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.staffing.queries.training import PlaceAnswer, training_places
from openpcn.domains.staffing.queries.vacancies import VacancyAnswer, vacancies
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import capitalised, spelled
from openpcn.workflows.drawings.charts.timeline import (
    Group,
    Span,
    Timeline,
    legend_of,
    timeline_svg,
)
from openpcn.workflows.profiles.pictures import ChartPicture
from openpcn.workflows.programme.around import Around

MOST = 14
"""Rows of bids and of posts that are drawn; the tables have all."""
LEGEND = {
    "baseline": "as first set",
    "expected": "as now expected",
    "reached": "reached",
    "dropped": "dropped",
    "bid": "bid for premises, on the day it was made",
    "post": "vacancy or training place",
    "day": "the day asked about",
}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What other parts of the record bring to the timeline."""

    bids: tuple[BidAnswer, ...]
    vacancies: tuple[VacancyAnswer, ...]
    places: tuple[PlaceAnswer, ...]


def beside(viewer: Account | None, here: Around) -> Beside:
    """Bids, vacancies and training places of an organisation and of what lies in it."""
    code = here.subject.code
    inside = beneath(here.organisation.id, when=here.when)
    held = sites(inside, when=here.when)
    return Beside(
        bids=tuple(
            one
            for one in bids([site.id for site in held], when=here.when)
            if one.stage not in ("withdrawn", "refused")
        ),
        vacancies=tuple(vacancies(viewer, within=code, when=here.when)),
        places=tuple(training_places(viewer, within=code, when=here.when)),
    )


def drawing(
    here: Around, milestones: Sequence[MilestoneAnswer], others: Beside, name: str
) -> ChartPicture | None:
    """The drawing, wide and narrow; None where there is nothing to draw."""
    groups = groups_of(milestones, others, here)
    if not groups:
        return None
    title = message(milestones)
    facts = Timeline(
        title=title,
        description="Rows by what they belong to, along the months. The tables on this page have "
        "every day: " + "; ".join(f"{one.name}, {len(one.spans)}" for one in groups) + ".",
        groups=groups,
        today=here.when.as_at,
    )
    looks = {one.look for group in groups for one in group.spans} | {"day"}
    if any(one.first_on and one.look not in ("post",) for g in groups for one in g.spans):
        looks.add("baseline")
    shown = [look for look in LEGEND if look in looks]
    marks = legend_of(shown)
    return ChartPicture(
        title=title,
        beneath=f"Milestones of {name}, with bids for premises and posts to be filled. Timeline.",
        wide=timeline_svg(facts, name="timeline"),
        narrow=timeline_svg(facts, name="timeline-narrow", narrow=True),
        legend=tuple((marks[look], LEGEND[look]) for look in shown),
        note="Bids, vacancies and training places are read from Premises and People, and are "
        "changed there.",
    )


def groups_of(
    milestones: Sequence[MilestoneAnswer], others: Beside, here: Around
) -> tuple[Group, ...]:
    """Milestones under what they belong to, then bids, then posts."""
    today, whose = here.when.as_at, here.organisation.id
    groups = [
        Group(
            name=str(enabler.label),
            spans=tuple(
                Span(
                    label=one.title
                    if one.about_id == whose
                    else f"{one.title}, {as_written(one.about_name)}",
                    look=one.closed_as or "expected",
                    on=one.closed_on or one.forecast_on,
                    first_on=one.baseline_on,
                )
                for one in sorted(milestones, key=lambda one: one.closed_on or one.forecast_on)
                if one.enabler == enabler
            ),
        )
        for enabler in Enabler
    ]
    groups.append(Group(name="Bids for premises", spans=tuple(bid_spans(others.bids)[:MOST])))
    posts = [*vacancy_spans(others.vacancies, today), *place_spans(others.places, today)]
    groups.append(Group(name="Posts and training places", spans=tuple(posts[:MOST])))
    return tuple(one for one in groups if one.spans)


def bid_spans(held: Sequence[BidAnswer]) -> list[Span]:
    """A mark on the day of each bid."""
    return [
        Span(label=f"{one.title} ({one.stage_words.lower()})", look="bid", on=one.bid_on)
        for one in sorted(held, key=lambda one: one.bid_on)
    ]


def vacancy_spans(held: Sequence[VacancyAnswer], today: date) -> list[Span]:
    """A bar from the day that posts fell empty until the day asked about."""
    return [
        Span(
            label=f"{one.posts} × {one.role_words}, {as_written(one.organisation_name)}",
            look="post",
            on=max(today, one.starts_on),
            first_on=one.starts_on,
        )
        for one in held
    ]


def place_spans(held: Sequence[PlaceAnswer], today: date) -> list[Span]:
    """A bar for as long as a training place is offered or sought."""
    return [
        Span(
            label=f"{one.title}, {as_written(one.organisation_name)}",
            look="post",
            on=max(one.ends_on or today, one.starts_on),
            first_on=one.starts_on,
        )
        for one in held
        if one.kind != "training_practice"
    ]


def message(milestones: Sequence[MilestoneAnswer]) -> str:
    """What the drawing says, as a sentence."""
    still = [one for one in milestones if one.is_open]
    if not still:
        return "No milestone is open"
    later = sum(one.slipped > 0 for one in still)
    passed = sum(one.is_late for one in still)
    of = f"{capitalised(spelled(later))} of {spelled(len(still))} open milestones"
    verb = "is" if later == 1 else "are"
    told = f"{of} {verb} expected later than first set"
    return f"{told}; {spelled(passed)} should have been reached by now" if passed else told
