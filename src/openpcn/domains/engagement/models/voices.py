"""Groups and people who speak for patients: who they are from a day on, and whom they reach."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.engagement.vocabulary import ReachKind, Speaks
from openpcn.domains.registry.models import Organisation, Person
from openpcn.domains.registry.models.dating import CURRENT, Held, ends_after_it_starts


class Voice(models.Model):
    """Somebody who speaks for others: the identity; who they are is dated."""

    kind = models.CharField(max_length=12, choices=Speaks)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """The organisation that keeps this record."""
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Of a councillor: the person, who may hold other roles too."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_councillor_is_a_person",
                condition=Q(kind=Speaks.COUNCILLOR, person__isnull=False)
                | (~Q(kind=Speaks.COUNCILLOR) & Q(person__isnull=True)),
            )
        ]


class VoiceDetail(Held):
    """What a group is called, what it does and how it is reached, from a day on."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="details")
    name = models.CharField(max_length=200)
    what = models.CharField(max_length=1000, blank=True)
    meets = models.CharField(max_length=300, blank=True)
    """How often and where, and how one joins."""
    contact_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    web = models.CharField(max_length=200, blank=True)
    is_published = models.BooleanField(default=False)
    """Whether the public may know the contact."""
    source = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_voice_is_described_once_from_a_day",
                fields=["voice", "starts_on"],
                condition=CURRENT,
            ),
            ends_after_it_starts("a_voice_ends_after_it_starts"),
        ]


class VoiceReach(Held):
    """Somebody speaks for an organisation's patients, or for who lives in an area."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="reaches")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    area_kind = models.CharField(max_length=15, choices=ReachKind, blank=True)
    area_code = models.CharField(max_length=20, blank=True)
    """An area by its code: its outline is loaded again with each edition, its code stays."""
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_reach_starts_once_on_a_day",
                fields=["voice", "organisation", "starts_on"],
                condition=CURRENT & Q(organisation__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_reach_of_an_area_starts_once_on_a_day",
                fields=["voice", "area_kind", "area_code", "starts_on"],
                condition=CURRENT & Q(organisation__isnull=True),
            ),
            models.CheckConstraint(
                name="a_reach_is_of_an_organisation_or_an_area",
                condition=Q(organisation__isnull=False, area_kind="", area_code="")
                | (Q(organisation__isnull=True) & ~Q(area_kind="") & ~Q(area_code="")),
            ),
            ends_after_it_starts("a_reach_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["area_kind", "area_code"])]
