"""What people said, what was decided and promised by when, and what their group says of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.engagement.models.consultations import Consultation
from openpcn.domains.engagement.models.voices import Voice
from openpcn.domains.engagement.vocabulary import Decision, GroupSays
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import CURRENT, Held


class Theme(models.Model):
    """Something that people said: who answers for it, and where it was heard."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    consultation = models.ForeignKey(
        Consultation, null=True, on_delete=models.PROTECT, related_name="themes"
    )


class ThemeDetail(Held):
    """What was said and what became of it, in one version of what is known."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="details")
    said = models.TextField()
    heard_at = models.CharField(max_length=200, blank=True)
    heard_on = models.DateField()
    people = models.PositiveIntegerField(null=True)
    """How many said so, where somebody counted."""
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.WAITING)
    decided_on = models.DateField(null=True)
    promise = models.TextField(blank=True)
    """What will be done; of what is declined, what will not."""
    promised_by = models.CharField(max_length=120, blank=True)
    """Who answers for it: a job, or somebody who has agreed to be named."""
    due_on = models.DateField(null=True)
    did = models.TextField(blank=True)
    """What was done."""
    done_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    """Why it is declined, or was not kept."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_theme_has_one_current_version", fields=["theme"], condition=CURRENT
            ),
            models.CheckConstraint(
                name="a_promise_has_somebody_and_a_day",
                condition=~Q(decision__in=("promised", "kept", "not_kept"))
                | (~Q(promise="") & ~Q(promised_by="") & Q(due_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_is_declined_or_not_kept_has_a_reason",
                condition=~Q(decision__in=("declined", "not_kept")) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_promise_that_was_kept_says_what_was_done_and_when",
                condition=Q(decision="kept", done_on__isnull=False) & ~Q(did="")
                | (~Q(decision="kept") & Q(done_on__isnull=True, did="")),
            ),
            models.CheckConstraint(
                name="what_is_decided_was_decided_on_a_day",
                condition=Q(decision="waiting", decided_on__isnull=True)
                | (~Q(decision="waiting") & Q(decided_on__isnull=False)),
            ),
        ]


class GroupView(Held):
    """What a group of patients says of a promise."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="views")
    group = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="+")
    says = models.CharField(max_length=10, choices=GroupSays)
    words = models.CharField(max_length=500)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_group_says_one_thing_of_a_promise",
                fields=["theme", "group"],
                condition=CURRENT,
            )
        ]
