"""A file that comes through the page: put aside, looked at, loaded when someone says so."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.utils import timezone

from openpcn.domains.accounts.queries import Account
from openpcn.domains.jobs import actions as jobs
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.load_files.loading import load_folder
from openpcn.workflows.load_files.preview import preview_file
from openpcn.workflows.load_files.reports import Progress

LARGEST = 200 * 1024 * 1024
"""Bytes that may be uploaded; larger files are loaded with the command."""
KEPT_FOR = timedelta(days=7)
"""How long an upload that nobody decides about is kept aside."""
PREVIEW, LOAD = "preview_upload", "load_upload"


def receive_upload(*, name: str, pieces: Iterable[bytes], period: date | None, by: Account) -> int:
    """Put a file aside and ask for a preview of it; gives the number of the job."""
    require(by, "data.load")
    token = put_aside(name=name, pieces=pieces)
    payload = {"token": token, "name": safe_name(name), "period": str(period) if period else ""}
    return jobs.ask(PREVIEW, payload, by=by).id


def put_aside(*, name: str, pieces: Iterable[bytes]) -> str:
    """Keep a file where nothing reads it yet; gives the token by which it is found again."""
    clear_old_uploads(now=timezone.now())
    token = uuid.uuid4().hex
    folder = quarantine() / token
    try:
        folder.mkdir(parents=True, mode=0o700)
        _write(folder / safe_name(name), pieces)
    except OSError as unwritable:
        raise NotPossible(
            f"The file could not be put aside: {unwritable.strerror}.",
            next_step="Tell whoever runs this service; its state folder cannot be written.",
        ) from unwritable
    except NotRight:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return token


def accept_upload(payload: Mapping[str, str], *, by: Account) -> int:
    """Load what was put aside; gives the number of the job."""
    require(by, "data.load")
    aside(payload)
    return jobs.ask(LOAD, dict(payload), by=by).id


def discard_upload(payload: Mapping[str, str], *, by: Account) -> None:
    """Forget what was put aside."""
    require(by, "data.load")
    shutil.rmtree(aside(payload).parent, ignore_errors=True)


def preview_upload(
    payload: Mapping[str, str], *, by: Account, progress: Progress
) -> dict[str, Any]:
    """The work of a preview job."""
    preview = preview_file(aside(payload), period_hint=_period(payload), by=by, progress=progress)
    return preview.as_json()


def load_upload(payload: Mapping[str, str], *, by: Account, progress: Progress) -> dict[str, Any]:
    """The work of a load job: the same loader as the command's; the file leaves when it is in."""
    require(by, "data.load")
    path, period = aside(payload), _period(payload)
    hints = {"": period} if period else {}
    report = load_folder(
        path,
        by=by,
        period_hints=hints,
        progress=progress,
        is_demonstration=by.is_demonstration,
    )
    if report.is_whole:
        shutil.rmtree(path.parent, ignore_errors=True)
    return report.as_json()


def quarantine() -> Path:
    """Where uploads wait."""
    return Path(settings.STATE) / "quarantine"


def safe_name(name: str) -> str:
    """The last part of a name, without anything that a path could be made of."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(letter for letter in last if letter.isalnum() or letter in " ._-()")
    return kept.strip(" .")[:120] or "upload"


def clear_old_uploads(*, now: datetime) -> None:
    """Uploads that nobody decided about leave after a week."""
    if not quarantine().is_dir():
        return
    for folder in quarantine().iterdir():
        if folder.stat().st_mtime < (now - KEPT_FOR).timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    size = 0
    with path.open("wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > LARGEST:
                raise NotRight(
                    f"{path.name} is larger than {LARGEST // 1024**2} MB.",
                    next_step="Compress it with gzip, or ask whoever runs this service to load it.",
                )
            file.write(piece)


def aside(payload: Mapping[str, str]) -> Path:
    """The file that waits under the token of a job."""
    path = quarantine() / uuid.UUID(payload["token"]).hex / safe_name(payload["name"])
    if not path.is_file():
        raise NotPossible(
            f"{payload['name']} is no longer put aside.", next_step="Upload it again."
        )
    return path


def _period(payload: Mapping[str, str]) -> date | None:
    return date.fromisoformat(payload["period"]) if payload.get("period") else None
