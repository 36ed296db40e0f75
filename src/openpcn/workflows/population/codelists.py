"""The user's own copies of published lists of codes: read, judged, kept, and pinned by their hash.

A copy is kept in the state folder under the name of the cluster that it fills, and is never part
of the program. Its hash is written beside it; a copy that was changed afterwards is refused.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from openpcn.kernel.clinical_codes import is_synthetic, tidy_clinical_code, trouble_with
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.rulebook.clusters import cluster_called, clusters
from openpcn.sources.codelists import CodelistFile, CodeRow, read_codelist

FOLDER = "codelists"
INDEX = "codelists.json"
SHOWN = 5
GRAVE, MILD = "grave", "mild"
Pairs = set[tuple[str, str]]
"""Codes, each with its system."""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Something wrong with a line; a grave one keeps the list from being used."""

    line: int
    code: str
    weight: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Linted:
    """A list that was looked at: its codes without repetition, and what is wrong with it."""

    file: str
    fingerprint: str
    system: str
    lines: int
    codes: tuple[str, ...]
    troubles: tuple[Trouble, ...]

    @property
    def grave(self) -> tuple[Trouble, ...]:
        """What keeps the list from being used."""
        return tuple(one for one in self.troubles if one.weight == GRAVE)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A kept copy: the cluster it fills, where it came from, and the hash that pins it."""

    cluster: str
    file: str
    sha256: str
    codes: int
    source: str
    added_on: str


@dataclass(frozen=True, kw_only=True)
class ClusterState:
    """A cluster as the list of clusters shows it."""

    cluster: str
    meaning: str
    system: str
    published: str
    held: Held | None


def lint_codelist(path: Path, *, system: str) -> Linted:
    """Look at a list of codes of a system (snomed, dmd, icd10, local); nothing is kept."""
    read = read_codelist(path)
    return Linted(
        file=read.name,
        fingerprint=read.fingerprint,
        system=system,
        lines=len(read.rows),
        codes=_different(read, system),
        troubles=tuple(_troubles(read, system)),
    )


def add_codelist(path: Path, *, cluster: str, state: Path, source: str, on: date) -> Held:
    """Keep a copy of a list as the contents of a cluster; a list with a grave trouble is refused.

    `source` is what the user says of it: publisher, version and day.
    """
    about = cluster_called(cluster)
    linted = lint_codelist(path, system=about.system)
    if linted.grave:
        raise NotRight(
            f"{linted.file} is not used for {cluster}: {in_words(linted.grave)}.",
            next_step="Fetch the list again and do not open it in a spreadsheet before loading it.",
        )
    held = Held(
        cluster=cluster,
        file=linted.file,
        sha256=_hash(path),
        codes=len(linted.codes),
        source=source,
        added_on=on.isoformat(),
    )
    _keep(path, held, state)
    return held


def held_codelists(state: Path) -> Mapping[str, Held]:
    """The copies that are kept, by cluster."""
    place = state / FOLDER / INDEX
    if not place.exists():
        return {}
    try:
        written = json.loads(place.read_text(encoding="utf-8"))
        return {name: Held(**about) for name, about in sorted(written.items())}
    except (ValueError, TypeError, AttributeError):
        raise NotRight(
            f"{place} is not the list of codelists that we keep.",
            next_step="Put the kept copy of it back, or remove the folder and add the lists again.",
        ) from None


def held_contents(state: Path, names: Collection[str] | None = None) -> dict[str, Pairs]:
    """The (system, code) pairs of each cluster of which a copy is kept, hashes checked.

    A cluster that is an ICD-10 category needs no list and is always there, without pairs of its
    own: its codes are those of the records that begin with it.
    """
    wanted = clusters() if names is None else {name: cluster_called(name) for name in names}
    held = held_codelists(state)
    contents: dict[str, Pairs] = {name: set() for name, about in wanted.items() if about.begins}
    for name in wanted.keys() & held.keys():
        contents[name] = {(wanted[name].system, code) for code in _codes(held[name], state)}
    return contents


def states_of_clusters(state: Path) -> tuple[ClusterState, ...]:
    """Every cluster, with the copy that is kept for it, if any."""
    held = held_codelists(state)
    return tuple(
        ClusterState(
            cluster=one.name,
            meaning=one.meaning,
            system=one.system,
            published=one.published,
            held=held.get(one.name),
        )
        for one in clusters().values()
    )


def in_words(troubles: Iterable[Trouble]) -> str:
    """The first troubles with their lines, and how many more there are."""
    listed = list(troubles)
    said = "; ".join(f"line {one.line}, {one.code!r}: {one.words}" for one in listed[:SHOWN])
    more = len(listed) - SHOWN
    return f"{said}; and {more:,} more" if more > 0 else said


def _troubles(read: CodelistFile, system: str) -> Iterator[Trouble]:
    seen = Counter[str]()
    for row in read.rows:
        code = tidy_clinical_code(system, row.code)
        seen[code] += 1
        if words := trouble_with(system, row.code.strip()):
            yield Trouble(line=row.line, code=row.code, weight=GRAVE, words=words)
        yield from _mild(row, system, repeated=seen[code] > 1)


def _mild(row: CodeRow, system: str, *, repeated: bool) -> Iterator[Trouble]:
    said = []
    if row.code != row.code.strip():
        said.append("it has blanks around it, which are left out")
    if repeated:
        said.append("it is a repetition, and counts once")
    if not row.active:
        said.append("it is said to be no longer in use; records may still hold it")
    if is_synthetic(system, row.code.strip()):
        said.append("it is a synthetic code of a demonstration")
    for words in said:
        yield Trouble(line=row.line, code=row.code, weight=MILD, words=words)


def _keep(path: Path, held: Held, state: Path) -> None:
    folder = state / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / f"{held.cluster}.csv")
        index = {name: asdict(one) for name, one in held_codelists(state).items()}
        written = folder / f"{INDEX}.writing"
        written.write_text(
            json.dumps(index | {held.cluster: asdict(held)}, indent=1, sort_keys=True),
            encoding="utf-8",
        )
        written.replace(folder / INDEX)
    except OSError as trouble:
        raise NotPossible(
            f"The list cannot be kept in {folder}: {trouble.strerror}.",
            next_step="Make room there, or name another state folder with --state.",
        ) from None


def _codes(held: Held, state: Path) -> tuple[str, ...]:
    place = state / FOLDER / f"{held.cluster}.csv"
    if not place.exists() or _hash(place) != held.sha256:
        raise NotRight(
            f"The copy of {held.file} for {held.cluster} is not the one that was added on "
            f"{held.added_on}: its hash is another.",
            next_step=f"Add it again: openpcn population codes add FILE --cluster {held.cluster}",
        )
    return _different(read_codelist(place), cluster_called(held.cluster).system)


def _different(read: CodelistFile, system: str) -> tuple[str, ...]:
    return tuple(sorted({tidy_clinical_code(system, row.code) for row in read.rows}))


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
