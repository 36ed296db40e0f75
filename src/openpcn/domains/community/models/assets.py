"""Assets: their identity, and what each is like from a day on, with its places and times."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from openpcn.domains.community.models.providers import Provider
from openpcn.domains.community.models.saying import Said, somebody_says_it
from openpcn.domains.community.vocabulary import (
    AssetKind,
    Basis,
    Cost,
    Frequency,
    Publication,
    Standing,
    StepFree,
    Theme,
    Tier,
)
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import CURRENT


class Asset(models.Model):
    """A service, group or place: its identity, and what its source calls it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    keeper = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    """The organisation that keeps this record; none for what published files list."""
    source = models.CharField(max_length=200, blank=True)
    """The format of a file, or the address of a feed; empty where a person recorded it."""
    external_id = models.CharField(max_length=120, blank=True)
    said = models.CharField(max_length=64, blank=True)
    """Fingerprint of what the source said last."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_source_names_an_asset_once",
                fields=["source", "external_id"],
                condition=~Q(external_id=""),
            )
        ]


class AssetVersion(Said):
    """What an asset is like from a day on, until a later version."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="versions")
    starts_on = models.DateField()
    kind = models.CharField(max_length=20, choices=AssetKind)
    name = models.CharField(max_length=200)
    plain_name = models.CharField(max_length=200, db_index=True)
    """Its name without what tells nothing apart, for finding duplicates."""
    provider = models.ForeignKey(Provider, null=True, on_delete=models.PROTECT, related_name="+")
    description = models.TextField(blank=True)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.ACTIVE)
    publication = models.CharField(
        max_length=10, choices=Publication, default=Publication.PUBLISHED
    )
    tier = models.CharField(max_length=15, choices=Tier, default=Tier.NOT_KNOWN)
    url = models.CharField(max_length=500, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    eligibility = models.TextField(blank=True)
    youngest = models.PositiveSmallIntegerField(null=True)
    oldest = models.PositiveSmallIntegerField(null=True)
    """Ages in years, inclusive."""
    cost = models.CharField(max_length=10, choices=Cost, default=Cost.NOT_KNOWN)
    fees = models.TextField(blank=True)
    step_free = models.CharField(max_length=10, choices=StepFree, default=StepFree.NOT_KNOWN)
    alert = models.TextField(blank=True)
    accreditations = models.TextField(blank=True)
    assured_on = models.DateField(null=True)
    """The day on which its publisher vouched for it."""
    assurer_email = models.CharField(max_length=254, blank=True)
    changed_at = models.DateTimeField(null=True)
    """When its source changed it last."""
    cost_options = models.JSONField(default=list)
    contacts = models.JSONField(default=list)
    service_areas = models.JSONField(default=list)
    funding = models.JSONField(default=list)
    """As lists of objects, each in the words of Open Referral UK."""
    source_note = models.CharField(max_length=300, blank=True)
    """What the record rests on."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_asset_is_described_once_from_a_day",
                fields=["asset", "starts_on"],
                condition=CURRENT,
            ),
            models.CheckConstraint(
                name="ages_of_an_asset_run_upwards",
                condition=Q(youngest__isnull=True)
                | Q(oldest__isnull=True)
                | Q(oldest__gte=F("youngest")),
            ),
            models.CheckConstraint(name="an_asset_has_a_name", condition=~Q(name="")),
            somebody_says_it("an_asset_is_described_by_somebody"),
        ]


class AssetPlace(models.Model):
    """Where an asset is used; one without a point is kept, and told as such."""

    version = models.ForeignKey(AssetVersion, on_delete=models.CASCADE, related_name="places")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    """Of the place, the same from version to version."""
    name = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True, db_index=True)
    easting = models.FloatField(null=True)
    northing = models.FloatField(null=True)
    """On the British National Grid in metres."""
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.NOT_KNOWN)
    uprn = models.CharField(max_length=12, blank=True)
    accessibility = models.TextField(blank=True)
    is_virtual = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_place_has_a_whole_point_or_none",
                condition=Q(easting__isnull=True, northing__isnull=True, basis="not_known")
                | (Q(easting__isnull=False, northing__isnull=False) & ~Q(basis="not_known")),
            ),
            models.UniqueConstraint(name="a_version_names_a_place_once", fields=["version", "key"]),
        ]
        indexes = [models.Index(fields=["easting", "northing"])]


class AssetTime(models.Model):
    """When an asset is open or meets, in the terms of iCalendar."""

    version = models.ForeignKey(AssetVersion, on_delete=models.CASCADE, related_name="times")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    frequency = models.CharField(max_length=10, choices=Frequency, blank=True)
    every = models.PositiveSmallIntegerField(default=1)
    """Every so many weeks, months or years."""
    days = models.CharField(max_length=60, blank=True)
    """MO,TU … or, with a month, 1MO for the first Monday."""
    month_days = models.CharField(max_length=100, blank=True)
    first_on = models.DateField(null=True)
    until = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    opens_at = models.TimeField(null=True)
    closes_at = models.TimeField(null=True)
    description = models.TextField(blank=True)
    attending = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=500, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_time_ends_after_it_begins",
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
            ),
            models.CheckConstraint(
                name="times_are_valid_forwards",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="a_time_comes_again", condition=Q(every__gte=1)),
        ]


class AssetLanguage(models.Model):
    """A language that is spoken there."""

    version = models.ForeignKey(AssetVersion, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=12, db_index=True)
    """BCP 47, such as gu for Gujarati."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_version_names_a_language_once", fields=["version", "code"]
            )
        ]


class AssetTheme(models.Model):
    """What it helps with."""

    version = models.ForeignKey(AssetVersion, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=25, choices=Theme, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_version_names_a_theme_once", fields=["version", "theme"]
            )
        ]


class Term(models.Model):
    """A term of a taxonomy that feeds use."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    taxonomy = models.CharField(max_length=120)
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    uri = models.CharField(max_length=500, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_taxonomy_names_a_term_once", fields=["taxonomy", "code"]
            )
        ]


class AssetTerm(models.Model):
    """A term that its source gives an asset."""

    version = models.ForeignKey(AssetVersion, on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    link_type = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_version_has_a_term_once", fields=["version", "term"])
        ]
