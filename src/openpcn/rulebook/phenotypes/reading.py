"""Reads the file of a definition; whatever is wrong with it is said at once, with its place.

The rule is everything before the first vignette, so that those who only want rules need not read
the vignettes, which are most of the text.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

from openpcn.engines.population.definitions import Definition
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.phenotypes.answers import (
    ANSWERS,
    SUMS,
    ReadTable,
    rule_of,
    steps_asked,
    wrong_answer,
)
from openpcn.rulebook.phenotypes.described import Phenotype, Source
from openpcn.rulebook.phenotypes.steps import wrong_steps
from openpcn.rulebook.phenotypes.vignettes import vignette_of, wrong_vignettes
from openpcn.rulebook.reading import parsed, refuse, wrong_among
from openpcn.rulebook.statuses import Status

ABOUT: Keys = MappingProxyType(
    {
        "name": (str,),
        "title": (str,),
        "kind": (str,),
        "words": (str,),
        "family": (str,),
        "version": (int,),
        "authority": (str,),
        "status": (str,),
        "note": (str,),
        "source": (dict,),
    }
)
SOURCE: Keys = MappingProxyType({"title": (str,), "clause": (str,), "checked_on": (date,)})
MORE: Keys = MappingProxyType({"like": (str,), "steps": (dict,), "vignettes": (list,)})
FIRST_VIGNETTE = "\n[[vignettes]]"


def read_phenotype(
    text: str, *, file: str, read_table: ReadTable, vignettes: bool = True
) -> Phenotype:
    """The definition of a file; `read_table` gives the text of a table of weights beside it."""
    rule, _, _ = text.partition(FIRST_VIGNETTE)
    table = parsed(rule, file)
    wrong = _wrong(table, file, read_table)
    whole = parsed(text, file) if vignettes else table
    if vignettes and not wrong:
        wrong = wrong_vignettes(whole.get("vignettes"), table["kind"])
        late = sorted(whole.keys() - table.keys() - {"vignettes"})
        wrong += [f"{key} stands after the vignettes" for key in late]
    refuse(wrong, file, until_then="the definition is not used")
    return _phenotype(table, whole, read_table)


def _wrong(table: dict[str, Any], file: str, read_table: ReadTable) -> list[str]:
    kind = str(table.get("kind"))
    if kind not in ANSWERS:
        return [f"kind {kind!r} is none of {', '.join(ANSWERS)}"]
    answer: Keys = {**ANSWERS[kind], **(SUMS if kind == "score" else {})}
    wrong = wrong_keys(table, ABOUT, {**MORE, **answer})
    if wrong:
        return wrong
    wrong = [f"[source] {trouble}" for trouble in wrong_keys(table["source"], SOURCE)]
    if table["name"] != file.removesuffix(".toml"):
        wrong.append(f"name is {table['name']}, and the file is called {file}")
    wrong += wrong_among(table, {"status": Status})
    bad_answer = wrong_answer(kind, table, read_table)
    if bad_answer:
        return wrong + bad_answer
    return wrong + wrong_steps(table.get("steps", {}), steps_asked(kind, table))


def _phenotype(table: dict[str, Any], whole: dict[str, Any], read_table: ReadTable) -> Phenotype:
    return Phenotype(
        definition=Definition(
            name=table["name"],
            title=table["title"],
            kind=table["kind"],
            rule=rule_of(table["kind"], table, read_table),
        ),
        words=table["words"],
        family=table["family"],
        version=table["version"],
        authority=table["authority"],
        status=Status(table["status"]),
        note=table["note"],
        source=Source(**table["source"]),
        like=table.get("like", ""),
        vignettes=tuple(vignette_of(one) for one in whole.get("vignettes", ())),
    )
