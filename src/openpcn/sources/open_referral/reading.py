"""A feed into services: what is new or changed, what is as before, and what is left out and why."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from openpcn.sources.open_referral.elements import Envelope, entries
from openpcn.sources.open_referral.faults import Fault
from openpcn.sources.open_referral.fields import ASK
from openpcn.sources.open_referral.rows import ServiceRow
from openpcn.sources.open_referral.shapes import name_of, read_service

FORM = "oruk-3.0-sorted-1"
"""Name of the canonical form under a fingerprint; another reader needs another name."""
STALE_AFTER = timedelta(days=365)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of a feed: taken, as before, or left out."""

    number: int
    """Its place in the feed, counted from 1."""
    id: str
    """The service's id, lower case; empty where it has none that can be used."""
    fingerprint: str
    """Of its content: equal content, equal fingerprint, whatever the order of its members."""
    service: ServiceRow | None
    """The service where it is to be written; None where it is as before or left out."""
    faults: tuple[Fault, ...] = ()
    is_as_before: bool = False


@dataclass(kw_only=True)
class Feed:
    """What a feed was found to hold, once all of its entries have been read."""

    listed: set[str] = field(default_factory=set)
    """Ids of all services it lists, those left out included."""
    used: set[str] = field(default_factory=set)
    """Ids of the services that can be used."""
    entries: int = 0
    newest: date | None = None
    """Day of the newest change that any of its services gives."""
    counts: Counter[str] = field(default_factory=Counter)
    """Entries taken, as before, left out and repeated."""
    faults: list[Fault] = field(default_factory=list)
    """What is wrong with the feed as a whole."""

    def keep(self, document: Any, mark: str) -> Entry:
        """An entry that is known to be as before, although it was not read in full."""
        self.entries += 1
        key = id_of(document)
        note_newest(document, self)
        self.listed.add(key)
        self.used.add(key)
        self.counts["as before"] += 1
        return Entry(number=self.entries, id=key, fingerprint=mark, service=None, is_as_before=True)


def services_in(
    pieces: Iterable[bytes], name: str, feed: Feed, *, known: Mapping[str, str]
) -> Iterator[Entry]:
    """The entries of one file or page; `known` is the fingerprint held of each service."""
    envelope = Envelope()
    before = feed.entries
    for document in entries(pieces, name, envelope):
        yield take_entry(document, feed, known)
    total = envelope.number("total_items")
    pages = envelope.number("total_pages")
    found = feed.entries - before
    if total is not None and (found > total or (pages in (None, 1) and found != total)):
        feed.faults.append(
            Fault(
                entry=0,
                service="",
                field="total_items",
                message=f"{name} says that it lists {total:,}; it lists {found:,}.",
                next_step="Ask the publisher whether entries are missing.",
                stops=False,
            )
        )


def take_entry(document: Any, feed: Feed, known: Mapping[str, str]) -> Entry:
    """One entry: as before by its fingerprint, or read in full."""
    feed.entries += 1
    number, mark = feed.entries, fingerprint(document)
    key = id_of(document)
    note_newest(document, feed)
    again = (repeated(document, number),) if key in feed.listed else ()
    feed.listed.update({key} - {""})
    if key not in feed.used and known.get(key) == mark:
        feed.used.add(key)
        feed.counts["as before"] += 1
        return Entry(
            number=number, id=key, fingerprint=mark, service=None, faults=again, is_as_before=True
        )
    service, faults = read_service(document, entry=number)
    if service is None or key in feed.used:
        feed.counts["repeated" if again else "left out"] += 1
        return Entry(
            number=number, id=key, fingerprint=mark, service=None, faults=(*again, *faults)
        )
    feed.used.add(key)
    feed.counts["taken"] += 1
    faults = (*again, *faults)
    return Entry(number=number, id=service.id, fingerprint=mark, service=service, faults=faults)


def repeated(document: Any, number: int) -> Fault:
    """That an id came before."""
    return Fault(
        entry=number,
        service=name_of(document),
        field="id",
        message="An earlier entry has the same id; the first that can be used counts.",
        next_step=f"Every service needs an id of its own. {ASK}",
        stops=True,
    )


def fingerprint(document: Any) -> str:
    """What an entry says, in 32 characters behind the name of the canonical form."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return f"{FORM}:{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}"


def id_of(document: Any) -> str:
    """The id that an entry gives, lower case."""
    key = document.get("id") if isinstance(document, Mapping) else None
    return key.strip().lower() if isinstance(key, str) else ""


def note_newest(document: Any, feed: Feed) -> None:
    """Keep the newest day on which any service says that it was changed."""
    said = document.get("last_modified") if isinstance(document, Mapping) else None
    if not isinstance(said, str):
        return
    try:
        changed = date.fromisoformat(said[:10])
    except ValueError:
        return
    feed.newest = max(feed.newest or changed, changed)


def staleness(feed: Feed, *, as_at: date) -> Fault | None:
    """That nothing in the feed has changed for a year, or that nobody can say."""
    if feed.newest is not None and as_at - feed.newest <= STALE_AFTER:
        return None
    message = (
        f"The newest change in this feed is of {feed.newest:%-d %B %Y}, more than a year before."
        if feed.newest
        else "No service of this feed says when it was last changed."
    )
    return Fault(
        entry=0,
        service="",
        field="last_modified",
        message=message,
        next_step="Ask the publisher whether the directory is still kept; check before you print.",
        stops=False,
    )
