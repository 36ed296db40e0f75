"""Messages to people in roles: what was written, whom it went to, and who has not answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from openpcn.domains.publishing.models.staging import Staged, together
from openpcn.domains.registry.models import Organisation


class Message(Staged):
    """A message; published means that it went to those who held its roles on that day."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    roles = models.JSONField(default=list)
    """Codes of the job roles that it is for."""
    within = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    """Only to people in this organisation and in those beneath it; empty: wherever they are."""
    answer_by = models.DateField(null=True)

    class Meta(Staged.Meta):
        constraints = [*Staged.Meta.constraints]


class Delivery(models.Model):
    """One message for one address, or for one person who has none."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    address_key = models.CharField(max_length=254)
    """The address in lower case, else the key of the person: nobody gets a message twice."""
    name = models.CharField(max_length=300)
    role_words = models.CharField(max_length=300)
    organisations = models.CharField(max_length=500)
    email = models.CharField(max_length=254, blank=True)
    made_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)
    """Why the mail was not taken, in words."""
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="nobody_gets_a_message_twice", fields=["message", "address_key"]
            ),
            models.CheckConstraint(
                name="mail_goes_to_an_address", condition=Q(mailed_at__isnull=True) | ~Q(email="")
            ),
            together("marked_by", "answered_on", "an_answer_is_marked_by_somebody"),
        ]
