"""A small directory, imported once for a module."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.sources.open_referral.entries import key, service
from tests.support.demonstration import _django_db_helper

__all__ = ["_django_db_helper"]
DAY = date(2026, 6, 1)


def entries() -> list[dict[str, Any]]:
    """Services that differ in what can be asked for."""
    young = service(
        "Youth club",
        minimum_age=11,
        maximum_age=17,
        schedules=[
            {
                "id": key("Youth club on Fridays"),
                "freq": "MONTHLY",
                "byday": "1FR",
                "opens_at": "18:00",
                "closes_at": "20:00",
            }
        ],
        attributes=None,
        organization=None,
    )
    by_phone = service("Listening line", service_at_locations=None, url=None, email=None)
    closed = service("Old club", status="defunct")
    many = [service(f"Walk {number}") for number in range(3)]
    return [service(), young, by_phone, closed, *many]


@pytest.fixture(scope="module")
def prepared(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """In place of the demonstration: the directory and nothing else."""
    from openpcn.workflows.open_referral.importing import import_feed

    path: Path = tmp_path_factory.mktemp("directory") / "vellshire.json"
    path.write_text(json.dumps(entries()))
    with django_db_blocker.unblock(), transaction.atomic():
        yield import_feed(str(path), on=DAY)
        transaction.set_rollback(True)
