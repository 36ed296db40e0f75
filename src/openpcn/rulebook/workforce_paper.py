"""Workforce papers as transcribed, checked for shape only: what contradicts itself stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.engines.workforce.paper import Paper, PaperCount, PaperGroup, Vacancies
from openpcn.engines.workforce.recompute import WHOLES
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import parsed, shipped
from openpcn.rulebook.workforce import FOLDER

LEICESTER_2016 = f"{FOLDER}/leicester-2016.toml"
NOT_PRINTED = -1

PAPER: Keys = MappingProxyType(
    {
        "title": (str,),
        "published": (str,),
        "checked_on": (date,),
        "file": (str,),
        "average": (dict,),
        "neighbourhoods": (dict,),
        "contracts": (dict,),
        "counts": (list,),
        "vacancies": (dict,),
    }
)
AVERAGE: Keys = MappingProxyType({"page": (str,), "average_list": (int,)})
TABLE: Keys = MappingProxyType({"page": (str,), "rows": (list,)})
TOTAL: Keys = MappingProxyType({"total": (dict,)})
GROUP: Keys = MappingProxyType({"name": (str,), "patients": (int,), "fte": (Decimal, int)})
GROUP_MORE: Keys = MappingProxyType(
    {"average_list": (int,), "per_thousand": (Decimal,), "patients_each": (int,)}
)
CONTRACT: Keys = MappingProxyType({"name": (str,), "number": (int,)})
COUNT: Keys = MappingProxyType({"of": (str,), "number": (int,), "words": (str,), "page": (str,)})
VACANCIES: Keys = MappingProxyType({"page": (str,), "roles": (list,), "areas": (list,)})
AREA: Keys = MappingProxyType({"name": (str,), "numbers": (list,), "percentages": (list,)})
COUNTS_NEEDED = frozenset(WHOLES) | {part for parts in WHOLES.values() for part in parts}


@cache
def leicester_2016() -> Paper:
    """The paper of July 2016."""
    return read_paper(shipped(LEICESTER_2016), file=LEICESTER_2016)


def read_paper(text: str, *, file: str) -> Paper:
    """A paper of a text in the layout of leicester-2016.toml; every mistake is told together."""
    table = parsed(text, file)
    if wrong := wrong_in(table):
        raise NotRight(
            f"{file} is not as it should be: {'; '.join(wrong)}.",
            next_step="Put these lines right; the layout is that of the paper supplied.",
        )
    return paper_of(table)


def wrong_in(table: dict[str, Any]) -> list[str]:
    """What is wrong with the shape of a paper."""
    if wrong := wrong_keys(table, PAPER):
        return wrong
    groups, vacancies = table["neighbourhoods"], table["vacancies"]
    wrong = [
        *wrong_keys(table["average"], AVERAGE),
        *wrong_keys(groups, {**TABLE, **TOTAL}),
        *wrong_keys(table["contracts"], TABLE),
        *wrong_keys(vacancies, VACANCIES),
        *wrong_rows(table["counts"], COUNT),
    ]
    if wrong:
        return wrong
    wrong = [
        *wrong_rows([*groups["rows"], groups["total"]], GROUP, GROUP_MORE),
        *wrong_rows(table["contracts"]["rows"], CONTRACT),
        *wrong_rows(vacancies["areas"], AREA),
    ]
    return wrong or [*impossible(table)]


def wrong_rows(
    rows: Iterable[Any], required: Keys, optional: Keys = MappingProxyType({})
) -> list[str]:
    """What is wrong with the keys of each row."""
    return [one for row in rows for one in wrong_keys(row, required, optional)]


def impossible(table: dict[str, Any]) -> Iterable[str]:
    """Numbers that nothing can be worked out from."""
    groups = [*table["neighbourhoods"]["rows"], table["neighbourhoods"]["total"]]
    for one in groups:
        if one["patients"] <= 0 or one["fte"] <= 0 or one.get("average_list", 1) <= 0:
            yield f"{one['name']} has a number that is not above 0"
    if table["average"]["average_list"] <= 0:
        yield "the average list is not above 0"
    if missing := COUNTS_NEEDED - {one["of"] for one in table["counts"]}:
        yield f"counts of {', '.join(sorted(missing))} are missing"
    elif any(one["of"] == "practices" and one["number"] <= 0 for one in table["counts"]):
        yield "there are no practices"
    roles = len(table["vacancies"]["roles"])
    for area in table["vacancies"]["areas"]:
        if {len(area["numbers"]), len(area["percentages"])} != {roles}:
            yield f"{area['name']} lacks a number or a percentage for one of its {roles} roles"
        elif sum(area["numbers"]) <= 0:
            yield f"{area['name']} has no vacancies"


def paper_of(table: dict[str, Any]) -> Paper:
    """A table of the right shape as a paper."""
    groups, vacancies = table["neighbourhoods"], table["vacancies"]
    return Paper(
        title=table["title"],
        published=table["published"],
        checked_on=table["checked_on"],
        file=table["file"],
        groups_page=groups["page"],
        groups=tuple(group_of(row) for row in groups["rows"]),
        total=group_of(groups["total"]),
        average_list=table["average"]["average_list"],
        average_page=table["average"]["page"],
        contracts_page=table["contracts"]["page"],
        contracts=tuple((row["name"], row["number"]) for row in table["contracts"]["rows"]),
        counts=tuple(PaperCount(**row) for row in table["counts"]),
        vacancies_page=vacancies["page"],
        vacancies=tuple(vacancies_of(area, vacancies["roles"]) for area in vacancies["areas"]),
    )


def group_of(row: Mapping[str, Any]) -> PaperGroup:
    """A row of the table by neighbourhood."""
    return PaperGroup(
        name=row["name"],
        patients=row["patients"],
        average_list=row.get("average_list"),
        per_thousand=row.get("per_thousand"),
        fte=Decimal(row["fte"]),
        patients_each=row.get("patients_each"),
    )


def vacancies_of(area: Mapping[str, Any], roles: Iterable[str]) -> Vacancies:
    """The vacancies of one commissioner."""
    return Vacancies(
        name=area["name"],
        rows=tuple(
            (role, number, None if share == NOT_PRINTED else share)
            for role, number, share in zip(roles, area["numbers"], area["percentages"], strict=True)
        ),
    )
