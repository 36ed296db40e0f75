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
    "practices_not_in_register",
    "lists_partial",
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
        *_strangers(datasets),
        *_partial_lists(),
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


EDITIONS = {"mapped:imd-2019": ("2011", "2021"), "mapped:iod-2025": ("2021", "2011")}
"""The year of the LSOAs that each edition of the indices is published for, and the other year."""


def _editions(datasets: Iterable[DatasetAnswer]) -> Iterator[FoundInFile]:
    for each in datasets:
        if each.format in EDITIONS:
            own, other = EDITIONS[each.format]
            yield found(
                "deprivation_by_edition",
                f"{each.title} is used with registrations by LSOAs of {own} only. It is not "
                f"carried over to LSOAs of {other}: for areas that were split, the published "
                "change lookup gives no shares.",
            )


def _strangers(datasets: Iterable[DatasetAnswer]) -> Iterator[FoundInFile]:
    """Practices of the newest lists that no register describes as a GP practice."""
    registers = [each for each in datasets if each.format == "epraccur"]
    totals = [each for each in datasets if each.format == "registered-totals" and each.period_on]
    if not registers or not totals:
        return
    described = set().union(*(quality.practices_described(each.id) for each in registers))
    newest = max(totals, key=lambda each: (each.period_on or date.min, each.id))
    for code, patients in sorted(quality.patients_by_practice(newest.id).items()):
        if code not in described and newest.period_on:
            yield found(
                "practices_not_in_register",
                f"{code} had {patients:,} patients on {in_words(newest.period_on)}; no register "
                "that is held describes it as a GP practice.",
                about=code,
            )


def _partial_lists() -> Iterator[FoundInFile]:
    for partial in quality.partial_lists():
        yield found(
            "lists_partial",
            f"Of {partial.practices:,} practices the registrations by LSOA of "
            f"{in_words(partial.on)} hold {partial.part:,} in part only: their patients in one "
            "part of the land.",
        )
