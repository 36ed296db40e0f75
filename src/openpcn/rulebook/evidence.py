"""Numbers that papers publish, and what follows from them, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from openpcn.engines.evidence.claims import Claim
from openpcn.engines.evidence.working import How, Working, worked_out
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.evidence_of_tables import claims_of_tables
from openpcn.rulebook.published import published
from openpcn.rulebook.reading import parsed, refuse, shipped, wrong_among
from openpcn.rulebook.statuses import Status
from openpcn.rulebook.workforce_paper import leicester_2016

FOLDER = "evidence"
WORKINGS = "workings.toml"
OTHERS = "other-figures.toml"

PAPER: Keys = MappingProxyType(
    {"title": (str,), "published": (str,), "checked_on": (date,), "status": (str,)}
)
SAME: Keys = MappingProxyType(
    {"of": (str,), "about": (str,), "when": (str,), "unit": (str,), "words": (str,)}
)
CLAIM: Keys = MappingProxyType({**SAME, "value": (int, Decimal), "place": (str,)})
OTHER: Keys = MappingProxyType(
    {
        "against": (str,),
        "value": (int, Decimal),
        "words": (str,),
        "source": (str,),
        "place": (str,),
        "url": (str,),
        "status": (str,),
        "checked_on": (date,),
    }
)
WORKING: Keys = MappingProxyType({**SAME, "how": (str,), "parts": (list,), "decimals": (int,)})


@cache
def claims() -> Mapping[str, Claim]:
    """Every number of papers and rule files by its name, and what is worked out from them."""
    stated = {one.id: one for one in (*stated_claims(), *published())}
    workings = read_workings(shipped(FOLDER, WORKINGS), stated)
    others = read_others(shipped(FOLDER, OTHERS), stated)
    follow = [worked_out(one, stated) for one in workings]
    return MappingProxyType(stated | {one.id: one for one in (*follow, *others)})


def stated_claims() -> Iterator[Claim]:
    """The claims of each file, and those of the workforce tables."""
    folder = files("openpcn.rulebook").joinpath(FOLDER)
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.name.endswith(".toml") and each.name not in (WORKINGS, OTHERS):
            yield from read_claims(each.read_text(encoding="utf-8"), file=each.name)
    yield from claims_of_tables(leicester_2016())


def read_claims(text: str, *, file: str) -> tuple[Claim, ...]:
    """The claims of a text in the layout of the papers supplied; every mistake is told together."""
    tables = parsed(text, file)
    own = {key: value for key, value in tables.items() if not isinstance(value, dict)}
    rows = {key: value for key, value in tables.items() if isinstance(value, dict)}
    wrong = wrong_keys(own, PAPER) + wrong_among(own, {"status": list(Status)})
    wrong += [f"[{name}] {one}" for name, row in rows.items() for one in wrong_keys(row, CLAIM)]
    refuse(wrong, file)
    source = (
        own["title"] if own["published"] in own["title"] else f"{own['title']}, {own['published']}"
    )
    return tuple(
        claim_of(row, name=f"{file.removesuffix('.toml')}/{name}", source=source, paper=own)
        for name, row in rows.items()
    )


def claim_of(row: Mapping[str, Any], *, name: str, source: str, paper: Mapping[str, Any]) -> Claim:
    """One claim of a paper."""
    value = Decimal(row["value"])
    said = {key: paper[key] for key in ("status", "checked_on")}
    return Claim(**{**row, **said, "value": value}, id=name, source=source)


def read_others(text: str, stated: Mapping[str, Claim]) -> tuple[Claim, ...]:
    """What other sources print for a number that is held."""
    tables = parsed(text, OTHERS)
    wrong = [f"[{name}] {one}" for name, row in tables.items() for one in wrong_keys(row, OTHER)]
    refuse(wrong, OTHERS)
    wrong = [
        f"[{name}] {row['against']} is no number that is held"
        for name, row in tables.items()
        if row["against"] not in stated
    ]
    refuse(wrong, OTHERS)
    return tuple(other_of(row, name, stated[row["against"]]) for name, row in tables.items())


def other_of(row: Mapping[str, Any], name: str, held: Claim) -> Claim:
    """Another source's number for what is held."""
    own = {key: value for key, value in row.items() if key != "against"}
    return replace(
        held, **{**own, "value": Decimal(row["value"])}, id=f"{OTHERS.removesuffix('.toml')}/{name}"
    )


def read_workings(text: str, stated: Mapping[str, Claim]) -> tuple[Working, ...]:
    """The workings of a text; one that asks for a claim that is not held is refused."""
    tables = parsed(text, WORKINGS)
    wrong = [f"[{name}] {one}" for name, row in tables.items() for one in wrong_keys(row, WORKING)]
    refuse(wrong, WORKINGS)
    wrong = [
        f"[{name}] {one}"
        for name, row in tables.items()
        for one in wrong_among(row, {"how": list(How)})
        + [f"{part} is no claim that is held" for part in row["parts"] if part not in stated]
    ]
    refuse(wrong, WORKINGS)
    return tuple(
        Working(
            **{**row, "how": How(row["how"]), "parts": tuple(row["parts"])},
            id=f"worked-out/{name}",
        )
        for name, row in tables.items()
    )
