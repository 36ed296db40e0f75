"""Consultations: their days, what they ask in each language, answers, words to be read, files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openpcn.domains.engagement.vocabulary import Channel, HeldWhere, Moderation, Stage
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import CURRENT, Held


class Consultation(models.Model):
    """People are asked something: who asks, and whose patients."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    where = models.CharField(max_length=10, choices=HeldWhere)


class ConsultationTerms(Held):
    """How far a consultation is, from when to when, and what came of one held elsewhere."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="terms")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    opens_on = models.DateField()
    closes_on = models.DateField()
    results_on = models.DateField()
    """From this day everybody sees the results, and no answer is added or taken back."""
    other_ways = models.CharField(max_length=500, blank=True)
    """How one can answer otherwise: on paper, at a meeting, by telephone."""
    asks_equality = models.BooleanField(default=True)
    elsewhere = models.JSONField(default=dict)
    """Of one held elsewhere: responses by channel."""
    summary = models.TextField(blank=True)
    link = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_consultation_has_one_current_version_of_its_terms",
                fields=["consultation"],
                condition=CURRENT,
            ),
            models.CheckConstraint(
                name="a_consultation_opens_closes_and_shows_results_in_this_order",
                condition=Q(closes_on__gte=F("opens_on"), results_on__gt=F("closes_on")),
            ),
        ]


class Sheet(Held):
    """What a consultation says and asks, in one language and version."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="sheets")
    language = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    """Of the English text; of a translation, the version that it translates."""
    title = models.CharField(max_length=200)
    words = models.TextField()
    questions = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_consultation_has_one_current_text_in_a_language",
                fields=["consultation", "language"],
                condition=CURRENT,
            )
        ]


class Response(models.Model):
    """One answer, of a person or of people at a meeting; nothing tells who they are."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="responses"
    )
    channel = models.CharField(max_length=10, choices=Channel)
    language = models.CharField(max_length=12)
    received_on = models.DateField()
    people = models.PositiveSmallIntegerField(default=1)
    answers = models.JSONField(default=dict)
    """Chosen options by question; own words are kept apart, as passages."""
    is_late = models.BooleanField(default=False)
    receipt = models.CharField(max_length=64, blank=True)
    """Fingerprint of the code with which whoever answered online takes the answer back."""
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(null=True)
    entered_from = models.CharField(max_length=300, blank=True)
    """What it was entered from: a paper form and where it lies, notes of a meeting."""
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="what_was_not_given_online_says_who_entered_it_from_what",
                condition=Q(channel="online", entered_by=None, entered_at=None, entered_from="")
                | (
                    ~Q(channel="online")
                    & Q(entered_by__isnull=False, entered_at__isnull=False)
                    & ~Q(entered_from="")
                ),
            ),
            models.CheckConstraint(name="somebody_answers", condition=Q(people__gte=1)),
        ]
        indexes = [models.Index(fields=["receipt"])]


class Passage(models.Model):
    """What somebody wrote in own words, and what of it others may read."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="passages")
    question = models.CharField(max_length=10)
    said = models.TextField()
    found = models.JSONField(default=list)
    """Kinds of personal details that it may hold."""
    state = models.CharField(max_length=10, choices=Moderation)
    shown = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    """Why it is not shown."""
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="words_are_shown_after_somebody_has_read_them",
                condition=Q(state__in=("waiting", "held"), read_by=None, read_at=None, shown="")
                | Q(state="kept_back", read_by__isnull=False, read_at__isnull=False, shown="")
                | (Q(state="shown", read_by__isnull=False, read_at__isnull=False) & ~Q(shown="")),
            ),
            models.CheckConstraint(
                name="passage_has_a_known_state", condition=Q(state__in=Moderation.values)
            ),
        ]


class EqualityCount(models.Model):
    """How many said that they belong to a group; never who, and never with another answer."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="equality"
    )
    characteristic = models.CharField(max_length=20)
    group = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_group_is_counted_once_for_a_consultation",
                fields=["consultation", "characteristic", "group"],
            )
        ]


class AttachedDocument(models.Model):
    """A file that stands with a consultation."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="documents"
    )
    name = models.CharField(max_length=120)
    type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
