"""You said, we did: what people of an organisation said, and what became of it, counted plainly."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.actions.promises import groups_of
from openpcn.domains.engagement.queries.promises import ThemeAnswer, themes
from openpcn.domains.engagement.queries.voices import VoiceAnswer
from openpcn.domains.engagement.vocabulary import HOLD_TO_ACCOUNT, RECORD
from openpcn.domains.registry.permissions import may
from openpcn.kernel.when import When
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.voices.asked import around


@dataclass(frozen=True, kw_only=True)
class Promised:
    """The themes of an organisation and of what it lies in."""

    subject: Subject
    themes: tuple[ThemeAnswer, ...]
    may_record: bool
    speaks_for: tuple[VoiceAnswer, ...]
    """Groups for which the reader speaks here."""

    def number(self, decision: str) -> int:
        """How many came to a decision."""
        return sum(one.decision == decision for one in self.themes)

    @property
    def overdue(self) -> int:
        """Promises whose day has passed."""
        return sum(one.is_overdue for one in self.themes)


def you_said(viewer: Account | None, path: str, code: str, *, when: When) -> Promised:
    """What people said about an organisation, with promises kept and not kept."""
    subject = get_subject(path, code, when=when)
    itself = subject.organisation.id
    may_hold = may(viewer, HOLD_TO_ACCOUNT)
    return Promised(
        subject=subject,
        themes=tuple(themes(viewer, around(subject, when=when), when=when)),
        may_record=may(viewer, RECORD, itself) or may(viewer, HOLD_TO_ACCOUNT, itself),
        speaks_for=tuple(groups_of(viewer, itself)) if may_hold else (),
    )
