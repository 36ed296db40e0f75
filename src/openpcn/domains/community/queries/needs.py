"""Needs that are written down, on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from openpcn.domains.community.models import Need
from openpcn.domains.community.vocabulary import PartOfDay, Theme
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import holds_on
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.spoken import language_name
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class NeedAnswer:
    """What people of a neighbourhood look for."""

    id: int
    keeper_id: int
    keeper_code: str
    keeper_name: str
    neighbourhood: str
    theme: str
    language: str
    part_of_day: str
    must_be_step_free: bool
    must_be_free: bool
    words: str
    source: str
    starts_on: date
    ends_on: date | None

    @property
    def asks_for(self) -> str:
        """All that is asked for, in words."""
        parts = [
            Theme(self.theme).label,
            f"in {language_name(self.language)}" if self.language else "",
            PartOfDay(self.part_of_day).label.lower() if self.part_of_day else "",
            "step-free" if self.must_be_step_free else "",
            "free of charge" if self.must_be_free else "",
        ]
        return ", ".join(filter(None, parts))


def needs(
    *, when: When, keepers: Collection[int] | None = None, number: int | None = None
) -> list[NeedAnswer]:
    """The needs that count on the day, of some keepers or of one number, by theme."""
    held = Need.objects.filter(counted(when.as_known), holds_on(when.as_at))
    if keepers is not None:
        held = held.filter(keeper_id__in=keepers)
    if number is not None:
        held = held.filter(pk=number)
    rows = list(held.order_by("theme", "neighbourhood", "id"))
    ids = {one.keeper_id for one in rows}
    named = organisations_by_id(ids, when=when) if ids else {}
    return [
        NeedAnswer(
            id=one.pk,
            keeper_id=one.keeper_id,
            keeper_code=named[one.keeper_id].code,
            keeper_name=named[one.keeper_id].name,
            neighbourhood=one.neighbourhood,
            theme=one.theme,
            language=one.language,
            part_of_day=one.part_of_day,
            must_be_step_free=one.must_be_step_free,
            must_be_free=one.must_be_free,
            words=one.words,
            source=one.source,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        for one in rows
        if one.keeper_id in named
    ]
