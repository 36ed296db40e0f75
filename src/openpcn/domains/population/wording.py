"""The fingerprint of a need summary: what the signatures on it are about."""

from __future__ import annotations

import hashlib
import json

from openpcn.domains.population.models import Need, NeedSummary
from openpcn.domains.population.vocabulary import Party


def fingerprint_of(summary: NeedSummary) -> str:
    """SHA-256 over the words that are signed: title, days, introduction, needs, words to the board.

    Canonical form: JSON with sorted keys, no spaces, needs in the order of their numbers.
    """
    said = {
        "title": summary.title,
        "about": summary.about_id,
        "starts_on": summary.starts_on.isoformat(),
        "review_on": summary.review_on.isoformat(),
        "introduction": summary.introduction,
        "board": summary.board,
        "board_words": summary.board_words,
        "needs": [words_of(need) for need in needs_of(summary)],
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def words_of(need: Need) -> dict[str, str | int | None]:
    """All that a need says."""
    return {
        "title": need.title,
        "evidence": need.evidence,
        "source": need.source,
        "priority": need.priority,
        "reason": need.reason,
        "response": need.response,
        "lead": need.lead,
        "due_on": need.due_on.isoformat() if need.due_on else None,
    }


def needs_of(summary: NeedSummary) -> list[Need]:
    """The needs that stand: priorities in their order, then the others as they were written."""
    standing = [need for need in summary.needs.all() if need.withdrawn_at is None]
    return sorted(standing, key=lambda need: (need.priority is None, need.priority or 0, need.pk))


def signed_by_all(summary: NeedSummary) -> bool:
    """Whether both parties have signed the words as they stand."""
    now = fingerprint_of(summary)
    parties = {
        one.party
        for one in summary.signatures.all()
        if one.withdrawn_at is None and one.fingerprint == now
    }
    return parties == set(Party.values)
