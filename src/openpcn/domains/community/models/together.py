"""Working with assets: checks, chasing, engagement, custody, what became of them, duplicates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openpcn.domains.community.models.assets import Asset
from openpcn.domains.community.vocabulary import BecameAs, CheckedAs, Stage
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import CURRENT, Held, Lasting, ends_after_it_starts


class Check(Held):
    """Somebody asked on a day whether what is written about an asset is right.

    Where it is not, the entry is flagged until a later check finds it right or put right.
    """

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="checks")
    checked_on = models.DateField()
    checked_as = models.CharField(max_length=10, choices=CheckedAs)
    asked = models.CharField(max_length=120, blank=True)
    """In which role the person answered, such as "manager"."""
    note = models.CharField(max_length=300, blank=True)


class Chase(Held):
    """Its owner was asked on a day to look at the entry."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="chases")
    asked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_owner_is_asked_once_a_day",
                fields=["asset", "asked_on"],
                condition=CURRENT,
            )
        ]


class Engagement(Held):
    """How far a network has come with an asset from a day on, and what it does next."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="engagements")
    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20, choices=Stage)
    lead = models.CharField(max_length=120, blank=True)
    """Who in the network has it in hand."""
    next_step = models.CharField(max_length=300, blank=True)
    next_step_on = models.DateField(null=True)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_network_is_at_one_stage_from_a_day",
                fields=["asset", "network", "starts_on"],
                condition=CURRENT,
            ),
            models.CheckConstraint(
                name="who_works_together_has_a_lead",
                condition=Q(stage="not_yet_met") | ~Q(lead=""),
            ),
        ]


class Custody(Lasting):
    """Who safeguards an asset, from a day to a day."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="custodies")
    steward = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_steward_takes_over_on_a_day",
                fields=["asset", "starts_on"],
                condition=CURRENT,
            ),
            ends_after_it_starts("custody_ends_after_it_starts"),
        ]


class Became(Held):
    """On a day an asset moved, was split or was replaced, and this is what came after it."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="successors")
    successor = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="predecessors")
    became_as = models.CharField(max_length=10, choices=BecameAs)
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_asset_becomes_another_once",
                fields=["asset", "successor"],
                condition=CURRENT,
            ),
            models.CheckConstraint(
                name="nothing_succeeds_itself", condition=~Q(successor=F("asset"))
            ),
        ]


class Merge(Held):
    """An entry is the same asset as another; it is read there, and can be parted again."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="merged")
    because = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_entry_is_merged_once", fields=["asset"], condition=CURRENT
            ),
            models.CheckConstraint(
                name="nothing_is_merged_into_itself", condition=~Q(into=F("asset"))
            ),
        ]


class Distinct(Held):
    """Somebody looked: two entries that look alike are two assets."""

    one = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="two_entries_are_parted_once", fields=["one", "other"], condition=CURRENT
            ),
            models.CheckConstraint(
                name="the_first_of_a_pair_is_the_older", condition=Q(other__gt=F("one"))
            ),
        ]
