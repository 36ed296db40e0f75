"""Which format a folder of people's records is in, told by what its files contain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpcn.kernel.errors import NotFound, NotRight
from openpcn.sources.records.fhir import resource_type
from openpcn.sources.records.gp_extract import kind_of
from openpcn.sources.records.omop_tables import table_of

FORMATS = ("gp-csv", "fhir", "omop")
TITLES = {
    "gp-csv": "GP extract (CSV)",
    "fhir": "FHIR R4 (NDJSON)",
    "omop": "OMOP Common Data Model 5.4",
}


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """The format, its files with what each is, and those that are of no use."""

    format: str
    files: Mapping[Path, str]
    others: tuple[str, ...]

    @property
    def title(self) -> str:
        """The format in words."""
        return TITLES[self.format]


def recognise(folder: Path, wanted: str = "") -> Recognised:
    """The format of a folder; `wanted` settles it where there could be two."""
    if wanted and wanted not in FORMATS:
        raise NotFound(
            f"There is no format {wanted!r}.", next_step=f"The formats are {', '.join(FORMATS)}."
        )
    paths = files_of(folder)
    found = {name: known_as(name, paths) for name in FORMATS if wanted in {"", name}}
    found = {name: files for name, files in found.items() if is_enough(name, files)}
    if len(found) != 1:
        raise NotRight(
            f"{folder} holds no records that we can read: {len(paths)} files, "
            f"and {' and '.join(TITLES[name] for name in found) or 'none of a known format'}.",
            next_step="Give --format gp-csv, fhir or omop."
            if found
            else "docs/records.md describes the formats: a GP extract needs patients and "
            "registrations, FHIR a Patient, OMOP person and observation_period.",
        )
    [(name, files)] = found.items()
    others = tuple(path.name for path in paths if path not in files)
    return Recognised(format=name, files=files, others=others)


def files_of(folder: Path) -> list[Path]:
    """The files of a folder and its folders, in order."""
    if not folder.exists():
        raise NotFound(f"There is no folder {folder}.", next_step="Name the folder of the extract.")
    if folder.is_file():
        return [folder]
    return sorted(path for path in folder.rglob("*") if path.is_file())


def known_as(name: str, paths: list[Path]) -> dict[Path, str]:
    """The files that are of a format, and what each is."""
    tell = {"gp-csv": kind_of, "fhir": fhir_type, "omop": table_of}[name]
    return {path: said for path in paths if (said := tell(path))}


def fhir_type(path: Path) -> str | None:
    """The type of the resources of a file of FHIR."""
    return resource_type(path) if path.suffix in {".ndjson", ".jsonl", ".json"} else None


def is_enough(name: str, files: Mapping[Path, str]) -> bool:
    """Whether people are among the files."""
    needed = {"gp-csv": {"person", "registration"}, "fhir": {"Patient"}}.get(
        name, {"person", "observation_period"}
    )
    return needed <= set(files.values())
