"""What an organisation did of what the contract asks, with its evidence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import Held, one_current


class ObligationDone(Held):
    """An organisation did what was due, on a day; who recorded it stands beside it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.CharField(max_length=7)
    """The contract year as it is printed: 2026/27."""
    obligation = models.CharField(max_length=60)
    """Its code in the rulebook."""
    occurrence = models.CharField(max_length=10)
    """The month of a monthly one, 2026-04; "once" of any other."""
    done_on = models.DateField()
    evidence = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_current(
                "what_was_due_is_done_once", "organisation", "year", "obligation", "occurrence"
            )
        ]


class LocalDeadline(Held):
    """A day that a commissioner or network has set where the contract gives none."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """It counts for this organisation and for those beneath it."""
    year = models.CharField(max_length=7)
    obligation = models.CharField(max_length=60)
    """Its code in the rulebook, or that of a payment that is received."""
    due_on = models.DateField(null=True)
    day_of_month = models.PositiveSmallIntegerField(null=True)
    same_month = models.BooleanField(default=False)
    """Whether it is a day of the month that it is for; else of the month after."""
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_current("an_obligation_has_one_local_day", "organisation", "year", "obligation"),
            models.CheckConstraint(
                name="a_local_deadline_is_a_day_or_a_day_of_the_month",
                condition=Q(due_on__isnull=False, day_of_month__isnull=True)
                | Q(due_on__isnull=True, day_of_month__gte=1, day_of_month__lte=31),
            ),
        ]
