"""The catalogue of definitions: one file for each, with its words, source, rule and vignettes.

Code clusters by name, look-back and thresholds are data; the engine's typed tree gives them their
meaning. `phenotypes()` reads the rules that are shipped; their vignettes are their tests, and
`read_folder` puts those of a user's own definitions to the plain evaluator before it gives them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from openpcn.engines.population.definitions import Catalogue
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.rulebook.phenotypes.described import Phenotype, Source, Vignette
from openpcn.rulebook.phenotypes.reading import read_phenotype
from openpcn.rulebook.phenotypes.vignettes import check_vignettes, failures

__all__ = [
    "Phenotype",
    "Source",
    "Vignette",
    "catalogue",
    "check_vignettes",
    "failures",
    "phenotype_called",
    "phenotypes",
    "read_file",
    "read_folder",
]


@cache
def phenotypes(*, vignettes: bool = False) -> tuple[Phenotype, ...]:
    """Every definition that is shipped, by name; their vignettes only where asked for."""
    return _read(files("openpcn.rulebook.phenotypes"), vignettes=vignettes)


@cache
def catalogue() -> Catalogue:
    """The rules of every definition that is shipped, each after those that it uses."""
    return Catalogue.of(one.definition for one in phenotypes())


def phenotype_called(name: str, *, vignettes: bool = False) -> Phenotype:
    """The shipped definition of this name; NotFound where there is none."""
    for one in phenotypes(vignettes=vignettes):
        if one.name == name:
            return one
    raise NotFound(
        f"There is no definition called {name!r}.",
        next_step="`openpcn population definitions list` shows the names there are.",
    )


def read_folder(folder: Traversable, *, beside: Iterable[Phenotype] = ()) -> tuple[Phenotype, ...]:
    """A user's own definitions, which may use those `beside` them; each vignette is tried."""
    own = _read(folder, vignettes=True) if folder.is_dir() else ()
    if not own:
        raise NotPossible(
            f"There is no definition in {folder}.",
            next_step="Definitions are files like name.toml.",
        )
    together = Catalogue.of(one.definition for one in (*beside, *own))
    for one in own:
        check_vignettes(one, together)
    return own


def read_file(file: Path) -> Phenotype:
    """One definition with its vignettes, which are not tried; its tables stand beside it."""
    return _read_file(file, file.parent, vignettes=True)


def _read_file(file: Traversable, room: Traversable, *, vignettes: bool) -> Phenotype:
    return read_phenotype(
        _text_of(file),
        file=file.name,
        read_table=partial(_text_beside, room),
        vignettes=vignettes,
    )


def _read(folder: Traversable, *, vignettes: bool) -> tuple[Phenotype, ...]:
    found = [
        _read_file(file, room, vignettes=vignettes)
        for room in _rooms(folder)
        for file in room.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def _text_of(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise NotRight(
            f"{file.name} is not a text in UTF-8.", next_step="Save it again as UTF-8."
        ) from None


def _text_beside(room: Traversable, name: str) -> str:
    """The text of a table that stands in the same folder; nothing where there is none."""
    found = [file for file in room.iterdir() if file.name == name and name.endswith(".csv")]
    return _text_of(found[0]) if found else ""


def _rooms(folder: Traversable) -> list[Traversable]:
    inside = [room for room in folder.iterdir() if room.is_dir() and not room.name.startswith("_")]
    return [folder, *inside]
