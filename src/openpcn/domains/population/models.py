"""Need summaries with their signatures, and the purposes for which lists of people are read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openpcn.domains.population.vocabulary import Party, Use
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.drafts import Guarded


class NeedSummary(Guarded):
    """What an area or organisation needs most, in one edition."""

    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    review_on = models.DateField()
    introduction = models.TextField(blank=True)
    board = models.CharField(max_length=120, blank=True)
    board_words = models.TextField(blank=True)
    """What the board is told, in the words that it is told in."""
    told_on = models.DateField(null=True)
    told_words = models.TextField(blank=True)
    """What the board answered."""
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_need_summary_is_reviewed_after_it_starts",
                condition=Q(review_on__gt=F("starts_on")),
            ),
            models.CheckConstraint(
                name="what_a_board_was_told_names_the_board",
                condition=Q(told_on__isnull=True) | ~Q(board=""),
            ),
        ]


class Need(models.Model):
    """One need: what it is, how it is known, how it ranks and what follows from it."""

    summary = models.ForeignKey(NeedSummary, on_delete=models.CASCADE, related_name="needs")
    title = models.CharField(max_length=200)
    evidence = models.TextField()
    source = models.CharField(max_length=300)
    """Where the evidence stands: publication, period, page of this site."""
    priority = models.PositiveSmallIntegerField(null=True)
    """1 is first; empty: a need that is known and is no priority now."""
    reason = models.TextField(blank=True)
    """Why it ranks so."""
    response = models.TextField(blank=True)
    lead = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_priority_begins_at_one",
                condition=Q(priority__isnull=True) | Q(priority__gte=1),
            ),
            models.UniqueConstraint(
                name="needs_of_a_summary_share_no_rank",
                fields=["summary", "priority"],
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]


class Signature(models.Model):
    """A party agreed to the words that had this fingerprint."""

    summary = models.ForeignKey(NeedSummary, on_delete=models.CASCADE, related_name="signatures")
    party = models.CharField(max_length=20, choices=Party)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120)
    signed_on = models.DateField()
    fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_party_signs_once",
                fields=["summary", "party", "fingerprint"],
                condition=Q(withdrawn_at__isnull=True),
            )
        ]


class Purpose(models.Model):
    """Somebody wrote down what they read lists of people for, and reads them until an hour."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=10, choices=Use)
    reason = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_purpose_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            )
        ]
