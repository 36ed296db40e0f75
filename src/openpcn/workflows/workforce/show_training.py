"""The training hub's list and the local schemes of an organisation, on behalf of a viewer."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.domains.staffing.queries.training import (
    PlaceAnswer,
    SchemeAnswer,
    local_schemes,
    training_places,
)
from openpcn.domains.staffing.vocabulary import PERMISSION_PLACES, PERMISSION_SCHEMES
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import SystemFacts, system_facts
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.pages.show_overview import members_of
from openpcn.workflows.workforce.placing import FreeOffer, SoughtPlace, matched


@dataclass(frozen=True, kw_only=True)
class Training:
    """The page of training and schemes."""

    subject: Subject
    whole: SystemFacts
    members: tuple[PracticeAnswer, ...]
    places: tuple[PlaceAnswer, ...]
    matches: tuple[SoughtPlace, ...]
    free: tuple[FreeOffer, ...]
    schemes: tuple[SchemeAnswer, ...]
    may_record_places: bool
    may_record_schemes: bool


def show_training(viewer: Account | None, path: str, code: str, *, when: When) -> Training:
    """What is offered, sought and given, in the organisation and beneath it."""
    subject = get_subject(path, code, when=when)
    whole = system_facts(subject.system.code if subject.system else subject.code, when=when)
    places = tuple(training_places(viewer, within=code, when=when))
    everywhere = training_places(viewer, within=whole.code, when=when)
    matches, free = matched(places, everywhere)
    return Training(
        subject=subject,
        whole=whole,
        members=members_of(subject, whole),
        places=places,
        matches=matches,
        free=free,
        schemes=tuple(local_schemes(viewer, about=code, when=when)),
        may_record_places=may(viewer, PERMISSION_PLACES, subject.organisation.id),
        may_record_schemes=may(viewer, PERMISSION_SCHEMES, subject.organisation.id),
    )
