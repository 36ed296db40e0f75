"""What is held of a directory that is imported again and again, and the imports themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openpcn.domains.community.models import Asset, AssetVersion
from openpcn.domains.registry.models import Dataset
from openpcn.domains.registry.queries.datasets import DatasetAnswer, dataset_from

FORMAT = "open_referral_uk"
"""What an import of a directory is called among the files that were loaded."""


@dataclass(frozen=True, kw_only=True)
class HeldServices:
    """Fingerprint of what each service said last, and when its source changed it last."""

    fingerprints: Mapping[str, str]
    changes: Mapping[str, datetime]


def held_services(source: str) -> HeldServices:
    """The services of a directory that counted at its last import."""
    said = dict(
        Asset.objects.filter(source=source).exclude(said="").values_list("external_id", "said")
    )
    changed = AssetVersion.objects.filter(
        asset__source=source, known_until__isnull=True, changed_at__isnull=False
    ).order_by("starts_on")
    changes = dict(changed.values_list("asset__external_id", "changed_at"))
    return HeldServices(
        fingerprints=said, changes={key: at for key, at in changes.items() if key in said}
    )


def feed_imports(limit: int = 20) -> list[DatasetAnswer]:
    """The newest imports of directories that count."""
    held = Dataset.objects.filter(format=FORMAT, known_until__isnull=True)
    return [dataset_from(row) for row in held.select_related("loaded_by").order_by("-id")[:limit]]


def last_import_of(source: str) -> date | None:
    """The day of the newest import of a directory that counts."""
    held = Dataset.objects.filter(format=FORMAT, known_until__isnull=True, file_name=source[:255])
    return held.order_by("-known_from").values_list("period_on", flat=True).first()
