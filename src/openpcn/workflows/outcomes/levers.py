"""The two headline ambitions side by side, so that nothing is counted twice.

A follow-up that is avoided is an outpatient attendance that is avoided: what follow-ups fell by is
a part of what outpatients fell by, and the two are never added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpcn.rulebook.levers import Lever, levers

OVERLAP = (
    "A follow-up that is avoided is also an outpatient attendance that is avoided. Follow-ups are "
    "shown as a part of outpatients; the two are never added."
)


@dataclass(frozen=True, kw_only=True)
class LeverReading:
    """How far one ambition that serves a headline has come, as a count."""

    organisation_code: str
    lever: str
    unit: str
    baseline: float
    baseline_on: date
    latest: float
    latest_on: date


@dataclass(frozen=True, kw_only=True)
class TowardsHeadline:
    """One organisation and both headlines, in attendances."""

    organisation_code: str
    outpatients_fewer: float | None
    outpatients_aim: float | None
    follow_ups_fewer: float | None
    """A part of `outpatients_fewer`."""
    follow_ups_aim: float | None
    others_fewer: float | None
    """Outpatients other than follow-ups; below nought they rose."""
    baseline_on: date | None
    latest_on: date | None
    """The days between which it fell; None where they are several."""
    why_not: str
    """Why the two cannot be set beside each other; empty where they can."""


def towards_headlines(readings: Sequence[LeverReading]) -> tuple[TowardsHeadline, ...]:
    """Each organisation with ambitions for either headline."""
    rules = levers()
    codes = dict.fromkeys(one.organisation_code for one in readings)
    return tuple(
        of_one([one for one in readings if one.organisation_code == code], code, rules)
        for code in codes
    )


def of_one(held: Sequence[LeverReading], code: str, rules: dict[str, Lever]) -> TowardsHeadline:
    """Both headlines of one organisation."""
    own = {name: [one for one in held if one.lever == name] for name in rules}
    why = why_not(own["outpatients"], own["follow_ups"])
    outpatients, follow_ups = (fewer(own[name]) for name in ("outpatients", "follow_ups"))
    others = (
        outpatients - follow_ups
        if not why and outpatients is not None and follow_ups is not None
        else None
    )
    return TowardsHeadline(
        organisation_code=code,
        outpatients_fewer=outpatients,
        outpatients_aim=aim(own["outpatients"], rules["outpatients"]),
        follow_ups_fewer=follow_ups,
        follow_ups_aim=aim(own["follow_ups"], rules["follow_ups"]),
        others_fewer=others,
        baseline_on=the_one({one.baseline_on for one in held}),
        latest_on=the_one({one.latest_on for one in held}),
        why_not=why,
    )


def the_one(days: set[date]) -> date | None:
    """The only day of some."""
    return next(iter(days)) if len(days) == 1 else None


def why_not(outpatients: Sequence[LeverReading], follow_ups: Sequence[LeverReading]) -> str:
    """Why the two cannot be parted from each other."""
    if len(outpatients) > 1 or len(follow_ups) > 1:
        return "Several ambitions serve the same headline: their sum would count people twice."
    both = [*outpatients, *follow_ups]
    if any(one.unit != "number" for one in both):
        return "One of them is not a count of attendances, so that no part can be told."
    if len(both) == 2 and both[0].baseline_on != both[1].baseline_on:
        return "Their baselines are of different days."
    if len(both) == 2 and both[0].latest_on != both[1].latest_on:
        return "Their latest readings are of different days."
    return ""


def fewer(held: Sequence[LeverReading]) -> float | None:
    """By how many attendances it fell; None where it is not one count."""
    if len(held) != 1 or held[0].unit != "number":
        return None
    return held[0].baseline - held[0].latest


def aim(held: Sequence[LeverReading], rule: Lever) -> float | None:
    """By how many attendances it is to fall."""
    if len(held) != 1 or held[0].unit != "number":
        return None
    return held[0].baseline * float(rule.part)
