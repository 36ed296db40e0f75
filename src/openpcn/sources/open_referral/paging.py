"""The pages of a feed in their order, and the full entry of a service where pages are short."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from openpcn.kernel.errors import NotRight
from openpcn.sources.open_referral.elements import Envelope, entries

PER_PAGE = 100
MOST_PAGES = 20_000
NESTED = ("service_at_locations", "schedules", "contacts", "attributes", "cost_options")
"""Members that only a full entry has; a page of one-to-one fields has none of them."""

Get = Callable[[str], bytes]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a feed."""

    number: int
    of: int | None
    """How many pages there are, where the feed says so."""
    documents: tuple[Any, ...]
    total_items: int | None = None


def pages_of(url: str, get: Get) -> Iterator[Page]:
    """Every page of a feed, from the first; an address of one file is one page."""
    base = services_address(url)
    seen: set[str] = set()
    for number in range(1, MOST_PAGES + 1):
        envelope = Envelope()
        body = get(with_query(base, page=str(number), per_page=str(PER_PAGE)))
        documents = tuple(entries([body], f"Page {number}", envelope))
        check_that_it_is_new(documents, number, seen)
        total = envelope.number("total_pages")
        yield Page(
            number=number,
            of=total,
            documents=documents,
            total_items=envelope.number("total_items"),
        )
        if not envelope.has_contents or is_last(envelope, documents, number):
            return
    raise NotRight(
        f"The feed has more than {MOST_PAGES:,} pages.",
        next_step="Ask the publisher for the feed as a file, and import the file.",
    )


def is_last(envelope: Envelope, documents: tuple[Any, ...], number: int) -> bool:
    """Whether a page says, or shows, that it is the last."""
    if not documents:
        return True
    if (total := envelope.number("total_pages")) is not None:
        return number >= total
    return envelope.said.get("last_page") is True


def check_that_it_is_new(documents: tuple[Any, ...], number: int, seen: set[str]) -> None:
    """Stop at a page that came before: a feed that ignores page numbers has no end."""
    keys = {str(each.get("id")) for each in documents if isinstance(each, dict)}
    if number > 1 and keys and keys <= seen:
        raise NotRight(
            f"Page {number} of the feed lists the same services as the pages before it.",
            next_step="Ask the publisher to mend its paging, or import the feed as a file.",
        )
    seen |= keys


def full_entry(url: str, document: Any, get: Get) -> Any:
    """The full entry of a service that a page gives in short; itself where it is full."""
    if not isinstance(document, dict) or any(part in document for part in NESTED):
        return document
    key = document.get("id")
    if not isinstance(key, str) or not key:
        return document
    parts = urlsplit(services_address(url))
    address = urlunsplit(
        (parts.scheme, parts.netloc, f"{parts.path}/{quote(key, safe='')}", "", "")
    )
    try:
        found = json.loads(get(address))
    except (ValueError, RecursionError):
        raise NotRight(
            f"The full entry of service {key[:80]} is not JSON.",
            next_step="Tell the publisher; import the feed again when it is mended.",
        ) from None
    return found if isinstance(found, dict) and found.get("id") == key else document


def services_address(url: str) -> str:
    """The address of a feed's list of services: as given, or under the address of its API."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path.endswith((".json", ".ndjson", "/services")):
        path += "/services"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def with_query(url: str, **more: str) -> str:
    """An address with some parameters set; a file is asked for as it stands."""
    parts = urlsplit(url)
    if parts.path.endswith((".json", ".ndjson")):
        return url
    asked = dict(parse_qsl(parts.query, keep_blank_values=True)) | more
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(asked), ""))
