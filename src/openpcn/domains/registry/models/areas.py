"""Areas, their shapes, how they nest and what became of them; and postcodes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.registry.models.datasets import Dataset
from openpcn.domains.registry.vocabulary import AreaKind


class Area(models.Model):
    """A named piece of land: LSOA, MSOA, ward, council or neighbourhood."""

    kind = models.CharField(max_length=15, choices=AreaKind)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120, blank=True)
    easting = models.FloatField(null=True)
    northing = models.FloatField(null=True)
    """Centroid on the British National Grid in metres."""
    neighbourhood_map = models.ForeignKey(
        "NeighbourhoodMap", null=True, on_delete=models.PROTECT, related_name="neighbourhoods"
    )
    """For a neighbourhood: the map it belongs to, whose state says who may see it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_area_per_code",
                fields=["kind", "code"],
                condition=Q(neighbourhood_map__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_neighbourhood_per_code_in_a_map", fields=["neighbourhood_map", "code"]
            ),
        ]


class AreaBoundary(models.Model):
    """The shape of an area, from one file."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="boundaries")
    wkb = models.BinaryField()
    """Longitude and latitude."""
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)


class AreaPart(models.Model):
    """One area lies in another, from a day to a day."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="lies_in")
    whole = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="parts")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)


class AreaChange(models.Model):
    """What became of an area of one edition in the next, by the published change lookup."""

    old = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="became")
    new = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="came_from")
    change = models.CharField(max_length=1, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="+")


class Postcode(models.Model):
    """Where a postcode unit is."""

    postcode = models.CharField(max_length=7, primary_key=True)
    easting = models.IntegerField()
    northing = models.IntegerField()
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, db_index=False)
