"""Ambitions with their readings, and variation that is meant: dated, owned, never overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openpcn.domains.outcomes.vocabulary import (
    FEWEST_PEOPLE,
    Better,
    Decided,
    Lever,
    MeasuredBy,
    Unit,
)
from openpcn.domains.registry.models import Organisation, Person
from openpcn.domains.registry.models.dating import Held, Lasting, ends_after_it_starts, one_current


def number(**more: bool) -> models.DecimalField[object, object]:
    """A value of a measure."""
    return models.DecimalField(max_digits=14, decimal_places=4, **more)


class Ambition(models.Model):
    """What a system, place or network wants to reach: its identity; the rest is dated."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")


class AmbitionDetail(Lasting):
    """What an ambition says from a day on."""

    ambition = models.ForeignKey(Ambition, on_delete=models.CASCADE, related_name="details")
    title = models.CharField(max_length=200)
    why = models.TextField()
    serves = models.ForeignKey(
        Ambition, null=True, on_delete=models.PROTECT, related_name="served_by"
    )
    """The wider outcome that it adds to."""
    measured_by = models.CharField(max_length=10, choices=MeasuredBy)
    indicator = models.CharField(max_length=80, blank=True)
    """Its id in the rulebook."""
    unit = models.CharField(max_length=10, choices=Unit)
    better = models.CharField(max_length=10, choices=Better)
    baseline = number()
    baseline_on = models.DateField()
    """The anchor: the day to which the baseline belongs."""
    target = number()
    target_on = models.DateField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300)
    lever = models.CharField(max_length=12, choices=Lever, blank=True)

    class Meta:
        constraints = [
            one_current("an_ambition_is_described_once_from_a_day", "ambition", "starts_on"),
            ends_after_it_starts("an_ambition_ends_after_it_starts"),
            models.CheckConstraint(
                name="a_target_is_after_its_anchor", condition=Q(target_on__gt=F("baseline_on"))
            ),
            models.CheckConstraint(
                name="an_ambition_by_indicator_names_it",
                condition=Q(measured_by=MeasuredBy.READINGS, indicator="")
                | (Q(measured_by=MeasuredBy.INDICATOR) & ~Q(indicator="")),
            ),
            models.CheckConstraint(
                name="a_target_is_on_the_better_side",
                condition=Q(better=Better.HIGHER, target__gt=F("baseline"))
                | Q(better=Better.LOWER, target__lt=F("baseline")),
            ),
        ]


class Milestone(Held):
    """A value that an ambition should have reached by a day, on the way to its target."""

    ambition = models.ForeignKey(Ambition, on_delete=models.CASCADE, related_name="milestones")
    on = models.DateField()
    value = number()

    class Meta:
        constraints = [one_current("an_ambition_has_one_milestone_on_a_day", "ambition", "on")]


class Reading(Held):
    """What was measured of an ambition, at the end of its period."""

    ambition = models.ForeignKey(Ambition, on_delete=models.CASCADE, related_name="readings")
    on = models.DateField()
    value = number()
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    """People or events that the value is a share of; empty where it is none."""
    source = models.CharField(max_length=300)
    edition = models.CharField(max_length=60, blank=True)
    """The vintage of the data, where there are several."""

    class Meta:
        constraints = [
            one_current("an_ambition_has_one_reading_on_a_day", "ambition", "on"),
            models.CheckConstraint(
                name="a_share_is_of_enough_people",
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__gte=FEWEST_PEOPLE),
            ),
        ]


class LimitsStep(Held):
    """From this day on the limits of an ambition's chart are worked out anew, and why."""

    ambition = models.ForeignKey(Ambition, on_delete=models.CASCADE, related_name="limits_steps")
    on = models.DateField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [one_current("limits_begin_anew_once_on_a_day", "ambition", "on")]


class EffectClaim(Held):
    """Somebody says that something brought a change about, and by which evaluation."""

    ambition = models.ForeignKey(Ambition, on_delete=models.CASCADE, related_name="claims")
    words = models.CharField(max_length=500)
    outcome = models.CharField(max_length=80)
    """Its name in the evaluation."""
    evaluation = models.CharField(max_length=200)
    """Its title."""
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of the evaluation's file."""
    verdict = models.CharField(max_length=40)
    finding = models.TextField()
    """The sentence of the evaluation, with its interval."""
    harm = models.TextField()
    """What the evaluation says of harm, which goes wherever the claim goes."""

    class Meta:
        constraints = [
            one_current("an_evaluation_is_claimed_once", "ambition", "fingerprint", "outcome"),
            models.CheckConstraint(
                name="a_claim_rests_on_a_benefit", condition=Q(verdict="benefit")
            ),
        ]


class Cycle(models.Model):
    """A rapid cycle of improvement for an ambition: its identity; the rest is dated."""

    ambition = models.ForeignKey(Ambition, on_delete=models.CASCADE, related_name="cycles")


class CycleDetail(Lasting):
    """What was tried from a day to a day, and what was learnt."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="details")
    aim = models.CharField(max_length=300)
    change = models.TextField()
    """What is done differently, by whom, with how many."""
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    learning = models.TextField(blank=True)
    decided = models.CharField(max_length=10, choices=Decided, blank=True)

    class Meta:
        constraints = [
            one_current("a_cycle_is_described_once", "cycle"),
            ends_after_it_starts("a_cycle_ends_after_it_starts"),
            models.CheckConstraint(
                name="a_cycle_that_ended_says_what_was_learnt",
                condition=Q(decided="", ends_on__isnull=True)
                | (~Q(decided="") & ~Q(learning="") & Q(ends_on__isnull=False)),
            ),
        ]


class MeantVariation(Lasting):
    """An organisation differs from others in a measure because that is meant, and why."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=80)
    """Indicator by id, or another measure of the variation page by its key."""
    reason = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()

    class Meta:
        constraints = [
            one_current(
                "a_variation_is_explained_once_from_a_day", "organisation", "measure", "starts_on"
            ),
            ends_after_it_starts("a_reason_ends_after_it_starts"),
            models.CheckConstraint(
                name="a_reason_is_reviewed_after_it_starts",
                condition=Q(review_on__gt=F("starts_on")),
            ),
        ]


class Assessment(Held):
    """How far an organisation says it has come in one domain of a framework, and by what."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=60)
    domain = models.CharField(max_length=10)
    """Its code in the framework."""
    stage = models.PositiveSmallIntegerField()
    """The place of the stage in the framework, from 1."""
    evidence = models.TextField()
    assessed_on = models.DateField()

    class Meta:
        constraints = [
            one_current(
                "a_domain_is_assessed_once_on_a_day",
                "organisation",
                "framework",
                "domain",
                "assessed_on",
            ),
            models.CheckConstraint(name="a_stage_is_counted_from_one", condition=Q(stage__gte=1)),
            models.CheckConstraint(name="an_assessment_has_evidence", condition=~Q(evidence="")),
        ]


class Support(Held):
    """Money for development that an organisation had in a contract year."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.CharField(max_length=7)
    """2026/27."""
    pounds = models.DecimalField(max_digits=12, decimal_places=2)
    purpose = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_current("support_of_a_year_is_recorded_once", "organisation", "year"),
            models.CheckConstraint(name="support_is_some_money", condition=Q(pounds__gt=0)),
        ]
