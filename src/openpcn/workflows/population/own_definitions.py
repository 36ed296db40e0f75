"""A user's own definitions, kept in the state folder beside those that are shipped.

Each is read and tried by itself: one that cannot be used is told with its reason, and the others
are used all the same. A definition is left out where its file cannot be read, its name is taken,
it uses itself or something that is not there, or a vignette comes out otherwise than it says.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from openpcn.engines.population.definitions import Catalogue
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.rulebook import phenotypes
from openpcn.rulebook.clusters import is_own
from openpcn.rulebook.phenotypes import Phenotype
from openpcn.workflows.population.codelists import own_clusters

FOLDER = "definitions"
Seen = tuple[tuple[str, int, int], ...]
"""The files of a folder as they stood: name, when written, size."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Why a file of the folder is not used, and what to do about it."""

    file: str
    words: str
    next_step: str


@dataclass(frozen=True, kw_only=True)
class Own:
    """A user's own definitions that can be used, and why the others cannot."""

    used: tuple[Phenotype, ...] = ()
    findings: tuple[Finding, ...] = ()


def own_definitions(state: Path) -> Own:
    """The definitions of a state folder; they are read again when a file changes."""
    folder = state / FOLDER
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    seen = tuple(
        (each.name, each.stat().st_mtime_ns, each.stat().st_size)
        for each in files
        if each.is_file()
    )
    return _read(folder, seen, own_clusters(state)) if seen else Own()


def held_phenotypes(state: Path) -> tuple[Phenotype, ...]:
    """Every definition that can be used: those that are shipped, then the user's own."""
    return (*phenotypes.phenotypes(), *own_definitions(state).used)


def held_called(name: str, state: Path) -> Phenotype:
    """The definition of this name, shipped or the user's own."""
    for one in own_definitions(state).used:
        if one.name == name:
            return one
    return phenotypes.phenotype_called(name)


def catalogue_with(own: Iterable[Phenotype]) -> Catalogue:
    """The rules that are shipped, and those of a user's own definitions."""
    more = tuple(own)
    if not more:
        return phenotypes.catalogue()
    return Catalogue.of((*phenotypes.catalogue().definitions, *(one.definition for one in more)))


def add_own(file: Path, state: Path) -> Phenotype:
    """Keep a definition in the state folder, if it can be used; NotRight says why it cannot."""
    if not file.is_file():
        raise NotFound(f"There is no file {file}.", next_step="Name a definition, such as a.toml.")
    beside = {one.name: one for one in own_definitions(state).used if one.name != file.stem}
    one = _read_own(file)
    for trouble in _troubles(one, beside | {one.name: one}, own_clusters(state)):
        raise trouble
    place = state / FOLDER / file.name
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for each in (file, *file.parent.glob(f"{file.stem}*.csv")):
            shutil.copyfile(each, place.with_name(each.name))
    except OSError as trouble:
        raise NotPossible(
            f"The definition cannot be kept in {place.parent}: {trouble.strerror}.",
            next_step="Make room there, or name another state folder with --state.",
        ) from None
    return one


def remove_own(name: str, state: Path) -> None:
    """Take a definition of one's own out of the state folder, whether or not it can be used."""
    place = state / FOLDER / f"{name}.toml"
    if Path(name).name != name or not place.is_file():
        raise NotFound(
            f"No definition of your own is called {name!r}.",
            next_step="`openpcn population definitions list` shows them with family and title.",
        )
    place.unlink()


@lru_cache(maxsize=4)
def _read(folder: Path, seen: Seen, lists: frozenset[str]) -> Own:
    read: dict[str, Phenotype] = {}
    findings: dict[str, Finding] = {}
    for file, _, _ in seen:
        if not file.endswith(".toml"):
            continue
        try:
            one = _read_own(folder / file)
        except NotRight as trouble:
            findings[file.removesuffix(".toml")] = _finding(file, trouble)
        else:
            read[one.name] = one
    for one in read.values():
        for wrong in _troubles(one, read, lists):
            findings.setdefault(one.name, _finding(f"{one.name}.toml", wrong))
    while late := [*_spoilt(read, findings)]:
        findings |= {finding.file.removesuffix(".toml"): finding for finding in late}
    used = tuple(one for name, one in sorted(read.items()) if name not in findings)
    return Own(used=used, findings=tuple(findings[name] for name in sorted(findings)))


def _read_own(file: Path) -> Phenotype:
    """The definition of a file; its name must not be that of one that is shipped."""
    one = phenotypes.read_file(file)
    if one.name in phenotypes.catalogue().named:
        raise NotRight(
            f"{one.name} is the name of a definition that is shipped.",
            next_step="Give yours another name; it may use that one.",
        )
    return one


def _troubles(
    one: Phenotype, own: Mapping[str, Phenotype], lists: frozenset[str]
) -> Iterator[NotRight]:
    """What keeps a definition from being used, among all that were read and the lists kept."""
    for cluster in sorted(filter(is_own, one.definition.clusters - lists)):
        yield NotRight(
            f"{one.name} names {cluster}, a cluster of your own that has no list.",
            next_step=f"Add one: openpcn population codes add FILE --cluster {cluster} "
            "--system SYSTEM --meaning WORDS",
        )
    try:
        together = catalogue_with(_closure(one, own))
        phenotypes.check_vignettes(one, together)
    except NotRight as trouble:
        yield trouble


def _closure(one: Phenotype, own: Mapping[str, Phenotype]) -> list[Phenotype]:
    """A definition with those of the user's own that it uses, and that these use."""
    found: dict[str, Phenotype] = {}
    waiting = [one.name]
    while waiting:
        name = waiting.pop()
        if name in own and name not in found:
            found[name] = own[name]
            waiting.extend(own[name].definition.uses)
    return list(found.values())


def _spoilt(read: Mapping[str, Phenotype], findings: Mapping[str, Finding]) -> Iterator[Finding]:
    """Definitions that use one that cannot be used."""
    for name, one in read.items():
        bad = sorted(one.definition.uses & findings.keys() - phenotypes.catalogue().named.keys())
        if bad and name not in findings:
            yield Finding(
                file=f"{name}.toml",
                words=f"{name} uses {', '.join(bad)}, which cannot be used.",
                next_step=f"Put {bad[0]} right first.",
            )


def _finding(file: str, trouble: NotRight) -> Finding:
    return Finding(file=file, words=trouble.message, next_step=trouble.next_step)
