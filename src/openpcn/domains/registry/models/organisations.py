"""Organisations: who they are, what they are called and where they are."""

from __future__ import annotations

import uuid

from django.db import models

from openpcn.domains.registry.models.datasets import Dataset
from openpcn.domains.registry.vocabulary import Kind


class Organisation(models.Model):
    """Anything that acts: its identity only; what it is called and where it is are dated."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)


class OrganisationCode(models.Model):
    """A dated identifier: ODS, ONS or another scheme."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=10, default="ods")
    value = models.CharField(max_length=20)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_code_names_one_organisation", fields=["scheme", "value"]
            )
        ]


class OrganisationDetail(models.Model):
    """What one source says an organisation was called and where it was, on a day.

    It holds until a later source says otherwise; reads choose, so that the order of loading
    does not matter.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="details")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    status = models.CharField(max_length=10, default="active")
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    is_register = models.BooleanField(default=True)
    """The source is a register of organisations; others only mention the name and postcode."""
    starts_on = models.DateField()
    """The day that the source is about."""
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_file_describes_an_organisation_once", fields=["organisation", "dataset"]
            )
        ]
        indexes = [models.Index(fields=["organisation", "starts_on"])]


class OrganisationPoint(models.Model):
    """Where an organisation is, and how we know."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="points")
    easting = models.FloatField()
    northing = models.FloatField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    basis = models.CharField(max_length=20)
    """published (a coordinate file), postcode (Code-Point Open), or recorded."""
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)
