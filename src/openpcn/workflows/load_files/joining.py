"""How far the files that are held join: practices, patients and areas found in one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from openpcn.domains.evidence.queries import subjects_of
from openpcn.domains.registry.queries import quality
from openpcn.domains.registry.queries.datasets import DatasetAnswer
from openpcn.workflows.load_files.reports import Join

LISTS = "registered-totals"


def joins_of(held: Iterable[DatasetAnswer]) -> dict[int, tuple[Join, ...]]:
    """Dataset → how it joins with the others that are held."""
    by_format: dict[str, list[DatasetAnswer]] = {}
    for dataset in sorted(held, key=lambda each: (each.period_on or date.min, each.id)):
        by_format.setdefault(dataset.format, []).append(dataset)
    found = {lists.id: tuple(_lists(lists, by_format)) for lists in by_format.get(LISTS, ())}
    figures = [
        (each, subjects_of(each.id))
        for name, group in by_format.items()
        for each in group
        if name.startswith("mapped:")
    ]
    for residence in by_format.get("registered-by-area", ()):
        found[residence.id] = tuple(_residence(residence, by_format, figures))
    listed = [
        (each, set(quality.patients_by_practice(each.id))) for each in by_format.get(LISTS, ())
    ]
    for dataset, subjects in figures:
        found[dataset.id] = tuple(_figures(dataset, subjects, listed))
    return found


def _lists(lists: DatasetAnswer, by_format: Mapping[str, list[DatasetAnswer]]) -> Iterable[Join]:
    patients = quality.patients_by_practice(lists.id)
    name = _named("Totals", lists)
    for other in by_format.get("epraccur", ()):
        described = quality.practices_described(other.id)
        yield _practices(name, "epraccur as GP practices", patients, described, other)
    for other in by_format.get("points", ()):
        yield _practices(name, "coordinates", patients, quality.practices_located(other.id), other)
    for other in by_format.get("network-map", ()):
        placed, unallocated = quality.practices_placed(other.id)
        yield _practices(name, "network map", patients, placed, other)
        yield _practices(name, "a network in the map", patients, placed - unallocated, other)
    for other in by_format.get("epcn", ()):
        if lists.period_on is None:
            continue
        inside = quality.practices_in_a_network(other.id, lists.period_on)
        what = f"a network in ePCN on {lists.period_on:%Y-%m-%d}"
        yield _practices(name, what, patients, inside, other)
        yield Join(
            name=f"{name} to {what}",
            matched=sum(count for code, count in patients.items() if code in inside),
            of=sum(patients.values()),
            unit="patients",
        )


def _residence(
    residence: DatasetAnswer,
    by_format: Mapping[str, list[DatasetAnswer]],
    figures: Iterable[tuple[DatasetAnswer, Mapping[str, set[str]]]],
) -> Iterable[Join]:
    patients = quality.patients_by_area_of(residence.id)
    whole = quality.patients_by_area_of(residence.id, whole_lists_only=True)
    name = _named("Patients by LSOA", residence)
    for other in by_format.get("boundaries-lsoa", ()):
        shapes = quality.areas_with_boundaries(other.id)
        if shapes & patients.keys():
            yield _patients(name, f"boundaries of {other.file_name}", patients, shapes)
    for other in (*by_format.get("lsoa-changes", ()), *by_format.get("lsoa-best-fit", ())):
        rows = quality.changed_areas(other.id)
        title = f"LSOA 2021 through {other.file_name} (practices held whole)"
        yield _patients(name, title, whole, {old for old, _, _ in rows})
        split = {old for old, _, change in rows if change == "S"}
        if split:
            same = {old for old, _, _ in rows} - split
            yield _patients(name, f"LSOAs not split since 2011, {other.file_name}", whole, same)
    for other, subjects in figures:
        areas = subjects.get("lsoa11", set()) | subjects.get("lsoa21", set())
        if areas & patients.keys():
            yield _patients(name, other.title, patients, areas)


def _figures(
    dataset: DatasetAnswer,
    subjects: Mapping[str, set[str]],
    listed: Iterable[tuple[DatasetAnswer, set[str]]],
) -> Iterable[Join]:
    if practices := subjects.get("practice"):
        for lists, held in listed:
            name = f"{_named(dataset.title, dataset)} to totals {_period(lists)}"
            yield Join(
                name=name, matched=len(practices & held), of=len(practices), unit="practices"
            )
    if networks := subjects.get("network"):
        known = quality.networks_held()
        name = f"{_named(dataset.title, dataset)} to networks held"
        yield Join(name=name, matched=len(networks & known), of=len(networks), unit="networks")
    for kind in ("lsoa11", "lsoa21"):
        if areas := subjects.get(kind):
            held_areas = quality.areas_of_kind(kind)
            name = f"{_named(dataset.title, dataset)} to areas held ({kind})"
            yield Join(name=name, matched=len(areas & held_areas), of=len(areas), unit="areas")


def _practices(
    name: str, to: str, patients: Mapping[str, int], other: set[str], source: DatasetAnswer
) -> Join:
    return Join(
        name=f"{name} to {to} ({_period(source)})",
        matched=len(patients.keys() & other),
        of=len(patients),
        unit="practices",
    )


def _patients(name: str, to: str, patients: Mapping[str, int], areas: set[str]) -> Join:
    return Join(
        name=f"{name} to {to}",
        matched=sum(count for code, count in patients.items() if code in areas),
        of=sum(patients.values()),
        unit="patients",
    )


def _named(what: str, dataset: DatasetAnswer) -> str:
    return f"{what} {_period(dataset)}"


def _period(dataset: DatasetAnswer) -> str:
    return f"{dataset.period_on:%Y-%m}" if dataset.period_on else dataset.file_name
