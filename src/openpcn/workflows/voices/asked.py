"""What the patients of an organisation are asked, there, above it and beneath it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.queries.consultations import ConsultationAnswer, consultations
from openpcn.domains.engagement.vocabulary import RECORD
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import may
from openpcn.kernel.when import When
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.voices.heard import who_was_heard

LAST_FEW = 3
"""Consultations whose listing says who was heard less; each has its own page too."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Consultations about an organisation and about what it lies in."""

    subject: Subject
    consultations: tuple[ConsultationAnswer, ...]
    heard_less: Mapping[int, tuple[str, ...]]
    """By consultation, of the last few with results: groups heard less than they live there."""
    may_record: bool


def around(subject: Subject, *, when: When) -> set[int]:
    """An organisation, what it lies in and, of a system or place, what lies beneath it."""
    itself = subject.organisation.id
    over = set(above(itself, when=when)) | {one.id for one in subject.above}
    return over | (beneath(itself, when=when) if subject.kind != "practice" else set())


def consultations_about(
    viewer: Account | None, path: str, code: str, *, when: When, with_heard: bool = False
) -> Asked:
    """Consultations that the patients of an organisation are or were asked to answer."""
    subject = get_subject(path, code, when=when)
    found = tuple(consultations(viewer, organisations=around(subject, when=when)))
    return Asked(
        subject=subject,
        consultations=found,
        heard_less=heard_less(found, when=when) if with_heard else {},
        may_record=may(viewer, RECORD, subject.organisation.id),
    )


def heard_less(found: tuple[ConsultationAnswer, ...], *, when: When) -> dict[int, tuple[str, ...]]:
    """Groups that were heard less than they live there, in the last few with results."""
    shown = [one for one in found if one.is_here and one.shows_results][:LAST_FEW]
    return {
        one.id: tuple(
            group.words
            for each in who_was_heard(one, when=when)
            for group in each.groups
            if group.verdict == "fewer"
        )
        for one in shown
    }
