"""Vignettes of a definition: read from its tables, and put to the plain evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.people import Encounter, Event, Person, PersonRecords
from openpcn.engines.population.plainly import answer_plainly
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.clusters import may_be_named
from openpcn.rulebook.phenotypes.described import FIRST_THREE, FOURTH, Phenotype, Vignette
from openpcn.rulebook.phenotypes.operators import SETTINGS, Table

ANSWER = (bool, int, str)
REQUIRED: Keys = MappingProxyType(
    {"kind": (str,), "words": (str,), "as_at": (date,), "answer": ANSWER, "born": (date,)}
)
PERSON: Keys = MappingProxyType(
    {
        "sex": (str,),
        "imd_decile": (int,),
        "ethnicity16": (str,),
        "language": (str,),
        "interpreter": (bool,),
        "care_home": (bool,),
        "arrived_on": (date,),
    }
)
OPTIONAL: Keys = MappingProxyType(
    {
        **PERSON,
        "events": (list,),
        "encounters": (list,),
        "day_before": ANSWER,
        "day_after": ANSWER,
    }
)
EVENT: Keys = MappingProxyType({"on": (date, list), "cluster": (str,)})
EVENT_MORE: Keys = MappingProxyType({"value": (int, Decimal), "codes": (int,)})
ENCOUNTER: Keys = MappingProxyType({"on": (date, list), "setting": (str,)})
ENCOUNTER_MORE: Keys = MappingProxyType({"until": (date,), "role": (str,), "clinician": (int,)})
FLAG_ANSWERS = MappingProxyType({"positive": True, "negative": False, "resolved": False})


def wrong_vignettes(tables: Any, kind: str) -> list[str]:
    """Everything that is wrong with how the vignettes of a definition are written."""
    if not isinstance(tables, list) or not tables:
        return ["there are no vignettes"]
    wrong = [
        f"vignette {nth}: {trouble}"
        for nth, table in enumerate(tables, start=1)
        for trouble in _wrong(table, kind)
    ]
    return wrong or _wrong_kinds([table["kind"] for table in tables])


def vignette_of(table: Table) -> Vignette:
    """A vignette whose table has been checked."""
    about = {key: table[key] for key in PERSON if key in table}
    return Vignette(
        kind=table["kind"],
        words=table["words"],
        as_at=table["as_at"],
        answer=table["answer"],
        day_before=table.get("day_before"),
        day_after=table.get("day_after"),
        records=PersonRecords(
            person=Person(birth_month=table["born"], **about),
            events=tuple(_events(table.get("events", ()))),
            encounters=tuple(_encounters(table.get("encounters", ()))),
        ),
    )


def failures(phenotype: Phenotype, catalogue: Catalogue) -> Iterator[str]:
    """Each vignette whose answer is another than the clinician expects, in words."""
    needed = catalogue.only([phenotype.name])
    for vignette in phenotype.vignettes:
        for as_at, expected in _asked(vignette):
            given = answer_plainly(needed, vignette.records, as_at)[phenotype.name]
            if type(given) is not type(expected) or given != expected:
                yield (
                    f"{phenotype.name}, the {vignette.kind} vignette ({vignette.words}): "
                    f"on {as_at} the answer should be {said(expected)}, "
                    f"and the rule says {said(given)}"
                )


def check_vignettes(phenotype: Phenotype, catalogue: Catalogue) -> None:
    """Refuse a definition of which a vignette does not come out as expected."""
    if wrong := list(failures(phenotype, catalogue)):
        raise NotRight(
            f"{'; '.join(wrong)}.",
            next_step="Put the rule or the vignette right; the definition is not used until then.",
        )


def said(answer: bool | int | str) -> str:
    """An answer in words."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer)


def _asked(vignette: Vignette) -> Iterator[tuple[date, bool | int | str]]:
    expected = ((-1, vignette.day_before), (0, vignette.answer), (1, vignette.day_after))
    for days, answer in expected:
        if answer is not None:
            yield vignette.as_at + timedelta(days=days), answer


def _wrong(table: Any, kind: str) -> list[str]:
    wrong = wrong_keys(table, REQUIRED, OPTIONAL)
    if wrong:
        return wrong
    if table["kind"] not in (*FIRST_THREE, *FOURTH):
        return [f"kind {table['kind']!r} is none of {', '.join((*FIRST_THREE, *FOURTH))}"]
    if table["born"].day != 1:
        wrong.append("born is the first of a month")
    wrong += [
        f"event {nth}: {trouble}"
        for nth, row in enumerate(table.get("events", ()), start=1)
        for trouble in _wrong_event(row)
    ]
    wrong += [
        f"encounter {nth}: {trouble}"
        for nth, row in enumerate(table.get("encounters", ()), start=1)
        for trouble in _wrong_encounter(row)
    ]
    return wrong + _wrong_answers(table, kind)


def _wrong_event(row: Any) -> list[str]:
    wrong = wrong_keys(row, EVENT, EVENT_MORE)
    if wrong:
        return wrong
    return _wrong_days(row) + (
        [] if may_be_named(row["cluster"]) else [f"there is no cluster {row['cluster']}"]
    )


def _wrong_encounter(row: Any) -> list[str]:
    wrong = wrong_keys(row, ENCOUNTER, ENCOUNTER_MORE)
    if wrong:
        return wrong
    return _wrong_days(row) + (
        [] if row["setting"] in SETTINGS else [f"there is no setting {row['setting']}"]
    )


def _wrong_days(row: Table) -> list[str]:
    return [] if all(type(day) is date for day in _days(row)) else ["on has something but dates"]


def _wrong_answers(table: Table, kind: str) -> list[str]:
    right = {"flag": bool, "score": int}.get(kind, str)
    named = [key for key in ("answer", "day_before", "day_after") if key in table]
    if any(type(table[key]) is not right for key in named):
        return [f"a {kind} does not answer with {', '.join(said(table[key]) for key in named)}"]
    if kind == "flag" and table["answer"] is not FLAG_ANSWERS.get(table["kind"], table["answer"]):
        return [f"a {table['kind']} vignette does not answer with {said(table['answer'])}"]
    if table["kind"] == "boundary" and (
        len(named) == 1 or any(table[key] == table["answer"] for key in named[1:])
    ):
        return ["a boundary has day_before or day_after, with another answer"]
    return []


def _wrong_kinds(kinds: list[str]) -> list[str]:
    missing = [kind for kind in FIRST_THREE if kind not in kinds]
    if not set(FOURTH) & set(kinds):
        missing.append(f"fourth ({' or '.join(FOURTH)})")
    return [f"there is no {kind} vignette" for kind in missing]


def _days(row: Table) -> list[date]:
    return row["on"] if isinstance(row["on"], list) else [row["on"]]


def _events(rows: Any) -> Iterator[Event]:
    """One event for each day and code; every row has codes of its own."""
    for nth, row in enumerate(rows):
        for day in _days(row):
            for code in range(row.get("codes", 1)):
                yield Event(
                    on=day,
                    code=1000 * nth + code,
                    clusters=frozenset({row["cluster"]}),
                    value=float(row["value"]) if "value" in row else None,
                )


def _encounters(rows: Any) -> Iterator[Encounter]:
    for row in rows:
        for day in _days(row):
            yield Encounter(
                starts_on=day,
                ends_on=row.get("until"),
                setting=row["setting"],
                role=row.get("role"),
                clinician=row.get("clinician"),
            )
