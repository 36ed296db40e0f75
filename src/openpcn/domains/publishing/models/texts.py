"""Texts about an organisation or an area, in versions, with parts and translations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.publishing.models.staging import SEEN_BY_ALL, Staged
from openpcn.domains.publishing.vocabulary import AreaOf, Certainty, PartOf, Topic
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import CURRENT, Held, ends_after_it_starts


class Publication(models.Model):
    """A text for residents: whose word it is and what it is about; its words are in versions."""

    topic = models.CharField(max_length=12, choices=Topic)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """The organisation that answers for it."""
    about = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    area_kind = models.CharField(max_length=15, choices=AreaOf, blank=True)
    area_code = models.CharField(max_length=20, blank=True)
    """An area by its code: its outline is loaded again with each edition, its code stays."""
    year_from = models.DateField(null=True)
    """Of a year's account: the first day of its contract year."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_text_is_about_one_organisation_or_area",
                condition=Q(about__isnull=False, area_kind="", area_code="")
                | Q(~Q(area_kind=""), ~Q(area_code=""), about__isnull=True),
            ),
            models.CheckConstraint(
                name="an_account_is_of_a_year",
                condition=Q(topic=Topic.ACCOUNT, year_from__isnull=False)
                | (~Q(topic=Topic.ACCOUNT) & Q(year_from__isnull=True)),
            ),
            models.UniqueConstraint(
                name="one_account_of_a_year",
                fields=["about", "year_from"],
                condition=Q(topic=Topic.ACCOUNT),
            ),
        ]
        indexes = [models.Index(fields=["area_kind", "area_code"])]


class Version(Staged):
    """The words of a text, as one person wrote them; published words are never changed."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    """Where it is offered, in words."""
    times = models.CharField(max_length=200, blank=True)
    """When it is offered, in words."""
    certainty = models.CharField(max_length=20, choices=Certainty, blank=True)
    certain_since = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    """Of a plan, the day from which it changes something; empty: not known."""
    ends_on = models.DateField(null=True)
    """The last day on which it applies and is shown."""
    shows_sessions = models.BooleanField(default=False)
    """Of what a network offers: the sessions that it has planned are shown beneath."""

    class Meta(Staged.Meta):
        constraints = [
            *Staged.Meta.constraints,
            models.UniqueConstraint(
                name="versions_of_a_text_are_numbered", fields=["publication", "number"]
            ),
            models.UniqueConstraint(
                name="one_version_of_a_text_is_published",
                fields=["publication"],
                condition=SEEN_BY_ALL,
            ),
            models.CheckConstraint(
                name="what_is_certain_is_so_since_a_day",
                condition=Q(certainty=Certainty.CERTAIN, certain_since__isnull=False)
                | (~Q(certainty=Certainty.CERTAIN) & Q(certain_since__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_text_applies_until_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
            ),
        ]


class Part(models.Model):
    """A named part of a version, such as the result of an improvement."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=12, choices=PartOf)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_part_is_written_once", fields=["version", "name"])
        ]


class Translation(Staged):
    """A version in another language; it stays with the version that it translates."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12)
    """Its tag, such as `pl` or `ur`."""
    title = models.CharField(max_length=200)
    text = models.TextField()

    class Meta(Staged.Meta):
        constraints = [
            *Staged.Meta.constraints,
            models.UniqueConstraint(
                name="one_translation_of_a_version_is_published",
                fields=["version", "language"],
                condition=SEEN_BY_ALL,
            ),
        ]


class Reuse(Held):
    """A network uses an improvement that another one described."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="reuses")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_organisation_uses_an_improvement_once",
                fields=["publication", "organisation"],
                condition=CURRENT,
            ),
            ends_after_it_starts("a_use_of_an_improvement_ends_after_it_starts"),
        ]
