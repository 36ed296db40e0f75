"""Answers with every name as the pages show it, for the doors that have no pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from openpcn.kernel.names import as_written, short
from openpcn.kernel.when import When
from openpcn.workflows.facts.place_names import NAMED_BY_CODE, place_name

Answer = TypeVar("Answer")
SHORT_KINDS = ("icb", "sub_icb")
ALWAYS_SHORT = ("system", "place")


def as_displayed(found: Iterable[Answer], *, when: When) -> list[Answer]:
    """Each answer with its names as people write them; places as people know them."""
    called: dict[tuple[str, str], str] = {}
    return [displayed(one, called, when) for one in found]


def displayed(one: Answer, called: dict[tuple[str, str], str], when: When) -> Answer:
    """One answer; `called` keeps the names of places that were looked up."""
    answer: Any = one
    names = {
        field.name: shown(answer, field.name, called, when)
        for field in fields(answer)
        if (field.name == "name" or field.name.endswith("_name")) and getattr(answer, field.name)
    }
    if getattr(answer, "address", ""):
        names["address"] = as_written(answer.address)
    changed: Answer = replace(answer, **names)
    return changed


def shown(one: Any, field: str, called: dict[tuple[str, str], str], when: When) -> str:
    """One name of an answer."""
    name: str = getattr(one, field)
    start = field.removesuffix("name")
    code, kind = getattr(one, f"{start}code", ""), getattr(one, f"{start}kind", "")
    if NAMED_BY_CODE.match(name) and name.endswith(f" - {code}"):
        if (code, name) not in called:
            called[code, name] = place_name(code, name, when=when)
        return called[code, name]
    is_short = kind in SHORT_KINDS or start.rstrip("_") in ALWAYS_SHORT
    return short(name) if is_short else as_written(name)
