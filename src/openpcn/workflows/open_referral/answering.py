"""What our Open Referral UK API answers: pages, single entries, and lists of words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import time
from functools import lru_cache
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from openpcn.domains.community.queries import published as directory
from openpcn.domains.community.queries.assets import mark
from openpcn.domains.community.queries.published import Sought, today
from openpcn.domains.community.saying import TermSaid
from openpcn.domains.registry.queries.areas import find_postcode
from openpcn.kernel.codes import compact_postcode
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.kernel.points import Point
from openpcn.workflows.open_referral import publishing
from openpcn.workflows.open_referral.ours import LISTS, words
from openpcn.workflows.open_referral.publishing import Written

PER_PAGE, MOST_PER_PAGE = 50, 100
LAST_PAGE = 10_000_000
LONGEST_SEARCH = 200
DAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
PROFILE = "https://github.com/OpenReferralUK/uk-profile"
DESCRIBED = (
    "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/main/docs/extras/openapi30.json"
)
Asked = Mapping[str, str]
Row = TypeVar("Row")


def about() -> Written:
    """What this API is."""
    return {"version": "HSDS-UK-3.0", "profile": PROFILE, "openapi_url": DESCRIBED}


def state() -> str:
    """A text that differs where any answer may: after every change, and from day to day."""
    return sha256(f"{mark()} {today().as_at}".encode()).hexdigest()[:32]


def services(asked: Asked) -> Written:
    """A page of services in short."""
    sought = sought_by(asked)
    return page(
        asked,
        directory.count_published(sought),
        lambda start, most: directory.page_of_published(sought, start=start, most=most),
        publishing.service_in_short,
    )


def service(key: str) -> Written:
    """One service in full."""
    found = directory.one_published(uuid_of(key, "service"))
    if found is None:
        raise nothing("service", key)
    return publishing.service_in_full(found)


def at_locations(asked: Asked) -> Written:
    """A page of services at places in short."""
    sought = sought_by(asked)
    return page(
        asked,
        directory.count_at_places(sought),
        lambda start, most: directory.page_of_places(sought, start=start, most=most),
        lambda each: publishing.at_location_in_short(each.asset, each.place),
    )


def one_at_location(key: str) -> Written:
    """One service at a place, in full."""
    pair = at_location_ids(state()).get(uuid_of(key, "service at a location"))
    found = directory.one_published(pair[0]) if pair else None
    if pair is None or found is None:
        raise nothing("service at a location", key)
    return publishing.at_location_in_full(found, pair[1])


@lru_cache(maxsize=2)
def at_location_ids(_state: str) -> dict[UUID, tuple[UUID, UUID]]:
    """Asset and place by the id that is made from both."""
    return {
        publishing.at_location_id(asset, place): (asset, place)
        for asset, place in directory.pairs_of_places()
    }


def taxonomies(asked: Asked) -> Written:
    """A page of lists of words."""
    return page_of(list(all_taxonomies(state()).values()), asked)


def taxonomy(key: str) -> Written:
    """One list with its words."""
    found = all_taxonomies(state()).get(str(uuid_of(key, "taxonomy")))
    if found is None:
        raise nothing("taxonomy", key)
    return found | {
        "taxonomy_terms": [
            term for term in all_terms(state()).values() if term["taxonomy_id"] == found["id"]
        ]
    }


def taxonomy_terms(asked: Asked) -> Written:
    """A page of words."""
    return page_of(list(all_terms(state()).values()), asked)


def taxonomy_term(key: str) -> Written:
    """One word."""
    found = all_terms(state()).get(str(uuid_of(key, "taxonomy term")))
    if found is None:
        raise nothing("taxonomy term", key)
    return found


@lru_cache(maxsize=2)
def all_terms(_state: str) -> dict[str, Written]:
    """Every word that may be asked for: ours, and those that published assets carry."""
    own = (publishing.own_term(word) for word in words().values())
    others = (
        publishing.other_term(
            TermSaid(
                taxonomy=row.taxonomy,
                code=row.code,
                name=row.name,
                key=row.key,
                description=row.description,
                uri=row.uri,
            ),
            row.parent.key if row.parent else None,
        )
        for row in directory.terms_in_use()
    )
    return {term["id"]: term for term in (*own, *others)}


@lru_cache(maxsize=2)
def all_taxonomies(now: str) -> dict[str, Written]:
    """Every list of words."""
    own = {
        str(each.id): {"id": str(each.id), "name": each.title, "description": each.description}
        for each in LISTS
    }
    named: dict[str, str] = defaultdict(str)
    for term in all_terms(now).values():
        named.setdefault(term["taxonomy_id"], term.get("taxonomy", ""))
    others = {
        key: {"id": key, "name": name or "Words", "description": name or "Words of a directory"}
        for key, name in named.items()
        if key not in own
    }
    return own | others


def page_of(rows: Sequence[Written], asked: Asked) -> Written:
    """A page of rows that are all at hand."""
    return page(asked, len(rows), lambda start, most: rows[start : start + most], lambda row: row)


def page(
    asked: Asked,
    total: int,
    rows: Callable[[int, int], Sequence[Row]],
    write: Callable[[Row], Written],
) -> Written:
    """A page with what the standard says of it; numbers out of range are brought into it."""
    size = min(max(whole(asked, "per_page", PER_PAGE), 1), MOST_PER_PAGE)
    number = min(max(whole(asked, "page", 1), 1), LAST_PAGE)
    pages = math.ceil(total / size)
    start = (number - 1) * size
    contents = [write(row) for row in rows(start, size)] if start < total else []
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def sought_by(asked: Asked) -> Sought:
    """What is asked for; a value of the wrong kind is refused, an unknown one finds nothing."""
    said: dict[str, Any] = {
        "text": "".join(each for each in asked.get("search", "") if each.isprintable()),
        "youngest": decimal(asked, "minimum_age"),
        "oldest": decimal(asked, "maximum_age"),
        "opens_at": clock(asked, "start_time"),
        "closes_at": clock(asked, "end_time"),
    }
    said["text"] = said["text"][:LONGEST_SEARCH]
    for part in (term_sought(asked), taxonomy_sought(asked), day_sought(asked), near(asked)):
        said |= part
    return Sought(**said)


def term_sought(asked: Asked) -> dict[str, Any]:
    """A word of ours or of another list."""
    if not (text := asked.get("taxonomy_term_id", "").strip().lower()):
        return {}
    if word := words().get(text):
        return {"word": (word.list.field, word.code)}
    try:
        return {"term": UUID(text)}
    except ValueError:
        return {"nothing": True}


def taxonomy_sought(asked: Asked) -> dict[str, Any]:
    """Any word of a list."""
    if not (text := asked.get("taxonomy_id", "").strip().lower()):
        return {}
    own = next((each.field for each in LISTS if str(each.id) == text), "")
    if own:
        return {"own_list": own}
    known = {term["taxonomy_id"]: term.get("taxonomy", "") for term in all_terms(state()).values()}
    return {"taxonomy": known[text]} if text in known else {"nothing": True}


def day_sought(asked: Asked) -> dict[str, Any]:
    """A day of the week: MO, or Monday."""
    text = asked.get("day", "").strip()
    if not text:
        return {}
    code = text[:2].upper()
    return {"day": code} if code in DAYS else {"nothing": True}


def near(asked: Asked) -> dict[str, Any]:
    """Within metres of the middle of a postcode."""
    postcode, metres = asked.get("postcode", "").strip(), asked.get("proximity", "").strip()
    if not postcode or not metres:
        return {}
    found = find_postcode(postcode) if compact_postcode(postcode) else None
    try:
        reach = float(metres)
    except ValueError:
        reach = math.nan
    if found is None or not math.isfinite(reach):
        return {"nothing": True}
    return {"near": Point(easting=found.easting, northing=found.northing), "metres": reach}


def whole(asked: Asked, name: str, default: int) -> int:
    """A whole number that was asked for."""
    text = asked.get(name, "")
    if name not in asked:
        return default
    try:
        return int(text) if len(text) < 20 else (LAST_PAGE if text.isdigit() else int(text[:19]))
    except ValueError:
        raise not_a(name, "whole number") from None


def decimal(asked: Asked, name: str) -> float | None:
    """A number that was asked for."""
    if name not in asked:
        return None
    try:
        number = float(asked[name])
    except ValueError:
        number = math.nan
    if math.isnan(number) or "_" in asked[name]:
        raise not_a(name, "number")
    return number


def clock(asked: Asked, name: str) -> time | None:
    """A time of the day that was asked for; a zone behind it is passed over."""
    if name not in asked:
        return None
    try:
        return time.fromisoformat(asked[name].strip()).replace(tzinfo=None)
    except ValueError:
        raise not_a(name, "time, such as 18:30:00") from None


def not_a(name: str, what: str) -> NotRight:
    """That a parameter is of the wrong kind."""
    return NotRight(f"{name} is not a {what}.", next_step="Ask again with one, or without it.")


def uuid_of(text: str, what: str) -> UUID:
    """An id that was asked for; what is no UUID is nobody's."""
    try:
        return UUID(text)
    except ValueError:
        raise nothing(what, text) from None


def nothing(what: str, key: str) -> NotFound:
    """That there is no such entry, or none that is published."""
    return NotFound(
        f"There is no published {what} {key[:80]}.", next_step="Ask for a page of them first."
    )
