"""People who work in or speak for the system, and the roles they hold."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from openpcn.domains.registry.models.datasets import Dataset
from openpcn.domains.registry.models.dating import ends_after_it_starts
from openpcn.domains.registry.models.organisations import Organisation


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
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="role_holders"
    )
    role = models.CharField(max_length=40)
    """Job role by code: clinical_director, network_manager, practice_manager ..."""
    covers_for = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="cover"
    )
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_published = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [ends_after_it_starts("role_ends_after_it_starts")]
