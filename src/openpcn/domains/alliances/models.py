"""Alliances: an identity, its dated terms, and who was a member from when until when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.alliances.vocabulary import AllianceKind
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import (
    CURRENT,
    Lasting,
    ends_after_it_starts,
    one_current,
)


def one_named(name: str, organisation: str, other: str) -> models.CheckConstraint:
    """It is an organisation of the registry or another by name, never both or neither."""
    held = {f"{organisation}__isnull": False, other: ""}
    return models.CheckConstraint(
        name=name,
        condition=Q(**held) | (Q(**{f"{organisation}__isnull": True}) & ~Q(**{other: ""})),
    )


class Alliance(models.Model):
    """One structure, and the network, place or board that records it."""

    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")


class Terms(Lasting):
    """What is said of an alliance in one version of what is known."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=16, choices=AllianceKind)
    title = models.CharField(max_length=200)
    scope = models.TextField()
    """What it is for and what it covers."""
    lead = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    lead_name = models.CharField(max_length=200, blank=True)
    """Where it is led by one that is not in the registry, such as a trust or a council."""
    contract = models.CharField(max_length=200, blank=True)
    """The reference of the contract or agreement that it rests on."""
    pounds = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    """What it costs a year; empty while it is not known."""
    pounds_source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            one_current("an_alliance_has_one_current_version", "alliance"),
            ends_after_it_starts("an_alliance_ends_after_it_starts"),
            one_named("an_alliance_has_one_lead", "lead", "lead_name"),
            models.CheckConstraint(
                name="an_alliance_is_of_a_known_kind",
                condition=Q(kind__in=[one.value for one in AllianceKind]),
            ),
            models.CheckConstraint(
                name="a_cost_of_an_alliance_has_its_source",
                condition=Q(pounds__isnull=True, pounds_source="")
                | (Q(pounds__gte=0) & ~Q(pounds_source="")),
            ),
        ]


class Member(Lasting):
    """An organisation belongs to an alliance, and what it does there."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)
    """Of one that is not in the registry, such as a trust or a council."""
    does = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_current(
                "a_member_joins_an_alliance_once_on_a_day", "alliance", "organisation", "starts_on"
            ),
            models.UniqueConstraint(
                name="a_named_member_joins_an_alliance_once_on_a_day",
                fields=["alliance", "name", "starts_on"],
                condition=CURRENT & ~Q(name=""),
            ),
            ends_after_it_starts("a_member_leaves_after_it_joins"),
            one_named("a_member_is_one_organisation", "organisation", "name"),
        ]
