"""What the patients of an organisation are asked, there, above it and beneath it."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.queries.consultations import ConsultationAnswer, consultations
from openpcn.domains.engagement.vocabulary import RECORD
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import may
from openpcn.kernel.when import When
from openpcn.workflows.show_subject import Subject, get_subject


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Consultations about an organisation and about what it lies in."""

    subject: Subject
    consultations: tuple[ConsultationAnswer, ...]
    may_record: bool


def around(subject: Subject, *, when: When) -> set[int]:
    """An organisation, what it lies in and, of a system or place, what lies beneath it."""
    itself = subject.organisation.id
    over = set(above(itself, when=when)) | {one.id for one in subject.above}
    return over | (beneath(itself, when=when) if subject.kind != "practice" else set())


def consultations_about(viewer: Account | None, path: str, code: str, *, when: When) -> Asked:
    """Consultations that the patients of an organisation are or were asked to answer."""
    subject = get_subject(path, code, when=when)
    return Asked(
        subject=subject,
        consultations=tuple(consultations(viewer, organisations=around(subject, when=when))),
        may_record=may(viewer, RECORD, subject.organisation.id),
    )
