"""What people record of training, local schemes and roles; every version stays readable."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.registry.models import Organisation, RoleHolding
from openpcn.domains.registry.models.dating import Held, Lasting, ends_after_it_starts, one_current
from openpcn.domains.staffing.vocabulary import Declares, Place, Profession, Scheme, Vacant


class TrainingPlace(Lasting):
    """A placement, post or fellowship, offered or sought by an organisation from a day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Place.choices)
    profession = models.CharField(max_length=20, choices=Profession.choices, blank=True)
    """For whom; empty where it was not said."""
    title = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=120)
    """Who answers for it: a name or a job."""
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            ends_after_it_starts("training_place_ends_after_it_starts"),
            models.CheckConstraint(
                name="training_place_is_for_somebody", condition=Q(people__gte=1)
            ),
        ]


class Vacancy(Lasting):
    """Posts of one role that an organisation has and nobody is in, up to the last empty day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Vacant.choices)
    posts = models.PositiveSmallIntegerField()
    fte = models.DecimalField(max_digits=5, decimal_places=2)
    """Of all the posts together."""

    class Meta:
        constraints = [
            ends_after_it_starts("vacancy_ends_after_it_starts"),
            models.CheckConstraint(
                name="vacancy_is_of_a_post", condition=Q(posts__gte=1, fte__gt=0)
            ),
        ]


class LocalScheme(Lasting):
    """Money that a commissioner gives to practices or networks under rules of its own."""

    first = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    """The first version of what was recorded, to which awards belong; none on that one itself."""
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """Whose scheme it is."""
    kind = models.CharField(max_length=20, choices=Scheme.choices)
    name = models.CharField(max_length=120)
    rule = models.CharField(max_length=500)
    """Who can receive it, and for what."""
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    """Pounds; empty where it has no limit of its own."""

    class Meta:
        constraints = [
            ends_after_it_starts("local_scheme_ends_after_it_starts"),
            one_current("a_corrected_scheme_has_one_current_version", "first"),
        ]

    @property
    def number(self) -> int:
        """The scheme that this is a version of."""
        return int(self.first_id or self.pk)


class Award(Held):
    """What an organisation receives from a scheme; never what a person is paid."""

    scheme = models.ForeignKey(LocalScheme, on_delete=models.PROTECT, related_name="awards")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    pounds = models.DecimalField(max_digits=12, decimal_places=2)
    on = models.DateField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(name="award_is_of_money", condition=Q(pounds__gt=0)),
        ]


class Declaration(Lasting):
    """The time that a role is done in, or an interest that its holder declares."""

    holding = models.ForeignKey(RoleHolding, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Declares.choices)
    hours = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    """A week; of time only."""
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_after_it_starts("declaration_ends_after_it_starts"),
            models.CheckConstraint(
                name="declaration_has_hours_or_words",
                condition=Q(kind="time", hours__gt=0) | Q(kind="interest", hours__isnull=True),
            ),
        ]
