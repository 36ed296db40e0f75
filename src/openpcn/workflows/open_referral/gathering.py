"""Where the entries of a feed come from: an API page by page, a file, or a folder of files."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from openpcn.domains.community.queries.feeds import HeldServices
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.sources.open_referral.faults import Fault, Told
from openpcn.sources.open_referral.fetching import Visitor
from openpcn.sources.open_referral.fields import moment
from openpcn.sources.open_referral.paging import NESTED, full_entry, pages_of, services_address
from openpcn.sources.open_referral.reading import Entry, Feed, id_of, services_in, take_entry
from openpcn.workflows.load_files.reports import Progress, Step

LARGEST_FILE = 2 << 30
PIECE = 1 << 20
MOST_SERVICES = 500_000
READING = 0.6
"""Share of the work that reading a feed is; the rest is writing."""
KINDS = ("*.json", "*.ndjson", "*.jsonl", "*.json.gz", "*.ndjson.gz")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a feed is, and what its services are kept under."""

    at: str
    source: str
    """The same name again means a newer feed of the same directory."""
    title: str

    @property
    def is_on_the_web(self) -> bool:
        """Whether it is fetched."""
        return "://" in self.at


def place_of(at: str, *, name: str = "") -> Place:
    """The place that a person named."""
    if "://" in at:
        parts = urlsplit(services_address(at))
        source = name or f"{parts.hostname}{parts.path.removesuffix('/services')}"
        return Place(at=at, source=source[:200], title=name or parts.hostname or at)
    path = Path(at)
    if not path.exists():
        raise NotPossible(f"There is no {at}.", next_step="Name a file, a folder or an address.")
    stem = path.name.split(".")[0]
    return Place(at=at, source=(name or stem)[:200], title=name or stem)


def gather(place: Place, feed: Feed, held: HeldServices, *, progress: Progress) -> Iterator[Entry]:
    """Every entry of a feed, in its order."""
    reading = _from_web if place.is_on_the_web else _from_files
    for entry in reading(place, feed, held, progress):
        if feed.entries > MOST_SERVICES:
            raise NotRight(
                f"The feed lists more than {MOST_SERVICES:,} services.",
                next_step="Import it in parts, each under a name of its own.",
            )
        yield entry


def _from_web(place: Place, feed: Feed, held: HeldServices, progress: Progress) -> Iterator[Entry]:
    visitor = Visitor(allowed=settings.FEED_HOSTS)
    try:
        total = None
        for page in pages_of(place.at, visitor.get):
            of = f" of {page.of:,}" if page.of else ""
            share = READING * min(page.number / page.of, 1) if page.of else READING / 2
            progress(Step(done=share, doing=f"Reading page {page.number:,}{of}"))
            total = page.total_items
            for document in page.documents:
                yield _on_a_page(document, place, feed, held, visitor)
        if total is not None and total != feed.entries:
            feed.faults.append(_count_differs(total, feed.entries))
    finally:
        visitor.close()


def _on_a_page(
    document: Any, place: Place, feed: Feed, held: HeldServices, visitor: Visitor
) -> Entry:
    """An entry of a page; one in short that did not change since is not asked for again."""
    key = id_of(document)
    is_short = isinstance(document, dict) and not any(part in document for part in NESTED)
    if is_short and key in held.changes and held.changes[key] == _changed_at(document):
        return feed.keep(document, held.fingerprints[key])
    return take_entry(full_entry(place.at, document, visitor.get), feed, held.fingerprints)


def _changed_at(document: dict[str, Any]) -> datetime | None:
    said = document.get("last_modified")
    return moment(said, "", Told(0, "")) if isinstance(said, str) else None


def _count_differs(total: int, found: int) -> Fault:
    return Fault(
        entry=0,
        service="",
        field="total_items",
        message=f"The feed says that it lists {total:,} services; it lists {found:,}.",
        next_step="Ask the publisher whether services are missing.",
        stops=False,
    )


def _from_files(
    place: Place, feed: Feed, held: HeldServices, progress: Progress
) -> Iterator[Entry]:
    paths = _files(Path(place.at))
    size, had = sum(path.stat().st_size for path in paths) or 1, 0

    def count(piece: int) -> None:
        nonlocal had
        had += piece
        share = READING * min(had / size, 1)
        progress(Step(done=share, doing=f"Reading; {feed.entries:,} services so far"))

    for path in paths:
        yield from services_in(_pieces(path, count), path.name, feed, known=held.fingerprints)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = sorted({each for kind in KINDS for each in path.rglob(kind)})
    if not found:
        raise NotRight(
            f"{path.name} holds no file of a feed.",
            next_step="Name a folder with .json or .ndjson files.",
        )
    return found


def _pieces(path: Path, count: Callable[[int], None]) -> Iterable[bytes]:
    """The bytes of a file, unpacked, up to a limit; `count` hears of each piece."""
    with path.open("rb") as start:
        is_packed = start.read(2) == b"\x1f\x8b"
    size = 0
    with gzip.open(path) if is_packed else path.open("rb") as file:
        while piece := _read(file, path):
            size += len(piece)
            if size > LARGEST_FILE:
                raise NotRight(
                    f"{path.name} is larger than {LARGEST_FILE >> 30} GB.",
                    next_step="Split it into files of fewer services.",
                )
            count(len(piece))
            yield piece


def _read(file: Any, path: Path) -> bytes:
    try:
        return bytes(file.read(PIECE))
    except (OSError, EOFError) as broken:
        raise NotRight(
            f"{path.name} cannot be unpacked: it is cut off or damaged.",
            next_step="Fetch it again, then import it.",
        ) from broken
