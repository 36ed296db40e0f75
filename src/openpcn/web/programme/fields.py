"""The fields of each kind of matter: read from a form, and filled from what stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.programme.actions import saying
from openpcn.domains.programme.vocabulary import Enabler, Impact, Likelihood, Progress
from openpcn.web.recording.forms import Form, day_fields

Reading = Callable[[Form], dict[str, Any]]


def words_in(form: Form, kind: str) -> Callable[[], saying.Words]:
    """What the form says of a matter; made once its fields have no problem."""
    said: dict[str, Any] = {
        "title": form.text("title", _("a title")),
        "words": form.text("words", _("the text"), required=False, longest=saying.LONGEST),
        "owner": form.text("owner", _("who answers for it"), required=False, longest=40),
        "raised_on": form.day("raised_on", _("the day")),
        **READS[kind](form),
    }
    return lambda: saying.KINDS[kind].said(**said)


def action(form: Form) -> dict[str, Any]:
    """The fields of an action."""
    return {
        "question": long(form, "question"),
        "asked_by": form.text("asked_by", _("who asked"), required=False),
        "evidence": long(form, "evidence"),
        "decision": form.number_of("decision") or None,
        "due_on": form.day("due_on", _("the day it is due")),
        "progress": form.choice("progress", _("how far it is"), Progress.values),
        "report_on": form.day_or_open("report_on"),
        "report_to": form.text("report_to", _("who is told"), required=False),
    }


def decision(form: Form) -> dict[str, Any]:
    """The fields of a decision."""
    return {
        "decided_by": form.text("decided_by", _("who decided")),
        "evidence": long(form, "evidence"),
    }


def risk(form: Form) -> dict[str, Any]:
    """The fields of a risk."""
    return {
        "likelihood": form.whole("likelihood", _("how likely it is")),
        "impact": form.whole("impact", _("how grave it would be")),
        "mitigation": form.text("mitigation", _("what is done about it"), longest=saying.LONGEST),
        "review_on": form.day("review_on", _("the day of its review")),
    }


def milestone(form: Form) -> dict[str, Any]:
    """The fields of a milestone."""
    return {
        "enabler": form.choice("enabler", _("what it belongs to"), Enabler.values),
        "baseline_on": form.day("baseline_on", _("the day by which it is to be reached")),
        "reached_on": form.day_or_open("reached_on"),
    }


def plan(form: Form) -> dict[str, Any]:
    """The fields of a plan in force."""
    return {
        "kept_at": form.text("kept_at", _("where it is kept"), longest=300),
        "check_every": form.whole("check_every", _("how often it is checked")),
        "ends_on": form.day_or_open("ends_on"),
    }


def requirement(form: Form) -> dict[str, Any]:
    """The fields of a local requirement."""
    return {
        "basis": form.text("basis", _("what it rests on"), longest=300),
        "due_on": form.day_or_open("due_on"),
    }


def long(form: Form, name: str) -> str:
    """Text that may be left empty."""
    return form.text(name, _("the text"), required=False, longest=saying.LONGEST)


READS: dict[str, Reading] = {
    "action": action,
    "decision": decision,
    "risk": risk,
    "milestone": milestone,
    "plan": plan,
    "requirement": requirement,
}
DAYS = ("raised_on", "due_on", "report_on", "review_on", "baseline_on", "ends_on")
SAME = (
    "title", "words", "question", "asked_by", "evidence", "progress", "report_to", "decided_by",
    "likelihood", "impact", "mitigation", "enabler", "kept_at", "check_every", "basis",
)  # fmt: skip


def filled(matter: Any) -> dict[str, str]:
    """What stands, for the form."""
    told = {name: str(getattr(matter, name)) for name in SAME if hasattr(matter, name)}
    told["owner"] = matter.owner.person_key if matter.owner else ""
    told["decision"] = str(getattr(matter, "decision_id", None) or "")
    for name in DAYS:
        told |= day_fields(name, getattr(matter, name, None))
    return told


def choices() -> dict[str, Any]:
    """What can be chosen."""
    return {
        "progresses": Progress.choices,
        "likelihoods": [(str(value), f"{value} {words}") for value, words in Likelihood.choices],
        "impacts": [(str(value), f"{value} {words}") for value, words in Impact.choices],
        "enablers": Enabler.choices,
    }
