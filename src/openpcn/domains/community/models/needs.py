"""Needs: what people in a neighbourhood look for, so that offers can be found and gaps be seen."""

from __future__ import annotations

from django.db import models

from openpcn.domains.community.vocabulary import PartOfDay, Theme
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import Lasting, ends_after_it_starts


class Need(Lasting):
    """People of a neighbourhood need something, from a day to a day; never about one person."""

    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """The network, place or system that recorded it."""
    neighbourhood = models.CharField(max_length=20, blank=True)
    """Code of the neighbourhood; empty: all of the keeper's area."""
    theme = models.CharField(max_length=25, choices=Theme)
    language = models.CharField(max_length=12, blank=True)
    part_of_day = models.CharField(max_length=10, choices=PartOfDay, blank=True)
    must_be_step_free = models.BooleanField(default=False)
    must_be_free = models.BooleanField(default=False)
    words = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    """Where the need is known from: a need summary, a survey, what link workers hear."""

    class Meta:
        constraints = [ends_after_it_starts("a_need_ends_after_it_starts")]
