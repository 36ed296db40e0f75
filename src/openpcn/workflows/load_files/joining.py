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
    for residence in by_format.get("registered-by-area", ()):
        found[residence.id] = tuple(_residence(residence, by_format))
    for dataset in (each for name, group in by_format.items() for each in group if _mapped(name)):
        found[dataset.id] = tuple(_figures(dataset, by_format))
    return found


def _mapped(format_id: str) -> bool:
    return format_id.startswith("mapped:")


def _lists(
    lists: DatasetAnswer, by_format: Mapping[str, list[DatasetAnswer]]
) -> Iterable[Join]:
    patients = quality.patients_by_practice(lists.id)
    name = _named("Totals", lists)
    for other in by_format.get("epraccur", ()):
        yield _practices(name, "epraccur", patients, quality.practices_described(other.id), other)
    for other in by_format.get("practice-coordinates", ()):
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
    residence: DatasetAnswer, by_format: Mapping[str, list[DatasetAnswer]]
) -> Iterable[Join]:
    patients = quality.patients_by_area_of(residence.id)
    whole = quality.patients_by_area_of(residence.id, whole_lists_only=True)
    name = _named("Patients by LSOA", residence)
    for other in by_format.get("boundaries-lsoa", ()):
        shapes = quality.areas_with_boundaries(other.id)
        if shapes & patients.keys():
            yield _patients(name, f"boundaries of {other.file_name}", patients, shapes)
    for other in by_format.get("area-changes", ()):
        rows = quality.changed_areas(other.id)
        title = f"LSOA 2021 through {other.file_name}, practices held whole"
        yield _patients(name, title, whole, {old for old, _, _ in rows})
        same = {old for old, _, change in rows if change == "U"}
        if same:
            yield _patients(name, f"areas not split since 2011 in {other.file_name}", whole, same)
    for other in (each for at, group in by_format.items() if _mapped(at) for each in group):
        subjects = subjects_of(other.id)
        if areas := subjects.get("lsoa11") or subjects.get("lsoa21"):
            if areas & patients.keys():
                yield _patients(name, other.title, patients, areas)


def _figures(
    dataset: DatasetAnswer, by_format: Mapping[str, list[DatasetAnswer]]
) -> Iterable[Join]:
    subjects = subjects_of(dataset.id)
    for lists in by_format.get(LISTS, ()):
        if practices := subjects.get("practice"):
            name = f"{dataset.title} to totals {_period(lists)}"
            held = quality.patients_by_practice(lists.id).keys()
            yield Join(
                name=name, matched=len(practices & held), of=len(practices), unit="practices"
            )
    for areas_kind in ("lsoa11", "lsoa21"):
        if areas := subjects.get(areas_kind):
            known = quality.areas_of_kind(areas_kind)
            name = f"{dataset.title} to areas held ({areas_kind})"
            yield Join(name=name, matched=len(areas & known), of=len(areas), unit="areas")


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
