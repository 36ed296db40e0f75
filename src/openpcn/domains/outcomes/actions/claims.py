"""Say that something brought a change about: only with an evaluation that found a benefit."""

from __future__ import annotations

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.outcomes.actions.ambitions import standing
from openpcn.domains.outcomes.evaluations import ReadEvaluation
from openpcn.domains.outcomes.models import EffectClaim
from openpcn.domains.outcomes.vocabulary import BENEFIT
from openpcn.domains.registry.actions.facts import put, take_back, the_current
from openpcn.domains.registry.actions.naming import some_text
from openpcn.kernel.errors import NotPossible, NotRight


@transaction.atomic
def claim_effect(
    number: int, *, words: str, outcome: str, evaluation: ReadEvaluation | None, by: Account
) -> int:
    """Claim an effect by an evaluation; refused without one, and where it found no benefit."""
    ambition = standing(number, by=by)
    said = some_text(words, "The claim", longest=500)
    if evaluation is None:
        raise NotPossible(
            "A change over time does not say what brought it about.",
            next_step="Evaluate it with comparison people (openpcn population evaluate), and "
            "give the file evaluation.json with the claim.",
        )
    found = evaluation.findings.get(outcome)
    if found is None:
        raise NotRight(
            f"The evaluation says nothing of “{outcome}”.",
            next_step=f"It speaks of: {', '.join(evaluation.findings)}.",
        )
    if found.verdict != BENEFIT:
        raise NotPossible(
            f"The evaluation does not support this. {found.sentence}",
            next_step="Say what was found, not more; a claim needs the verdict “benefit”.",
        )
    made = put(
        EffectClaim,
        {
            "ambition": ambition,
            "fingerprint": evaluation.fingerprint,
            "outcome": found.outcome,
        },
        by=by,
        words=said,
        evaluation=evaluation.title,
        verdict=found.verdict,
        finding=found.sentence,
        harm=evaluation.harm,
    )
    record_event("claimed an effect", made, by=by, detail={"ambition": number})
    return int(made.pk)


@transaction.atomic
def withdraw_claim(number: int, claim: int, *, by: Account) -> None:
    """Take a claim back."""
    ambition = standing(number, by=by)
    held = the_current(EffectClaim, claim, "claim", ambition=ambition)
    take_back(held)
    record_event("withdrew a claim of effect", held, by=by, detail={"ambition": number})
