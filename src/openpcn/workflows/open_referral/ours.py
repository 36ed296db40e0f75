"""Our own lists of words as taxonomies of Open Referral UK, so that nothing is lost on the way.

The standard has no member for what an asset is, what it helps with, its tier, step-free access or
whether it costs anything. Each is an attribute with a word of one of these lists; whoever does
not know the lists reads the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from openpcn.domains.community.vocabulary import AssetKind, Cost, StepFree, Theme, Tier

NAMESPACE = uuid5(NAMESPACE_URL, "https://openpcn.org/open-referral")
"""Ids of what has none of its own are made from this and what it belongs to: always the same."""
NOT_SAID = "not_known"


@dataclass(frozen=True, kw_only=True)
class WordList:
    """One of our lists of words."""

    field: str
    """Where the words stand in what is said of an asset."""
    title: str
    description: str
    words: Any

    @property
    def id(self) -> UUID:
        """Its id as a taxonomy."""
        return made_id("taxonomy", self.field)


LISTS = (
    WordList(field="kind", title="Kind of asset", description="What an asset is.", words=AssetKind),
    WordList(
        field="themes", title="Helps with", description="What an asset helps with.", words=Theme
    ),
    WordList(
        field="tier",
        title="Tier of care",
        description="The tier of care that an asset belongs to.",
        words=Tier,
    ),
    WordList(
        field="step_free",
        title="Step-free access",
        description="Whether one gets in without a step.",
        words=StepFree,
    ),
    WordList(
        field="cost",
        title="Cost to take part",
        description="Whether it costs anything to take part.",
        words=Cost,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word of one of our lists."""

    list: WordList
    code: str
    title: str

    @property
    def id(self) -> UUID:
        """Its id as a term."""
        return word_id(self.list.field, self.code)


def made_id(*parts: object) -> UUID:
    """The id of something that has none of its own."""
    return uuid5(NAMESPACE, "/".join(str(part) for part in parts))


@cache
def word_id(field: str, code: str) -> UUID:
    """The id of a word."""
    return made_id("term", field, code)


@cache
def words() -> dict[str, Word]:
    """Every word of our lists that says something, by its id."""
    listed = (
        Word(list=each, code=code, title=str(title))
        for each in LISTS
        for code, title in each.words.choices
        if code != NOT_SAID
    )
    return {str(word.id): word for word in listed}
