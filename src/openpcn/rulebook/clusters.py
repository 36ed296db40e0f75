"""The code clusters that definitions name: what each means, and who publishes its contents.

Contents are not shipped: users load their own copies of published codelists, and demonstrations
use synthetic codes. The one exception are clusters that are an ICD-10 category: every code that
begins with it belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from openpcn.kernel.errors import NotFound
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import parsed, refuse, shipped, wrong_among
from openpcn.rulebook.statuses import Status

FILE = "clusters.toml"
OWN = re.compile(r"OWN_[A-Z0-9_]{1,60}")
"""Names of a user's own clusters; none that is shipped, now or later, begins so."""

System = Literal["snomed", "dmd", "icd10", "local"]
SYSTEMS = ("snomed", "dmd", "icd10", "local")
KINDS = MappingProxyType(
    {
        "diagnosis": 1,
        "observation": 2,
        "procedure": 3,
        "medication": 4,
        "immunisation": 5,
        "referral": 6,
    }
)
"""What kind of event a code of the cluster is, with the number that the records write."""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Who publishes the contents of clusters, and how a user comes by a copy."""

    title: str
    keeper: str
    copy: str


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A named set of codes.

    `status` is how sure the name is to be the published one; "derived" is a name of our own for
    contents that others publish under no name. `unit` is the unit of the values that its events
    carry, or empty. `begins` is the ICD-10 category of a cluster that is one, or empty. `synthetic`
    is how many synthetic codes it has, where definitions count different codes; 0 leaves it open.
    """

    name: str
    system: str
    kind: str
    meaning: str
    published: str
    status: Status
    unit: str = ""
    begins: str = ""
    synthetic: int = 0


PUBLICATION_KEYS: Keys = MappingProxyType({"title": (str,), "keeper": (str,), "copy": (str,)})
CLUSTER_KEYS: Keys = MappingProxyType(
    {
        "system": (str,),
        "kind": (str,),
        "meaning": (str,),
        "published": (str,),
        "status": (str,),
    }
)
OPTIONAL: Keys = MappingProxyType({"unit": (str,), "begins": (str,), "synthetic": (int,)})


@cache
def clusters() -> Mapping[str, Cluster]:
    """Every cluster by name."""
    return read_clusters(shipped(FILE))


@cache
def publications() -> Mapping[str, Publication]:
    """Where contents are published, by the name that clusters use."""
    tables = parsed(shipped(FILE), FILE)["publications"]
    return MappingProxyType({name: Publication(**table) for name, table in tables.items()})


def cluster_called(name: str) -> Cluster:
    """The cluster of this name; NotFound where there is none."""
    if name not in clusters():
        raise NotFound(
            f"There is no cluster {name!r}.",
            next_step="`openpcn population codes list` shows the names there are.",
        )
    return clusters()[name]


def is_own(name: str) -> bool:
    """Whether a name is one that a user's own cluster may have."""
    return OWN.fullmatch(name) is not None


def may_be_named(name: str) -> bool:
    """Whether a definition may name a cluster: it is shipped, or would be the user's own."""
    return name in clusters() or is_own(name)


def read_clusters(text: str) -> Mapping[str, Cluster]:
    """The clusters of a text in the layout of clusters.toml; all that is wrong is said at once."""
    tables = parsed(text, FILE)
    known = tables.get("publications", {})
    wrong = [
        f"[publications] {name}: {trouble}"
        for name, table in known.items()
        for trouble in wrong_keys(table, PUBLICATION_KEYS)
    ]
    for name, table in tables.get("clusters", {}).items():
        wrong += [f"[clusters] {name}: {trouble}" for trouble in _wrong(table, known)]
    refuse(wrong, FILE)
    return MappingProxyType(
        {
            name: Cluster(**(table | {"name": name, "status": Status(table["status"])}))
            for name, table in tables.get("clusters", {}).items()
        }
    )


def _wrong(table: Any, known: Mapping[str, Any]) -> list[str]:
    choices = {
        "system": SYSTEMS,
        "kind": KINDS,
        "status": Status,
        "published": known,
    }
    return wrong_keys(table, CLUSTER_KEYS, OPTIONAL) or wrong_among(table, choices)
