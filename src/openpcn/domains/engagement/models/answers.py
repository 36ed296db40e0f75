"""Questions of the public with their reviewed answers, and stories told with consent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openpcn.domains.engagement.vocabulary import Consent
from openpcn.domains.publishing.models.staging import SEEN_BY_ALL, Staged
from openpcn.domains.registry.models import Organisation


class PublicQuestion(models.Model):
    """Something that somebody asked; nothing tells who."""

    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    said = models.TextField()
    found = models.JSONField(default=list)
    """Kinds of personal details that it may hold."""
    asked_on = models.DateField()
    receipt = models.CharField(max_length=64)
    """Fingerprint of the code with which whoever asked looks it up."""
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_aside_at = models.DateTimeField(null=True)
    set_aside_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_question_is_set_aside_by_somebody_for_a_reason",
                condition=Q(set_aside_by=None, set_aside_at=None, set_aside_note="")
                | (
                    Q(set_aside_by__isnull=False, set_aside_at__isnull=False)
                    & ~Q(set_aside_note="")
                ),
            )
        ]
        indexes = [models.Index(fields=["receipt"])]


class PublicAnswer(Staged):
    """An answer, with the question as everybody reads it."""

    question = models.ForeignKey(PublicQuestion, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField()
    asked = models.CharField(max_length=1000)
    """The question as it is shown, without anybody's details."""
    words = models.TextField()
    answered_as = models.CharField(max_length=120)
    """Who answers: a job, or somebody who has agreed to be named."""
    answered_on = models.DateField()

    class Meta(Staged.Meta):
        constraints = [
            *Staged.Meta.constraints,
            models.UniqueConstraint(
                name="answers_to_a_question_are_numbered", fields=["question", "number"]
            ),
            models.UniqueConstraint(
                name="one_answer_to_a_question_is_published",
                fields=["question"],
                condition=SEEN_BY_ALL,
            ),
        ]


class Story(Staged):
    """What somebody lived through, told with consent until a day; without it, its words go."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    told_by = models.CharField(max_length=60, blank=True)
    """What the teller is, such as “a carer”; never who."""
    consent = models.CharField(max_length=10, choices=Consent)
    consented_on = models.DateField()
    expires_on = models.DateField()

    class Meta(Staged.Meta):
        constraints = [
            *Staged.Meta.constraints,
            models.CheckConstraint(
                name="consent_lasts_until_a_day", condition=Q(expires_on__gte=F("consented_on"))
            ),
            models.CheckConstraint(
                name="a_story_without_consent_has_no_words",
                condition=Q(state="withdrawn", title="", words="", told_by="")
                | (~Q(state="withdrawn") & ~Q(title="") & ~Q(words="")),
            ),
        ]
