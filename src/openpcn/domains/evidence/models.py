"""Published figures: what was measured, about whom, for which days, from which file."""

from __future__ import annotations

from django.db import models


class Measure(models.Model):
    """What a figure is: words, unit and source."""

    id = models.CharField(max_length=80, primary_key=True)
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    licence = models.CharField(max_length=120)
    note = models.TextField(blank=True)


class Figure(models.Model):
    """One figure; it counts while the file it came from does."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="figures")
    subject_kind = models.CharField(max_length=15)
    subject_code = models.CharField(max_length=20)
    category = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.FloatField(null=True)
    text = models.CharField(max_length=120, blank=True)
    dataset = models.ForeignKey("registry.Dataset", on_delete=models.CASCADE, db_index=False)

    class Meta:
        indexes = [models.Index(fields=["subject_code", "measure"])]
