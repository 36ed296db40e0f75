"""Split rules, entries that balance by their shape, and activity that moved out of hospital."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openpcn.domains.ledger.vocabulary import EntryKind, Lever, PriceStatus, Side
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import CURRENT, Held, ends_after_it_starts


def organisation() -> models.ForeignKey[Organisation, Organisation]:
    """An organisation that a record is about."""
    return models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")


class SplitRule(Held):
    """How a network shares out one entitlement, or everything that has no rule of its own."""

    network = organisation()
    entitlement = models.CharField(max_length=60, blank=True)
    """Its code; empty: every entitlement that has no rule of its own."""
    title = models.CharField(max_length=120)
    agreement = models.PositiveBigIntegerField()
    """The network agreement whose schedule holds it."""
    schedule = models.CharField(max_length=20)
    starts_on = models.DateField()
    """The first day of a month; it holds until the next one that is agreed."""
    terms = models.JSONField()
    """Slices with their basis and per cent, and fixed sums in pence."""
    agreed_on = models.DateField(null=True)
    """Empty while it is proposed."""
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_network_agrees_one_rule_from_a_day",
                fields=["network", "entitlement", "starts_on"],
                condition=CURRENT & Q(agreed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_split_rule_starts_with_a_month", condition=Q(starts_on__endswith="-01")
            ),
        ]


class Remittance(models.Model):
    """A file that receipts were read from."""

    network = organisation()
    name = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_ledger_takes_a_file_once",
                fields=["network", "fingerprint"],
                condition=Q(withdrawn_at__isnull=True),
            )
        ]


class Move(models.Model):
    """Activity that moves out of hospital: its identity; everything else about it is dated."""

    about = organisation()


class MoveTerms(Held):
    """What was agreed about a move, in one version of what is known."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="terms")
    service = models.CharField(max_length=120)
    lever = models.CharField(max_length=20, choices=Lever)
    from_provider = models.CharField(max_length=120)
    receiver = organisation()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    baseline = models.PositiveIntegerField()
    """Activity of a year before it moved."""
    baseline_source = models.CharField(max_length=300)
    unit_price = models.DecimalField(max_digits=9, decimal_places=2)
    price_status = models.CharField(max_length=12, choices=PriceStatus)
    price_source = models.CharField(max_length=300)
    share_per_cent = models.DecimalField(max_digits=5, decimal_places=2)
    """Of the price, what was agreed to follow."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_move_has_one_current_version", fields=["move"], condition=CURRENT
            ),
            ends_after_it_starts("a_move_ends_after_it_starts"),
            models.CheckConstraint(
                name="what_follows_is_a_part_of_the_price",
                condition=Q(share_per_cent__gte=0, share_per_cent__lte=100, unit_price__gt=0),
            ),
            models.CheckConstraint(name="a_move_has_a_baseline", condition=Q(baseline__gt=0)),
        ]


class MovedActivity(Held):
    """How much of a move's activity took place outside hospital in a month."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="activity")
    month = models.DateField()
    moved = models.PositiveIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="activity_of_a_month_is_counted_once",
                fields=["move", "month"],
                condition=CURRENT,
            )
        ]


class Entry(models.Model):
    """One event of a ledger; it is added, never changed, and undone by another that reverses it."""

    network = organisation()
    kind = models.CharField(max_length=10, choices=EntryKind)
    on = models.DateField()
    entitlement = models.CharField(max_length=60)
    """Its code in the rulebook, `moved` for what follows activity, or `other`."""
    month = models.DateField(null=True)
    """The month that it pays for."""
    reference = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=300, blank=True)
    """Why, of a reversal; a note, of anything else."""
    source = models.CharField(max_length=200)
    remittance = models.ForeignKey(Remittance, null=True, on_delete=models.PROTECT)
    rule = models.ForeignKey(SplitRule, null=True, on_delete=models.PROTECT)
    move = models.ForeignKey(Move, null=True, on_delete=models.PROTECT)
    shares = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="sharings")
    """Of a sharing: the receipt that it shares out."""
    reverses = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_sharing_has_its_rule_and_receipt",
                condition=Q(kind=EntryKind.SHARING, rule__isnull=False, shares__isnull=False)
                | ~Q(kind=EntryKind.SHARING),
            ),
            models.CheckConstraint(
                name="a_reversal_says_what_and_why",
                condition=(Q(kind=EntryKind.REVERSAL, reverses__isnull=False) & ~Q(words=""))
                | (~Q(kind=EntryKind.REVERSAL) & Q(reverses__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_month_is_written_by_its_first_day",
                condition=Q(month__isnull=True) | Q(month__endswith="-01"),
            ),
        ]
        indexes = [models.Index(fields=["network", "on"])]


class Movement(models.Model):
    """Pence that leave one side and reach another: what is taken is given, so an entry balances."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="movements")
    from_side = models.CharField(max_length=12, choices=Side)
    from_organisation = organisation()
    to_side = models.CharField(max_length=12, choices=Side)
    to_organisation = organisation()
    service = models.CharField(max_length=120, blank=True)
    """Of money that is kept: the shared service that it is kept for."""
    pence = models.PositiveBigIntegerField()
    working = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_movement_moves_something", condition=Q(pence__gt=0)),
            models.CheckConstraint(
                name="money_moves_from_one_side_to_another",
                condition=~Q(from_side=F("to_side"), from_organisation=F("to_organisation")),
            ),
            models.CheckConstraint(
                name="what_is_kept_names_its_service",
                condition=(Q(from_side=Side.SERVICE) | Q(to_side=Side.SERVICE)) & ~Q(service="")
                | (~Q(from_side=Side.SERVICE) & ~Q(to_side=Side.SERVICE) & Q(service="")),
            ),
        ]
