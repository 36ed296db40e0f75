"""Who vouched for an entry last, and which entries somebody flagged as not right."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Max

from openpcn.domains.community.models import AssetVersion, Check
from openpcn.domains.community.queries.many import listed
from openpcn.domains.community.vocabulary import CheckedAs
from openpcn.domains.registry.queries.datasets import counted
from openpcn.kernel.when import When

FOUND_RIGHT = (CheckedAs.RIGHT, CheckedAs.CHANGED)


def last_checks(assets: Collection[int], *, when: When) -> dict[int, tuple[date, str]]:
    """When each asset was last found right or put right; by whom, the public is not told."""
    held = Check.objects.filter(
        counted(when.as_known), asset_id__in=assets, checked_on__lte=when.as_at
    ).filter(checked_as__in=FOUND_RIGHT)
    rows = held.values_list("asset_id").annotate(last=Max("checked_on"))
    return {asset: (last, "") for asset, last in rows}


def flags(assets: Collection[int], *, when: When) -> dict[int, date]:
    """When each asset was found not to be right, where no later check says otherwise."""
    held = Check.objects.filter(counted(when.as_known), checked_on__lte=when.as_at)
    wrong = held.filter(checked_as=CheckedAs.WRONG, asset_id__in=listed(assets))
    found: dict[int, date] = {}
    for one in held.filter(
        asset_id__in=wrong.values("asset_id"), checked_as__in=(*FOUND_RIGHT, CheckedAs.WRONG)
    ).order_by("checked_on", "id"):
        found.pop(one.asset_id, None)
        if one.checked_as == CheckedAs.WRONG:
            found[one.asset_id] = one.checked_on
    return found


def with_a_flag(*, when: When) -> set[int]:
    """The assets that somebody found not to be right, whoever lists them."""
    held = Check.objects.filter(counted(when.as_known), checked_as=CheckedAs.WRONG)
    return set(flags(set(held.values_list("asset_id", flat=True)), when=when))


def periods_of(versions: list[AssetVersion]) -> dict[int, tuple[date, str]]:
    """The day and publisher of the list that each version was read from."""
    held = AssetVersion.objects.filter(
        pk__in=[row.pk for row in versions], dataset__period_on__isnull=False
    )
    rows = held.values_list("pk", "dataset__period_on", "dataset__publisher")
    return {number: (day, publisher or "") for number, day, publisher in rows if day is not None}
