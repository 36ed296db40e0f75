"""What everything on its way to the public keeps to: its stage, with who and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openpcn.domains.publishing.vocabulary import Stage

SEEN_BY_ALL = Q(state=Stage.PUBLISHED)
"""The only stage that is shown to the public."""


def together(who: str, when: str, name: str) -> models.CheckConstraint:
    """Who did it and when it was done are known together or not at all."""
    neither = Q(**{f"{who}__isnull": True, f"{when}__isnull": True})
    both = Q(**{f"{who}__isnull": False, f"{when}__isnull": False})
    return models.CheckConstraint(name=name, condition=neither | both)


def person() -> models.ForeignKey:
    """Somebody who did it; empty until it was done."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )


class Staged(models.Model):
    """Something that one person writes and another reviews before the public reads it."""

    state = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    reviewed_by = person()
    reviewed_at = models.DateTimeField(null=True)
    published_by = person()
    published_at = models.DateTimeField(null=True)
    withdrawn_by = person()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_note = models.CharField(max_length=300, blank=True)
    """Why, in words for the public."""

    class Meta:
        abstract = True
        constraints = [
            together("reviewed_by", "reviewed_at", "%(class)s_is_reviewed_by_one_at_a_time"),
            together("published_by", "published_at", "%(class)s_is_published_by_one_at_a_time"),
            together("withdrawn_by", "withdrawn_at", "%(class)s_is_withdrawn_by_one_at_a_time"),
            models.CheckConstraint(
                name="%(class)s_is_reviewed_by_another",
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="%(class)s_is_at_the_stage_that_it_reached",
                condition=Q(state=Stage.DRAFT, reviewed_at=None, published_at=None)
                | Q(state=Stage.REVIEWED, reviewed_at__isnull=False, published_at=None)
                | Q(
                    state__in=(Stage.PUBLISHED, Stage.REPLACED),
                    reviewed_at__isnull=False,
                    published_at__isnull=False,
                )
                | Q(state=Stage.WITHDRAWN),
            ),
            models.CheckConstraint(
                name="%(class)s_is_withdrawn_with_a_note",
                condition=Q(
                    ~Q(withdrawn_note=""), state=Stage.WITHDRAWN, withdrawn_at__isnull=False
                )
                | (~Q(state=Stage.WITHDRAWN) & Q(withdrawn_at=None)),
            ),
        ]
