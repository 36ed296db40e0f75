"""Sites with their rooms and users, and bids for investment with their scores."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.premises.vocabulary import Condition, Ownership, RoomFor, Stage, UsedAs
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import Held, Lasting, ends_after_it_starts, one_current


class Site(models.Model):
    """A building or part of one: its identity; what it is like is dated."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """The organisation that keeps this record: its practice, network or board."""


class SiteDetail(Lasting):
    """What a site is called, where it is, whose it is and how it was found, from a day on."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="details")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    ownership = models.CharField(max_length=20, choices=Ownership)
    lease_ends_on = models.DateField(null=True)
    condition = models.CharField(max_length=20, choices=Condition)
    surveyed_on = models.DateField(null=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_current("a_site_is_described_once_from_a_day", "site", "starts_on"),
            ends_after_it_starts("a_site_closes_after_it_opens"),
            models.CheckConstraint(
                name="a_condition_has_the_day_of_its_survey",
                condition=Q(condition="not_surveyed", surveyed_on__isnull=True)
                | (~Q(condition="not_surveyed") & Q(surveyed_on__isnull=False)),
            ),
        ]


class Room(Held):
    """Rooms of one kind at a site."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=120)
    room_for = models.CharField(max_length=20, choices=RoomFor)
    number = models.PositiveSmallIntegerField(default=1)
    square_metres = models.DecimalField(max_digits=7, decimal_places=1, null=True)
    """Of all of them together."""
    condition = models.CharField(max_length=20, choices=Condition)
    sessions_free = models.PositiveSmallIntegerField(default=0)
    """Half days a week in which nobody uses them."""

    class Meta:
        constraints = [
            one_current("rooms_of_a_site_have_names_of_their_own", "site", "name"),
            models.CheckConstraint(name="there_is_a_room", condition=Q(number__gte=1)),
        ]


class SiteUse(Lasting):
    """An organisation uses a site from a day to a day."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="uses")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    used_as = models.CharField(max_length=10, choices=UsedAs)

    class Meta:
        constraints = [
            one_current(
                "a_use_of_a_site_starts_once_on_a_day", "site", "organisation", "starts_on"
            ),
            ends_after_it_starts("a_use_ends_after_it_starts"),
        ]


class Bid(models.Model):
    """A bid for investment in a site: its identity and who bids."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="bids")
    bidder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")


class BidDetail(Held):
    """What is bid for, and how far it has come."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="details")
    title = models.CharField(max_length=200)
    what = models.TextField()
    fund = models.CharField(max_length=120)
    pounds = models.DecimalField(max_digits=12, decimal_places=2)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT)
    bid_on = models.DateField()

    class Meta:
        constraints = [
            one_current("a_bid_has_one_current_version", "bid"),
            models.CheckConstraint(name="a_bid_asks_for_something", condition=Q(pounds__gt=0)),
        ]


class BidScore(Held):
    """How far a bid serves one priority, and why."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="scores")
    priority = models.CharField(max_length=40)
    """Its code in the rulebook."""
    points = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [one_current("a_bid_has_one_score_for_a_priority", "bid", "priority")]
