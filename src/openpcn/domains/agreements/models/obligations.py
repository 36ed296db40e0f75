"""What an organisation did of what the contract asks, with its evidence."""

from __future__ import annotations

from django.db import models

from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import CURRENT, Held


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
            models.UniqueConstraint(
                name="what_was_due_is_done_once",
                fields=["organisation", "year", "obligation", "occurrence"],
                condition=CURRENT,
            )
        ]
