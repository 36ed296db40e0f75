"""What a matter says, as names and words, and how it came to say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.programme.vocabulary import RISK_SOURCE
from openpcn.domains.registry.queries.versions import Version
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.web.programme.presenting import owner_words

Told = Iterator[tuple[str, str, str]]


def told(one: Any) -> list[tuple[str, str, str]]:
    """Name, words and what stands beneath; what was left empty is left out."""
    everything = (
        (_("Whose"), as_written(one.about_name), ""),
        *SAYS[one.kind](one),
        (_("Text"), one.words, ""),
        (_("Owner"), owner_words(one) if one.owner else "", owner_note(one)),
        (
            _("Ended"),
            f"{one.closed_words}, {in_words(one.closed_on)}" if one.closed_on else "",
            one.outcome,
        ),
    )
    return [each for each in everything if each[1]]


def owner_note(one: Any) -> str:
    """What the owner is, or what to do where they have left."""
    if one.owner_left:
        return _("Hand it over to somebody who holds a role here.")
    return one.owner.job if one.owner and one.owner.job != one.owner.name else ""


def action(one: Any) -> Told:
    """Question, evidence, what is to be done, next report."""
    yield _("Question"), one.question, one.asked_by
    yield _("Evidence"), one.evidence, ""
    yield _("Raised on"), in_words(one.raised_on), ""
    yield _("Due on"), in_words(one.due_on), _("overdue") if one.is_late else ""
    yield _("How far"), one.progress_words if one.is_open else "", ""
    yield _("Next report"), in_words(one.report_on) if one.report_on else "", one.report_to


def decision(one: Any) -> Told:
    """By whom, when, on what evidence."""
    yield _("Decided by"), one.decided_by, in_words(one.raised_on)
    yield _("Evidence"), one.evidence, ""


def risk(one: Any) -> Told:
    """How likely, how grave, what is done."""
    yield _("Seen on"), in_words(one.raised_on), ""
    yield _("Likelihood"), f"{one.likelihood}, {one.likelihood_words.lower()}", ""
    yield _("Impact"), f"{one.impact}, {one.impact_words.lower()}", ""
    yield (
        _("Score"),
        f"{one.likelihood} × {one.impact} = {one.score}: {one.band_words.lower()}",
        RISK_SOURCE,
    )
    yield _("What is done about it"), one.mitigation, ""
    yield _("Review on"), in_words(one.review_on), _("overdue") if one.is_late else ""


def milestone(one: Any) -> Told:
    """As first set, as now expected."""
    yield _("Belongs to"), one.enabler_words, ""
    yield _("As first set"), in_words(one.baseline_on), ""
    if one.is_open:
        later = counted(one.slipped, _("day later"), _("days later")) if one.slipped > 0 else ""
        why = "; ".join(each for each in (later, one.because) if each)
        yield _("Expected now"), in_words(one.forecast_on), why


def plan(one: Any) -> Told:
    """From when, where, how often it is checked."""
    ends = _("until %(day)s") % {"day": in_words(one.ends_on)} if one.ends_on else ""
    yield (
        _("In force"),
        f"{_('from %(day)s') % {'day': in_words(one.raised_on)}} {ends}".strip(),
        "",
    )
    yield _("Kept at"), one.kept_at, ""
    yield _("Checked"), _("every %(n)s") % {"n": counted(one.check_every, _("month"))}, ""


def requirement(one: Any) -> Told:
    """From when, by when, what it rests on."""
    yield _("Counts from"), in_words(one.raised_on), ""
    yield _("To be met by"), in_words(one.due_on) if one.due_on else "", ""
    yield _("Rests on"), one.basis, ""


SAYS: dict[str, Any] = {
    "action": action,
    "decision": decision,
    "risk": risk,
    "milestone": milestone,
    "plan": plan,
    "requirement": requirement,
}


def history(versions: tuple[Version, ...]) -> list[tuple[str, str, list[str]]]:
    """By version: when, who, and each change as a sentence."""
    return [(in_words(one.known_from), one.by, list(sentences(one))) for one in versions]


def sentences(one: Version) -> Iterator[str]:
    """What a version changed."""
    if one.is_first:
        yield _("Recorded")
    for name, before, after in one.changes:
        yield _("%(name)s: %(after)s, before %(before)s") % {
            "name": name,
            "before": before,
            "after": after,
        }
    if not one.is_first and not one.changes:
        yield _("Brought back")
    if one.was_taken_back:
        yield _("Taken back")
