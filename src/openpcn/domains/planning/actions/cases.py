"""Open a change case, write in it, and bring it from stage to stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.planning.actions import effects
from openpcn.domains.planning.models import CaseStep, ChangeCase
from openpcn.domains.planning.vocabulary import DECISIONS, NEXT, CaseKind, Stage
from openpcn.domains.registry.actions import guarding
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotPossible, NotRight

TEXTS = ("application", "engagement", "decision")


@transaction.atomic
def open_case(
    *,
    kind: str,
    title: str,
    owner: str,
    about: str,
    within: str,
    moves: Mapping[str, str],
    application: str,
    effective_on: date | None = None,
    by: Account,
) -> int:
    """Open a change case with its application; private until its owner shares it."""
    whose = the(owner)
    require(by, "registry.draft", whose)
    if kind not in CaseKind.values:
        raise NotRight(f"“{kind[:40]}” is no kind of change.", next_step="Choose one of the list.")
    if effective_on is not None:
        check_days(effective_on)
    case = ChangeCase.objects.create(
        kind=kind,
        title=some_text(title, "The title", longest=200),
        owner=whose,
        about=the(about),
        within=the(within),
        moves=dict(sorted(moves.items())),
        application=some_text(application, "The application", longest=10_000),
        effective_on=effective_on,
        made_by=by,
        made_at=timezone.now(),
    )
    step(case, Stage.APPLICATION, "", by=by)
    record_event("opened a change case", case, by=by, detail={"kind": kind})
    return int(case.pk)


@transaction.atomic
def write_case(
    case_id: int,
    *,
    application: str,
    engagement: str,
    decision: str,
    effective_on: date | None,
    by: Account,
) -> None:
    """Write what was asked for, what people said, and what was decided."""
    case = the_case(case_id, by=by)
    must_be_undecided(case)
    if effective_on is not None:
        check_days(effective_on)
    case.application = some_text(application, "The application", longest=10_000)
    case.engagement, case.decision = engagement.strip()[:10_000], decision.strip()[:10_000]
    case.effective_on = effective_on
    case.save(update_fields=[*TEXTS, "effective_on"])
    record_event("wrote in a change case", case, by=by)


@transaction.atomic
def move_case(
    case_id: int, *, to: str, words: str = "", said: effects.Said = effects.NOTHING, by: Account
) -> None:
    """Bring a case to another stage; decisions are the commissioner's.

    In effect, it is recorded in the registry; brought back from there, that is taken back.
    """
    case = the_case(case_id, by=by)
    if to in DECISIONS:
        require(by, "registry.amend_membership", case.within_id)
    if to not in NEXT[case.stage]:
        allowed = " or ".join(sorted(Stage(each).label for each in NEXT[case.stage]))
        wanted = Stage(to).label.lower() if to in Stage.values else to[:40]
        raise NotPossible(
            f"A case that is at “{case.get_stage_display()}” cannot become “{wanted}”.",
            next_step=f"It can become: {allowed}." if allowed else "Open a new case.",
        )
    if to in (Stage.APPROVED, Stage.REFUSED) and not case.decision:
        raise NotPossible(
            "No decision is written down.", next_step="Write the decision and its reasons first."
        )
    if to in (Stage.APPROVED, Stage.IN_EFFECT) and case.effective_on is None:
        raise NotPossible(
            "No effective date is set.", next_step="Set the day from which the change counts."
        )
    was, case.stage = case.stage, to
    if to == Stage.IN_EFFECT:
        effects.record(case, said, by=by)
    elif was == Stage.IN_EFFECT:
        effects.take_back(case, by=by)
    case.save(update_fields=["stage"])
    step(case, to, words.strip()[:2_000], by=by)
    record_event("moved a change case", case, by=by, detail={"from": was, "to": to})


@transaction.atomic
def open_to(case_id: int, *, state: str, by: Account) -> None:
    """Let more people, or fewer, see a case."""
    guarding.move(guarding.the_draft(ChangeCase, case_id, by=by), to=state, by=by)


def the_case(case_id: int, *, by: Account) -> ChangeCase:
    """A case that `by` may see and draft for."""
    case: ChangeCase = guarding.the_draft(ChangeCase, case_id, by=by)
    require(by, "registry.draft", case.owner_id)
    return case


def must_be_undecided(case: ChangeCase) -> None:
    """Refuse to rewrite what was decided."""
    if case.stage not in (Stage.APPLICATION, Stage.ENGAGEMENT) or case.state == State.PUBLISHED:
        raise NotPossible(
            f"“{case.title}” is at “{case.get_stage_display()}”: its words stand.",
            next_step="Open a new case for a further change.",
        )


def step(case: ChangeCase, stage: str, words: str, *, by: Account) -> None:
    """Keep that the case came to a stage today."""
    CaseStep.objects.create(
        case=case, stage=stage, on=timezone.localdate(), words=words, by=by, at=timezone.now()
    )
