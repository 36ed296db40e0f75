"""Network agreements and data-sharing agreements: terms, parties, signatures, what is shared."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.agreements.vocabulary import (
    Access,
    Category,
    Controllers,
    Kind,
    PartyAs,
    Progress,
    Purpose,
)
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import Held, Lasting, ends_after_it_starts, one_current


class Agreement(models.Model):
    """One edition of an agreement: its identity; everything else about it is dated."""

    kind = models.CharField(max_length=12, choices=Kind)
    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="the_first_edition_follows_none",
                condition=Q(edition=1, follows__isnull=True)
                | Q(edition__gt=1, follows__isnull=False),
            ),
        ]


class AgreementTerms(Lasting):
    """What an edition says of itself, in one version of what is known."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="terms")
    title = models.CharField(max_length=200)
    sign_by = models.DateField(null=True)
    payee = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    clinical_director = models.CharField(max_length=120, blank=True)
    controllers = models.CharField(max_length=20, choices=Controllers, blank=True)
    """Of a data-sharing agreement: who decides and who acts for others."""
    kept_at = models.CharField(max_length=300, blank=True)
    """Where the signed paper is kept; the paper itself is not kept here."""

    class Meta:
        constraints = [
            one_current("an_agreement_has_one_current_version_of_its_terms", "agreement"),
            ends_after_it_starts("an_agreement_ends_after_it_starts"),
        ]


class AgreementParty(Lasting):
    """An organisation is a party from a day to a day."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    party_as = models.CharField(max_length=12, choices=PartyAs)

    class Meta:
        constraints = [
            one_current(
                "an_organisation_becomes_a_party_once_on_a_day",
                "agreement",
                "organisation",
                "starts_on",
            ),
            ends_after_it_starts("a_party_leaves_after_it_joins"),
        ]


class AgreementSignature(Held):
    """Somebody signed for an organisation, on a day."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    signed_by = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120)
    signed_on = models.DateField()

    class Meta:
        constraints = [
            one_current("an_organisation_signs_an_edition_once", "agreement", "organisation")
        ]


class AgreementSchedule(Held):
    """How far a schedule of an agreement has come."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="schedules")
    schedule = models.CharField(max_length=20)
    """Its code in the rulebook."""
    progress = models.CharField(max_length=10, choices=Progress)
    words = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_current("a_schedule_has_one_current_version", "agreement", "schedule"),
            models.CheckConstraint(
                name="an_agreed_schedule_has_its_day",
                condition=Q(progress="agreed", agreed_on__isnull=False)
                | (~Q(progress="agreed") & Q(agreed_on__isnull=True)),
            ),
        ]


class SharedData(Held):
    """A data-sharing agreement covers a category of data for a purpose."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="shared")
    purpose = models.CharField(max_length=20, choices=Purpose)
    category = models.CharField(max_length=20, choices=Category)
    access = models.CharField(max_length=10, choices=Access)

    class Meta:
        constraints = [
            one_current("a_purpose_covers_a_category_once", "agreement", "purpose", "category")
        ]


class PatientCover(Lasting):
    """A network covers the patients of a practice that is in no network."""

    practice = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    """What was agreed, and who decided it."""

    class Meta:
        constraints = [
            one_current("cover_of_a_practice_starts_once_on_a_day", "practice", "starts_on"),
            ends_after_it_starts("cover_ends_after_it_starts"),
        ]
