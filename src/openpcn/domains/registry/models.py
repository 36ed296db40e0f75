"""Organisations, areas, lists and people as they were, when, and since when we know it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openpcn.domains.registry.vocabulary import AreaKind, Kind, Role, State

CURRENT = Q(known_until__isnull=True)


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """Nothing ends before it starts."""
    return models.CheckConstraint(
        name=name, condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
    )


class Dataset(models.Model):
    """One file as it was loaded: what it is, where it came from, and whether it still counts."""

    format = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    publisher = models.CharField(max_length=120)
    licence = models.CharField(max_length=120)
    period_on = models.DateField(null=True)
    period_basis = models.CharField(max_length=10)
    rows_read = models.IntegerField(default=0)
    rows_kept = models.IntegerField(default=0)
    rows_rejected = models.IntegerField(default=0)
    passed_over = models.JSONField(default=dict)
    joins = models.JSONField(default=dict)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_file_counts_once", fields=["fingerprint", "format"], condition=CURRENT
            )
        ]


class DataFinding(models.Model):
    """Something about the data that a person should know, in words."""

    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    message = models.TextField()
    next_step = models.TextField(blank=True)
    line = models.IntegerField(null=True)
    subject_code = models.CharField(max_length=20, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)


class Organisation(models.Model):
    """Anything that acts: its identity only; what it is called and where it is are dated."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)


class OrganisationCode(models.Model):
    """A dated identifier: ODS, ONS or another scheme."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=10, default="ods")
    value = models.CharField(max_length=20)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_code_names_one_organisation", fields=["scheme", "value"])
        ]


class OrganisationDetail(models.Model):
    """What an organisation was called and where it was, from a day to a day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="details")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    status = models.CharField(max_length=10, default="active")
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [ends_after_it_starts("detail_ends_after_it_starts")]
        indexes = [models.Index(fields=["organisation", "starts_on"])]


class OrganisationPoint(models.Model):
    """Where an organisation is, and how we know."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="points")
    easting = models.FloatField()
    northing = models.FloatField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    basis = models.CharField(max_length=20)
    """published (a coordinate file), postcode (Code-Point Open), or recorded."""
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)


class Relationship(models.Model):
    """The subject is something to the object, from a day to a day; and since when we know it."""

    subject = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="relates_to")
    role = models.CharField(max_length=20, choices=Role)
    object = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="related_from")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    starts_after = models.DateField(null=True)
    """Where sources are snapshots: the last day seen without it; the change fell in between."""
    ends_before = models.DateField(null=True)
    """Where sources are snapshots: the first day seen without it."""
    basis = models.CharField(max_length=12, default="recorded")
    """dated (a source with dates), snapshot (a source for one day), or recorded (by a person)."""
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            ends_after_it_starts("relationship_ends_after_it_starts"),
            models.CheckConstraint(
                name="nothing_relates_to_itself", condition=~Q(subject=F("object"))
            ),
        ]
        indexes = [
            models.Index(fields=["role", "subject", "starts_on"]),
            models.Index(fields=["role", "object", "starts_on"]),
        ]


class MembershipStatement(models.Model):
    """What one file says about one practice's network; memberships are settled from all of them."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="statements")
    practice = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    """Empty: the file says that the practice is in no network."""
    is_snapshot = models.BooleanField()
    starts_on = models.DateField()
    """For a snapshot, the day of the file."""
    ends_on = models.DateField(null=True)
    line = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["practice"])]


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

    registered_list = models.ForeignKey(RegisteredList, on_delete=models.CASCADE, related_name="by_age")
    sex = models.CharField(max_length=1)
    age_from = models.SmallIntegerField()
    patients = models.IntegerField()


class Area(models.Model):
    """A named piece of land: LSOA, MSOA, ward, council or neighbourhood."""

    kind = models.CharField(max_length=15, choices=AreaKind)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120, blank=True)
    easting = models.FloatField(null=True)
    northing = models.FloatField(null=True)
    """Centroid on the British National Grid in metres."""
    neighbourhood_map = models.ForeignKey(
        "NeighbourhoodMap", null=True, on_delete=models.PROTECT, related_name="neighbourhoods"
    )
    """For a neighbourhood: the map it belongs to, whose state says who may see it."""

    class Meta:
        constraints = [models.UniqueConstraint(name="one_area_per_code", fields=["kind", "code"])]


class AreaBoundary(models.Model):
    """The shape of an area, from one file."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="boundaries")
    wkb = models.BinaryField()
    """Longitude and latitude."""
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)


class AreaPart(models.Model):
    """One area lies in another, from a day to a day."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="lies_in")
    whole = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="parts")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)


class AreaChange(models.Model):
    """What became of an area of one edition in the next, by the published change lookup."""

    old = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="became")
    new = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="came_from")
    change = models.CharField(max_length=1, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT)


class ListByArea(models.Model):
    """Patients of one registered list by LSOA of residence; no area means not known."""

    registered_list = models.ForeignKey(
        RegisteredList, on_delete=models.CASCADE, related_name="by_area"
    )
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    patients = models.IntegerField()


class Postcode(models.Model):
    """Where a postcode unit is."""

    postcode = models.CharField(max_length=7, primary_key=True)
    easting = models.IntegerField()
    northing = models.IntegerField()
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT)


class Guarded(models.Model):
    """A draft with an owner and a state; nothing shows it to anybody else before its time."""

    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.PRIVATE)
    shared_with = models.ManyToManyField(Organisation, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class NeighbourhoodMap(Guarded):
    """A division of the land into neighbourhoods, in force from a day to a day."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [ends_after_it_starts("neighbourhood_map_ends_after_it_starts")]


class Future(Guarded):
    """A possible map of networks: today's, with changes, from a day on."""

    within = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="futures")
    effective_on = models.DateField()
    reason = models.TextField(blank=True)


class FutureChange(models.Model):
    """One practice joins another network in a future (empty: leaves all)."""

    future = models.ForeignKey(Future, on_delete=models.CASCADE, related_name="changes")
    practice = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_practice_changes_once_in_a_future", fields=["future", "practice"]
            )
        ]


class Rationale(models.Model):
    """Why a network is outside the band, written, dated and signed."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rationales")
    text = models.TextField()
    signed_by = models.CharField(max_length=120)
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [ends_after_it_starts("rationale_ends_after_it_starts")]


class Person(models.Model):
    """Someone who works in or speaks for the system; never a patient."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="person"
    )


class RoleHolding(models.Model):
    """A person holds a job role in an organisation from a day to a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="role_holders")
    role = models.CharField(max_length=40)
    """Job role by code: clinical_director, network_manager, practice_manager ..."""
    covers_for = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="cover")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_published = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [ends_after_it_starts("role_ends_after_it_starts")]
