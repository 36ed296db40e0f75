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
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.rulebook.clusters import Cluster, cluster_called, clusters, is_own
from openpcn.sources.codelists import CodelistFile, CodeRow, read_codelist
from openpcn.workflows.population.own_clusters import described

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
    system: str = ""
    meaning: str = ""
    """Of a cluster of the user's own; those that are shipped say themselves."""


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


def add_codelist(
    path: Path,
    *,
    cluster: str,
    state: Path,
    source: str,
    on: date,
    system: str = "",
    meaning: str = "",
) -> Held:
    """Keep a copy of a list as the contents of a cluster; a list with a grave trouble is refused.

    `source` is what the user says of it: publisher, version and day. A name that begins with OWN_
    is a cluster of the user's own, which `system` and `meaning` describe the first time.
    """
    about = cluster_of(cluster, state, system=system, meaning=meaning)
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
        system=about.system if is_own(cluster) else "",
        meaning=about.meaning if is_own(cluster) else "",
    )
    _keep(path, held, state)
    return held


def cluster_of(cluster: str, state: Path, *, system: str = "", meaning: str = "") -> Cluster:
    """What a cluster is: as shipped, as kept with the user's own list, or as said here."""
    held = held_codelists(state).get(cluster)
    return described(
        cluster,
        system=system or (held.system if held else ""),
        meaning=meaning.strip() or (held.meaning if held else ""),
    )


def remove_codelist(cluster: str, state: Path) -> None:
    """Take a kept copy away; what names the cluster is not answered until there is another."""
    index = dict(held_codelists(state))
    if cluster not in index:
        raise NotFound(
            f"No list is kept for {cluster!r}.",
            next_step="`openpcn population codes list` shows the clusters with their lists.",
        )
    del index[cluster]
    _write_index(index, state / FOLDER)
    (state / FOLDER / f"{cluster}.csv").unlink(missing_ok=True)


def own_clusters(state: Path) -> frozenset[str]:
    """The clusters of the user's own that have a list."""
    return frozenset(name for name in held_codelists(state) if is_own(name))


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
    held = held_codelists(state)
    own = {name: cluster_of(name, state) for name in held if is_own(name)}
    known = {**clusters(), **own}
    wanted = {
        name: known[name] if is_own(name) else cluster_called(name)
        for name in (known if names is None else names)
        if not is_own(name) or name in known
    }
    contents: dict[str, Pairs] = {name: set() for name, about in wanted.items() if about.begins}
    for name in wanted.keys() & held.keys():
        contents[name] = {(wanted[name].system, code) for code in _codes(held[name], state)}
    return contents


def states_of_clusters(state: Path) -> tuple[ClusterState, ...]:
    """Every cluster, with the copy that is kept for it, if any; then the user's own."""
    held = held_codelists(state)
    own = [cluster_of(name, state) for name in held if is_own(name)]
    return tuple(
        ClusterState(
            cluster=one.name,
            meaning=one.meaning,
            system=one.system,
            published=one.published,
            held=held.get(one.name),
        )
        for one in (*clusters().values(), *own)
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
        index = dict(held_codelists(state)) | {held.cluster: held}
        _write_index(index, folder)
    except OSError as trouble:
        raise NotPossible(
            f"The list cannot be kept in {folder}: {trouble.strerror}.",
            next_step="Make room there, or name another state folder with --state.",
        ) from None


def _write_index(index: Mapping[str, Held], folder: Path) -> None:
    written = folder / f"{INDEX}.writing"
    told = {name: asdict(one) for name, one in index.items()}
    written.write_text(json.dumps(told, indent=1, sort_keys=True), encoding="utf-8")
    written.replace(folder / INDEX)


def _codes(held: Held, state: Path) -> tuple[str, ...]:
    place = state / FOLDER / f"{held.cluster}.csv"
    if not place.exists() or _hash(place) != held.sha256:
        raise NotRight(
            f"The copy of {held.file} for {held.cluster} is not the one that was added on "
            f"{held.added_on}: its hash is another.",
            next_step=f"Add it again: openpcn population codes add FILE --cluster {held.cluster}",
        )
    return _different(read_codelist(place), held.system or cluster_called(held.cluster).system)


def _different(read: CodelistFile, system: str) -> tuple[str, ...]:
    return tuple(sorted({tidy_clinical_code(system, row.code) for row in read.rows}))


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
