"""Matters of a programme with what is said of them, what they need, checks and sign-offs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openpcn.domains.programme.vocabulary import (
    About,
    Embedded,
    Enabler,
    Ending,
    Impact,
    Likelihood,
    Progress,
)
from openpcn.domains.registry.models import Organisation, Person
from openpcn.domains.registry.models.dating import Held, one_current


class Matter(models.Model):
    """One thing that is kept track of: its identity, its kind and whose it is."""

    kind = models.CharField(max_length=12, choices=About)
    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """The network, place or board that answers for it."""


def ends_well(kind: str) -> tuple[models.CheckConstraint, ...]:
    """What must hold of the end of any matter."""
    return (
        models.CheckConstraint(
            name=f"{kind}_that_ends_says_how_and_why",
            condition=Q(closed_on__isnull=True, closed_as="", outcome="")
            | (Q(closed_on__isnull=False) & ~Q(closed_as="") & ~Q(outcome="")),
        ),
        models.CheckConstraint(
            name=f"{kind}_ends_after_it_begins",
            condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("raised_on")),
        ),
    )


def owned(kind: str) -> models.CheckConstraint:
    """Somebody answers for it."""
    return models.CheckConstraint(name=f"{kind}_has_an_owner", condition=Q(owner__isnull=False))


class Said(Held):
    """What is said of a matter in one version of what is known."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="%(class)ss")
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    raised_on = models.DateField()
    """The day it began: recorded, decided, seen, in force."""
    closed_on = models.DateField(null=True)
    """The day from which it is no longer open."""
    closed_as = models.CharField(max_length=10, choices=Ending, blank=True)
    outcome = models.TextField(blank=True)
    """What came of it, or why it ended."""

    class Meta:
        abstract = True


class Action(Said):
    """What somebody does by a day: the question, the evidence, the decision, the next report."""

    question = models.TextField(blank=True)
    asked_by = models.CharField(max_length=200, blank=True)
    evidence = models.TextField(blank=True)
    decision = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    progress = models.CharField(max_length=10, choices=Progress, default=Progress.OPEN)
    report_on = models.DateField(null=True)
    report_to = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_current("an_action_has_one_current_version", "matter"),
            owned("an_action"),
            *ends_well("an_action"),
        ]


class Decision(Said):
    """What was decided, by which body and on what evidence; raised on the day of the decision."""

    decided_by = models.CharField(max_length=200)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_current("a_decision_has_one_current_version", "matter"),
            *ends_well("a_decision"),
        ]


class Risk(Said):
    """What may go wrong: how likely, how grave, what is done about it."""

    likelihood = models.PositiveSmallIntegerField(choices=Likelihood)
    impact = models.PositiveSmallIntegerField(choices=Impact)
    mitigation = models.TextField()
    review_on = models.DateField()

    class Meta:
        constraints = [
            one_current("a_risk_has_one_current_version", "matter"),
            owned("a_risk"),
            *ends_well("a_risk"),
            models.CheckConstraint(
                name="a_risk_is_scored_one_to_five",
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
            ),
        ]


class Milestone(Said):
    """A day by which something is to be reached: as first set, and as now expected."""

    enabler = models.CharField(max_length=12, choices=Enabler)
    baseline_on = models.DateField()
    forecast_on = models.DateField()
    because = models.CharField(max_length=300, blank=True)
    """Why the forecast last moved."""

    class Meta:
        constraints = [
            one_current("a_milestone_has_one_current_version", "matter"),
            owned("a_milestone"),
            *ends_well("a_milestone"),
        ]


class Need(Held):
    """A milestone cannot be reached before another one is."""

    milestone = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="needs")
    needs = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="needed_by")

    class Meta:
        constraints = [
            one_current("a_milestone_needs_another_once", "milestone", "needs"),
            models.CheckConstraint(
                name="no_milestone_needs_itself", condition=~Q(milestone=F("needs"))
            ),
        ]


class Plan(Said):
    """A plan in force, such as a winter plan: where it is kept and how often it is checked."""

    ends_on = models.DateField(null=True)
    kept_at = models.CharField(max_length=300)
    check_every = models.PositiveSmallIntegerField()
    """Months from one check of a network to the next."""

    class Meta:
        constraints = [
            one_current("a_plan_has_one_current_version", "matter"),
            owned("a_plan"),
            *ends_well("a_plan"),
            models.CheckConstraint(
                name="a_plan_is_checked_every_one_to_24_months",
                condition=Q(check_every__range=(1, 24)),
            ),
        ]


class Check(Held):
    """Somebody looked on a day how far a network has made a plan its own."""

    plan = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="checks")
    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField()
    embedded = models.CharField(max_length=10, choices=Embedded)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    evidence = models.TextField()

    class Meta:
        constraints = [
            one_current("a_network_is_checked_once_on_a_day", "plan", "network", "checked_on"),
        ]


class Requirement(Said):
    """What a place, system or network asks beyond the national minimum."""

    basis = models.CharField(max_length=300)
    """What it rests on: a response of Healthwatch, a joint strategic needs assessment."""
    due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_current("a_requirement_has_one_current_version", "matter"),
            *ends_well("a_requirement"),
        ]


class Answer(Held):
    """How a network meets a requirement: who, with what evidence, signed off by whom."""

    requirement = models.CharField(max_length=60)
    """A code of the rulebook, or the number of a local requirement."""
    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    evidence = models.TextField(blank=True)
    answered_on = models.DateField()
    due_on = models.DateField(null=True)
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_current("a_network_answers_a_requirement_once", "requirement", "network"),
            models.CheckConstraint(
                name="a_sign_off_has_somebody_a_day_and_evidence",
                condition=Q(signed_by__isnull=True, signed_on__isnull=True)
                | (Q(signed_by__isnull=False, signed_on__isnull=False) & ~Q(evidence="")),
            ),
        ]


SAYS: dict[str, type[Said]] = {
    About.ACTION: Action,
    About.DECISION: Decision,
    About.RISK: Risk,
    About.MILESTONE: Milestone,
    About.PLAN: Plan,
    About.REQUIREMENT: Requirement,
}
"""What is said of each kind of matter; it has one current version of its own kind."""
