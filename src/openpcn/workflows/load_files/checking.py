"""What the files show only when they stand side by side: gaps, jumps and disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from openpcn.domains.registry.queries import points, quality, structure
from openpcn.domains.registry.queries.datasets import DatasetAnswer
from openpcn.kernel.when import When, in_words
from openpcn.workflows.load_files.catalogue import meaning_of
from openpcn.workflows.load_files.reports import FoundInFile

ACROSS = (
    "practices_without_list",
    "practices_without_network",
    "practices_without_coordinates",
    "network_of_one",
    "list_jump",
    "names_changed",
    "system_differs",
    "deprivation_by_edition",
)
"""The kinds of finding that this module makes."""
JUMP = 0.20
"""A list that changed by more than this share between two publications is named."""


def look_across(held: Iterable[DatasetAnswer], *, today: date) -> tuple[FoundInFile, ...]:
    """Everything that the files that are held show together, as at the newest list."""
    datasets = tuple(held)
    lists = [each.period_on for each in datasets if each.format == "registered-totals"]
    as_at = max((on for on in lists if on and on <= today), default=today)
    return (
        *_gaps(When(as_at=as_at), with_lists=bool(lists)),
        *_jumps(),
        *_names(),
        *_systems(),
        *_editions(datasets),
    )


def found(code: str, message: str, *, about: str = "") -> FoundInFile:
    """A finding with the gravity and next step of its kind."""
    meaning = meaning_of(code)
    return FoundInFile(
        code=code,
        severity=meaning.severity,
        message=message,
        next_step=meaning.next_step,
        subject_code=about,
    )


def _gaps(when: When, *, with_lists: bool) -> Iterator[FoundInFile]:
    practices = structure.practices(when=when)
    located = points.points_of([practice.code for practice in practices], when=when)
    on = in_words(when.as_at)
    members: dict[str, list[str]] = {}
    for practice in practices:
        named = f"{practice.name} ({practice.code})"
        if practice.network_code:
            members.setdefault(practice.network_code, []).append(named)
        if practice.patients is None:
            if with_lists:
                yield found(
                    "practices_without_list",
                    f"{named} was open on {on} and no list of the 12 months before it is held.",
                    about=practice.code,
                )
            continue
        if practice.network_code is None:
            yield found(
                "practices_without_network",
                f"{named} had {practice.patients:,} patients and no network on {on}.",
                about=practice.code,
            )
        if practice.code not in located:
            yield found(
                "practices_without_coordinates",
                f"{named}, {practice.postcode or 'postcode not known'}, has no coordinates.",
                about=practice.code,
            )
    for code, names in members.items():
        if len(names) == 1:
            message = f"{code} had one practice on {on}: {names[0]}."
            yield found("network_of_one", message, about=code)


def _jumps() -> Iterator[FoundInFile]:
    for code, lists in quality.lists_by_vintage().items():
        for (before_on, before), (after_on, after) in pairwise(lists):
            if before and abs(after - before) > JUMP * before:
                share = (after - before) / before
                yield found(
                    "list_jump",
                    f"{code} had {before:,} patients on {in_words(before_on)} and {after:,} on "
                    f"{in_words(after_on)}, {share:+.0%}.",
                    about=code,
                )


def _names() -> Iterator[FoundInFile]:
    for change in quality.name_changes():
        yield found(
            "names_changed",
            f"{change.code} was {change.earlier} on {in_words(change.earlier_on)} and "
            f"{change.later} on {in_words(change.later_on)}.",
            about=change.code,
        )


def _systems() -> Iterator[FoundInFile]:
    for difference in quality.system_differences():
        yield found(
            "system_differs",
            f"{difference.code} was in {difference.earlier} on {in_words(difference.earlier_on)} "
            f"and in {difference.later} on {in_words(difference.later_on)}.",
            about=difference.code,
        )


def _editions(datasets: Iterable[DatasetAnswer]) -> Iterator[FoundInFile]:
    formats = {each.format for each in datasets}
    changes = "area-changes" in formats
    for each in datasets:
        if "imd2019" in each.format:
            how = (
                "A 2021 area that a split made takes the score of the area it was part of; one "
                "that a merger made takes the mean of its parts, weighted by their residents, by "
                "the published change lookup."
                if changes
                else "No change lookup is held, so it is not shown for areas of 2021."
            )
            yield found(
                "deprivation_by_edition",
                f"{each.title} is published for areas of 2011. {how}",
            )
