"""Change cases on behalf of a viewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.planning.models import ChangeCase
from openpcn.domains.planning.queries.effects import Line, line_from
from openpcn.domains.planning.vocabulary import NEXT, CaseKind, Stage
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.guarded import owned_by
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.registry.visibility import visible_to
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class StepAnswer:
    """A stage that a case came to."""

    stage_words: str
    on: date
    words: str
    by: str


@dataclass(frozen=True, kw_only=True)
class CaseAnswer:
    """A change case as it stands."""

    id: int
    title: str
    kind: str
    kind_words: str
    owner_code: str
    owner_name: str
    about_code: str
    about_name: str
    about_kind: str
    within_code: str
    within_name: str
    state: str
    state_words: str
    stage: str
    stage_words: str
    next_stages: tuple[tuple[str, str], ...]
    effective_on: date | None
    moves: dict[str, str]
    application: str
    engagement: str
    decision: str
    recorded: tuple[Line, ...]
    """What was written into the registry when the case came into effect."""
    codes: dict[str, str]
    """The codes that its new networks were given, by NEW-1 and so on."""
    steps: tuple[StepAnswer, ...]
    may_write: bool
    may_decide: bool


def kinds() -> tuple[tuple[str, str], ...]:
    """What a case can ask for, with its words."""
    return tuple((one.value, str(one.label)) for one in CaseKind)


def cases(viewer: Account | None, *, when: When) -> list[CaseAnswer]:
    """The cases that a viewer may see, the newest first."""
    rows = list(seen_cases(viewer).order_by("-made_at", "-id"))
    return [case_from(row, viewer, when=when) for row in rows]


def get_case(viewer: Account | None, number: int, *, when: When) -> CaseAnswer:
    """One case, if the viewer may see it."""
    row = seen_cases(viewer).filter(id=number).first()
    if row is None:
        raise NotFound(
            f"No change case with the number {number} is shown to you.",
            next_step="Sign in, or ask its owner to share it with your organisation.",
        )
    return case_from(row, viewer, when=when)


def seen_cases(viewer: Account | None) -> QuerySet[ChangeCase]:
    """Cases that a viewer may see: every read of them starts here."""
    seen = ChangeCase.objects.filter(visible_to(viewer)).values("id")
    return ChangeCase.objects.filter(id__in=seen).prefetch_related("steps__by")


def case_from(row: ChangeCase, viewer: Account | None, *, when: When) -> CaseAnswer:
    """A case with the names of all that it speaks of."""
    named: dict[int, OrganisationAnswer] = organisations_by_id(
        {row.owner_id, row.about_id, row.within_id}, when=when
    )
    about = named[row.about_id]
    return CaseAnswer(
        **owned_by(row, named),
        kind=row.kind,
        kind_words=row.get_kind_display(),
        about_code=about.code,
        about_name=about.name,
        about_kind=about.kind,
        within_code=named[row.within_id].code,
        within_name=named[row.within_id].name,
        stage=row.stage,
        stage_words=row.get_stage_display(),
        next_stages=tuple((s.value, str(s.label)) for s in Stage if s in NEXT[row.stage]),
        effective_on=row.effective_on,
        moves=row.moves,
        application=row.application,
        engagement=row.engagement,
        decision=row.decision,
        recorded=tuple(line_from(line) for line in row.recorded.get("lines", ())),
        codes=row.recorded.get("codes", {}),
        steps=tuple(
            StepAnswer(
                stage_words=one.get_stage_display(),
                on=one.on,
                words=one.words,
                by=one.by.get_username() if one.by else "",
            )
            for one in sorted(row.steps.all(), key=lambda one: one.pk)
        ),
        may_write=may(viewer, "registry.draft", row.owner_id),
        may_decide=may(viewer, "registry.amend_membership", row.within_id),
    )
