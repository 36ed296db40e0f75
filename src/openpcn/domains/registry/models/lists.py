"""Registered lists on a day: in total, by age and sex, by area of residence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.registry.models.areas import Area
from openpcn.domains.registry.models.datasets import Dataset
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.models.organisations import Organisation


class RegisteredList(models.Model):
    """How many patients were registered with a practice on a day, by one breakdown."""

    class Breakdown(models.TextChoices):
        """What the list is broken down by."""

        TOTAL = "total", "All patients"
        AGE = "age", "By age and sex"
        AREA = "area", "By LSOA of residence"

    practice = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="lists")
    on = models.DateField()
    breakdown = models.CharField(max_length=5, choices=Breakdown)
    patients = models.IntegerField()
    """Sum of the rows held; for AREA it may cover a part of the practice's patients only."""
    is_partial = models.BooleanField(default=False)
    """The file holds only some of this practice's patients (an extract for one area)."""
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_current_list_per_day",
                fields=["practice", "on", "breakdown"],
                condition=CURRENT,
            ),
            models.CheckConstraint(name="no_list_below_zero", condition=Q(patients__gte=0)),
        ]
        indexes = [models.Index(fields=["breakdown", "on"])]


class ListByAge(models.Model):
    """Patients of one registered list by sex and five-year band."""

    registered_list = models.ForeignKey(
        RegisteredList, on_delete=models.CASCADE, related_name="by_age"
    )
    sex = models.CharField(max_length=1)
    age_from = models.SmallIntegerField()
    patients = models.IntegerField()


class ListByArea(models.Model):
    """Patients of one registered list by LSOA of residence; no area means not known."""

    registered_list = models.ForeignKey(
        RegisteredList, on_delete=models.CASCADE, related_name="by_area"
    )
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    patients = models.IntegerField()
