"""Staff in post and claims for them: dated, versioned, and open to few."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openpcn.domains.registry.models import Organisation, Person
from openpcn.domains.registry.models.dating import (
    CURRENT,
    Held,
    ends_after_it_starts,
    one_current,
)
from openpcn.domains.workforce.vocabulary import Area, ClaimState


def whom(**more: object) -> models.ForeignKey:
    """The account that did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more
    )


class Holding(models.Model):
    """A person holds a post on these terms from a day to a day, as known from a moment."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    """The same through all terms and versions of one person's time in one post."""
    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    claimant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """Who is paid for it: the network, or the practice under a practice's own scheme."""
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, blank=True)
    """The employer's number of the person."""
    role = models.CharField(max_length=60)
    post = models.CharField(max_length=40)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    salary = models.DecimalField(max_digits=10, decimal_places=2)
    on_costs = models.DecimalField(max_digits=10, decimal_places=2)
    area = models.CharField(max_length=20, choices=Area, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    recorded_by = whom()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ends_after_it_starts("a_post_ends_after_it_starts"),
            models.CheckConstraint(
                name="hours_of_a_post_are_at_most_full_time",
                condition=Q(hours__gt=0, hours__lte=37.5),
            ),
            models.CheckConstraint(
                name="pay_is_not_below_nought", condition=Q(salary__gte=0, on_costs__gte=0)
            ),
            models.UniqueConstraint(
                name="terms_of_a_post_begin_once", fields=["key", "starts_on"], condition=CURRENT
            ),
        ]
        indexes = [models.Index(fields=["network", "known_until"])]


class WorkedAt(models.Model):
    """Hours of a post that are worked for an organisation, and the network that claims them."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="places")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    hours = models.DecimalField(max_digits=4, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="hours_of_a_post_stand_once_for_a_place", fields=["holding", "organisation"]
            ),
            models.CheckConstraint(name="hours_at_a_place_are_some", condition=Q(hours__gt=0)),
        ]


class RecordedMaximum(models.Model):
    """The most for a role as the commissioner told it, where the rulebook has none or another."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    area = models.CharField(max_length=20, choices=Area, blank=True)
    pounds = models.DecimalField(max_digits=10, decimal_places=2)
    starts_on = models.DateField()
    ends_on = models.DateField()
    source = models.CharField(max_length=300)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    recorded_by = whom()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_maximum_is_some", condition=Q(pounds__gt=0)),
            models.CheckConstraint(
                name="a_maximum_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.UniqueConstraint(
                name="a_role_has_one_current_maximum_from_a_day",
                fields=["network", "role", "area", "starts_on"],
                condition=CURRENT,
            ),
        ]


class LastDay(models.Model):
    """The last day on which claims of a contract year are taken, as the commissioner told it."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.CharField(max_length=7)
    last_on = models.DateField()
    source = models.CharField(max_length=300)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    recorded_by = whom()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_year_has_one_current_last_day",
                fields=["network", "year"],
                condition=CURRENT,
            )
        ]


class Baseline(Held):
    """Staff of a role who were in post on 31 March 2019: they are not reimbursed."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    fte = models.DecimalField(max_digits=5, decimal_places=2)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_current("a_role_has_one_current_baseline", "network", "role"),
            models.CheckConstraint(name="a_baseline_is_of_somebody", condition=Q(fte__gt=0)),
        ]


class Claim(models.Model):
    """The claim of a month; what was submitted is kept as it was."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    claimant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.DRAFT)
    sheet = models.JSONField(default=dict)
    """Lines, working and sources as submitted."""
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    """What was asked for when it was submitted."""
    submitted_by = whom(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_month_is_claimed_once", fields=["network", "claimant", "month"]
            ),
            models.CheckConstraint(
                name="what_is_submitted_has_an_amount",
                condition=Q(state__in=[ClaimState.DRAFT, ClaimState.REFUSED])
                | Q(amount__isnull=False),
            ),
        ]


class ClaimStep(models.Model):
    """A claim came to a state; a record that is shown."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=ClaimState)
    words = models.TextField(blank=True)
    by = whom()
    at = models.DateTimeField()


class Evidence(models.Model):
    """A file that stands with a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=100)
    size = models.IntegerField()
    fingerprint = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = whom()
    withdrawn_at = models.DateTimeField(null=True)


class Remittance(models.Model):
    """A file that says what was paid."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = whom()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_remittance_is_imported_once",
                fields=["network", "fingerprint"],
                condition=Q(withdrawn_at__isnull=True),
            )
        ]


class RemittanceLine(models.Model):
    """One amount that was paid, and the claim that it pays."""

    remittance = models.ForeignKey(Remittance, on_delete=models.CASCADE, related_name="lines")
    row = models.IntegerField()
    reference = models.CharField(max_length=120, blank=True)
    paid_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    claim = models.ForeignKey(Claim, null=True, on_delete=models.SET_NULL, related_name="payments")
    explanation = models.CharField(max_length=300, blank=True)
    """What somebody found out about an amount that pays no claim."""
