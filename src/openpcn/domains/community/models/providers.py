"""The bodies that run assets: charities, companies, councils, groups."""

from __future__ import annotations

import uuid

from django.db import models

from openpcn.domains.community.models.saying import Said, somebody_says_it
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import CURRENT


class Provider(models.Model):
    """A body that runs assets: its identity, and what its source calls it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    """The organisation of the registry that it is, where it is one."""
    source = models.CharField(max_length=200, blank=True)
    external_id = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_source_names_a_provider_once",
                fields=["source", "external_id"],
                condition=~models.Q(external_id=""),
            )
        ]


class ProviderDetail(Said):
    """What a body is called and how it is reached."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="details")
    name = models.CharField(max_length=200)
    plain_name = models.CharField(max_length=200, db_index=True)
    """Its name without what tells nothing apart, for finding the same body again."""
    description = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    charity_number = models.CharField(max_length=20, blank=True, db_index=True)
    company_number = models.CharField(max_length=20, blank=True)
    more = models.JSONField(default=dict)
    """What its source says beside this, in the words of Open Referral UK."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_provider_is_described_once", fields=["provider"], condition=CURRENT
            ),
            somebody_says_it("a_provider_is_described_by_somebody"),
        ]
