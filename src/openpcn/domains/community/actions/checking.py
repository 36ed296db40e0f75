"""What is said of an asset as it is kept, or why it cannot be."""

from __future__ import annotations

import re
from dataclasses import replace

from openpcn.domains.community.saying import AssetSaid, PlaceSaid, ProviderSaid, TimeSaid
from openpcn.domains.community.vocabulary import (
    AssetKind,
    Cost,
    Publication,
    Standing,
    StepFree,
    Theme,
    Tier,
)
from openpcn.domains.registry.actions.naming import some_text
from openpcn.domains.registry.queries.areas import find_postcode
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.spoken import language_code

LONGEST_TEXT = 5_000
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
CHARITY = re.compile(r"(SC|NIC?)?\d{5,8}(-\d+)?")
WEB = re.compile(r"https?://[^\s<>\"]+")
VOCABULARIES = (
    ("kind", AssetKind), ("standing", Standing), ("publication", Publication), ("tier", Tier),
    ("cost", Cost), ("step_free", StepFree),
)  # fmt: skip


def checked(said: AssetSaid) -> AssetSaid:
    """What is said, tidied; NotRight or NotPossible says what is the matter."""
    for name, words in VOCABULARIES:
        if getattr(said, name) not in words.values:
            raise NotRight("No asset is so.", next_step="Choose one of the lists.")
    if unknown := [each for each in said.themes if each not in Theme.values]:
        raise NotRight(f"“{unknown[0][:40]}” is no theme.", next_step="Choose from the list.")
    if unknown := [each for each in said.languages if language_code(each) != each]:
        raise NotRight(f"“{unknown[0][:40]}” is no language.", next_step="Choose from the list.")
    if said.youngest is not None and said.oldest is not None and said.oldest < said.youngest:
        raise NotPossible("The oldest age is below the youngest.", next_step="Check both ages.")
    if said.url and not WEB.fullmatch(said.url):
        raise NotRight("That is no address of a page.", next_step="Begin it with https://.")
    return replace(
        said,
        name=some_text(said.name, "The name", longest=200),
        description=short_enough(said.description, "The description"),
        eligibility=short_enough(said.eligibility, "Who it is for"),
        fees=short_enough(said.fees, "What it costs"),
        provider=provider_checked(said.provider) if said.provider else None,
        places=tuple(place_checked(each) for each in said.places),
        times=tuple(time_checked(each) for each in said.times),
        languages=tuple(dict.fromkeys(said.languages)),
        themes=tuple(dict.fromkeys(said.themes)),
    )


def short_enough(text: str, what: str) -> str:
    """Text that may be left empty."""
    return some_text(text, what, longest=LONGEST_TEXT) if text.strip() else ""


def provider_checked(said: ProviderSaid) -> ProviderSaid:
    """Who runs it, with a charity number that can be one."""
    number = "".join(said.charity_number.upper().split())
    if number and not CHARITY.fullmatch(number):
        raise NotRight(
            f"“{said.charity_number[:20]}” is no charity number.",
            next_step="Enter 6 or 7 digits, or leave it empty.",
        )
    return replace(
        said,
        name=some_text(said.name, "Who runs it", longest=200),
        charity_number=number,
    )


def place_checked(said: PlaceSaid) -> PlaceSaid:
    """A place with the point of its postcode, where that is known and no other is given."""
    postcode = " ".join(said.postcode.upper().split())
    if postcode and not POSTCODE.fullmatch(postcode):
        raise NotRight(
            f"“{postcode[:12]}” is no postcode.",
            next_step="Enter one such as LE1 1AA, or leave it empty.",
        )
    tidy = replace(said, postcode=postcode, address=" ".join(said.address.split())[:300])
    if tidy.easting is not None or not postcode:
        return tidy
    at = find_postcode(postcode)
    if at is None:
        return tidy
    return replace(tidy, easting=at.easting, northing=at.northing, basis="postcode")


def time_checked(said: TimeSaid) -> TimeSaid:
    """A time that ends after it begins."""
    if said.opens_at and said.closes_at and said.closes_at <= said.opens_at:
        raise NotPossible(
            f"It would end at {said.closes_at:%H:%M}, before it begins at {said.opens_at:%H:%M}.",
            next_step="Check both times; one that runs past midnight is two times.",
        )
    return said
