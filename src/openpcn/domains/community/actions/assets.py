"""Record assets, describe them again, publish them, take them back and bring them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.community.actions.checking import checked
from openpcn.domains.community.models import Asset, AssetVersion, Check
from openpcn.domains.community.queries.versions import said_by
from openpcn.domains.community.saying import AssetSaid
from openpcn.domains.community.vocabulary import CheckedAs
from openpcn.domains.community.writing import Stamp, write_versions
from openpcn.domains.registry.actions.facts import keep
from openpcn.domains.registry.actions.naming import check_days, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible

RECORD = "community.record"
PLAN = "community.plan"


@transaction.atomic
def record_asset(
    *, keeper: str, said: AssetSaid, starts_on: date, is_confirmed: bool = False, by: Account
) -> int:
    """Record a service, group or place; the number it has here.

    `is_confirmed`: who runs it has said so today, which is a check too.
    """
    which = the(keeper)
    require(by, RECORD, which)
    asset = Asset.objects.create(keeper=which)
    describe(asset, said, starts_on, by=by)
    if is_confirmed:
        confirm(asset, by=by)
    record_event("recorded an asset", asset, by=by, detail={"keeper": keeper})
    return int(asset.pk)


@transaction.atomic
def describe_asset(
    number: int, *, said: AssetSaid, starts_on: date, is_confirmed: bool = False, by: Account
) -> None:
    """Correct an asset, or say what it is like from a later day on; what was before stays."""
    asset = standing(number, by=by)
    last = asset.versions.filter(known_until__isnull=True).order_by("-starts_on").first()
    if last is not None and starts_on < last.starts_on:
        raise NotPossible(
            "The asset is described from a later day already.",
            next_step="Describe it from that day, or from a later one.",
        )
    describe(asset, said, starts_on, by=by)
    if is_confirmed:
        confirm(asset, by=by)
    record_event("described an asset", asset, by=by)


def confirm(asset: Asset, *, by: Account) -> None:
    """A check of today: who runs it has said that it is so."""
    today = timezone.localdate()
    keep(Check, by=by, asset=asset, checked_on=today, checked_as=CheckedAs.RIGHT)


def describe(asset: Asset, said: AssetSaid, starts_on: date, *, by: Account) -> None:
    """A version of an asset; of the same day, it takes the place of what was said."""
    check_days(starts_on)
    kept = checked(said)
    moment = timezone.now()
    same = asset.versions.filter(known_until__isnull=True, starts_on=starts_on)
    same.update(known_until=moment)
    write_versions([(asset.pk, starts_on, kept)], Stamp(at=moment, by=by))


@transaction.atomic
def undo_last(number: int, *, by: Account) -> None:
    """Take back the last thing said of an asset; what it took the place of counts again."""
    asset = standing(number, by=by)
    current = asset.versions.filter(known_until__isnull=True)
    last = current.order_by("-known_from", "-id").first()
    before = (
        asset.versions.filter(known_until=last.known_from).order_by("-id").first()
        if last is not None
        else None
    )
    if last is None or (before is None and current.count() == 1):
        raise NotPossible(
            "Nothing was said of this asset before.",
            next_step="Take the asset back instead, if it was recorded by mistake.",
        )
    moment = timezone.now()
    AssetVersion.objects.filter(pk=last.pk).update(known_until=moment)
    if before is not None:
        write_versions(
            [(asset.pk, before.starts_on, said_by([before])[0])], Stamp(at=moment, by=by)
        )
    record_event("took back what was said of an asset", asset, by=by)


@transaction.atomic
def publish_asset(number: int, *, publication: str, by: Account) -> None:
    """Show an asset to everybody, or to the people of its system only, from today on."""
    asset = standing(number, by=by)
    last = asset.versions.filter(known_until__isnull=True).order_by("-starts_on").first()
    if last is not None:
        said = replace(said_by([last])[0], publication=publication)
        describe(asset, said, max(last.starts_on, timezone.localdate()), by=by)
    record_event("published an asset", asset, by=by, detail={"publication": publication})


@transaction.atomic
def withdraw_asset(number: int, *, by: Account) -> None:
    """Take back an asset that was recorded by mistake; it can be brought back."""
    asset = standing(number, by=by)
    asset.versions.filter(known_until__isnull=True).update(known_until=timezone.now())
    record_event("withdrew an asset", asset, by=by)


@transaction.atomic
def bring_back(number: int, *, by: Account) -> None:
    """Bring back an asset that was taken back, with all that was said of it then."""
    asset = Asset.objects.select_for_update().filter(pk=number).first()
    if asset is None:
        raise no_such()
    require(by, RECORD, asset.keeper_id)
    if asset.versions.filter(known_until__isnull=True).exists():
        raise NotPossible("This asset stands.", next_step="Nothing needs to be done.")
    gone = asset.versions.order_by("-known_until").values_list("known_until", flat=True).first()
    rows = list(asset.versions.filter(known_until=gone).order_by("id"))
    write_versions(
        [(asset.pk, row.starts_on, said) for row, said in zip(rows, said_by(rows), strict=True)],
        Stamp(at=timezone.now(), by=by),
    )
    record_event("brought back an asset", asset, by=by)


def standing(number: int, *, by: Account, permission: str = RECORD) -> Asset:
    """An asset that stands, locked, for somebody who may change it."""
    held = AssetVersion.objects.filter(known_until__isnull=True, asset_id=number)
    asset = Asset.objects.select_for_update().filter(pk__in=held.values("asset_id")).first()
    if asset is None:
        raise no_such()
    require(by, permission, asset.keeper_id)
    return asset


def existing(number: int) -> Asset:
    """An asset, locked; NotFound where there is none."""
    found = Asset.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise no_such()
    return found


def no_such() -> NotFound:
    """There is no such asset."""
    return NotFound("No such asset stands.", next_step="Look it up in the directory again.")
