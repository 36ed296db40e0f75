"""Local services with their terms, and offers: where patients of a practice get a service."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import Lasting, ends_after_it_starts, one_current
from openpcn.domains.services.vocabulary import Kind, Tier, Way


class LocalService(models.Model):
    """A service that is bought locally: its identity, and who answers for it."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")


class LocalTerms(Lasting):
    """What is said of a local service in one version of what is known."""

    service = models.ForeignKey(LocalService, on_delete=models.CASCADE, related_name="terms")
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    tier = models.CharField(max_length=10, choices=Tier)
    basis = models.CharField(max_length=300)
    """The contract or decision that it rests on."""

    class Meta:
        constraints = [
            one_current("a_local_service_has_one_current_version", "service"),
            ends_after_it_starts("a_local_service_ends_after_it_starts"),
        ]


class Offer(Lasting):
    """That patients of a practice get a service in a way, from a day to a day.

    Without a last day it lasts as long as the service. That an offer of a local service lies in
    the days of the service is a trigger of the database (constraints).
    """

    service = models.CharField(max_length=60)
    """The code of a national service, or local- with the number of a local one."""
    practice = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    giver = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    giver_name = models.CharField(max_length=200, blank=True)
    """Who gives it, where that is no organisation of the registry."""
    source = models.CharField(max_length=300)
    first = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    """The version in which it was recorded first; of that one itself, none."""

    class Meta:
        constraints = [
            one_current("one_offer_of_a_service_from_a_day", "service", "practice", "starts_on"),
            one_current("an_offer_has_one_current_later_version", "first"),
            ends_after_it_starts("an_offer_ends_after_it_starts"),
            models.CheckConstraint(
                name="an_offer_of_others_says_whose",
                condition=Q(way=Way.OWN, giver__isnull=True, giver_name="")
                | (~Q(way=Way.OWN) & Q(giver__isnull=False, giver_name=""))
                | (~Q(way=Way.OWN) & Q(giver__isnull=True) & ~Q(giver_name="")),
            ),
        ]
        indexes = [models.Index(fields=["service", "practice"])]
