"""Answer a catalogue of definitions for everybody in a folder of records."""

from __future__ import annotations

import contextlib
import resource
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from openpcn.engines.population.answers import PracticeAnswers, digest_of, fingerprint
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.reading import Partition
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.workflows.population.keeping import NOT_ASSURED, SYNTHETIC
from openpcn.workflows.population.partitions import Partition as Held
from openpcn.workflows.population.partitions import check_partition, folder_of, not_written
from openpcn.workflows.population.storing import Store

Engine = Callable[[Catalogue, Codes, date, Iterable[Partition]], Iterator[PracticeAnswers]]
ENGINES = MappingProxyType(
    {
        "duckdb": "openpcn.engines.population.answering:answer_with_duckdb",
        "sql": "openpcn.engines.population.on_duckdb:answer_with_sql",
        "polars": "openpcn.engines.population.on_polars:answer_with_polars",
        "spark": "openpcn.engines.population.on_spark:answer_with_spark",
    }
)


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a run answered, what it cost, and the fingerprint of its answers."""

    as_at: date
    engine: str
    practices: int
    people: int
    """Registered on the day and alive."""
    events: int
    """Held, whether or not a definition asks for them."""
    encounters: int
    definitions: int
    seconds: float
    cpu_seconds: float
    peak_mb: int
    """The most memory that the whole process has held."""
    fingerprint: str
    label: str
    not_assured: str = NOT_ASSURED


def run_population(
    records: Path,
    catalogue: Catalogue,
    codes: Codes,
    *,
    as_at: date,
    engine: str = "duckdb",
    practices: Collection[str] = (),
    out: Path | None = None,
) -> Ran:
    """Answer every definition of the catalogue, and keep the answers in `out`."""
    started, cpu = time.perf_counter(), cpu_seconds()
    held = held_of(records, practices)
    partitions = [partition_of(records, one.practice) for one in held]
    answer = engine_called(engine)
    store = Store(out, catalogue) if out else None
    digests: list[tuple[str, bytes]] = []
    people = 0
    try:
        for found in answer(catalogue, codes, as_at, partitions):
            people += len(found.ids)
            if len(found.ids):
                digests.append((found.practice, digest_of(catalogue, found)))
            if store:
                store.add(found)
        ran = Ran(
            as_at=as_at,
            engine=engine,
            practices=len(partitions),
            people=people,
            events=sum(one.events for one in held),
            encounters=sum(one.encounters for one in held),
            definitions=len(catalogue.definitions),
            seconds=round(time.perf_counter() - started, 3),
            cpu_seconds=round(cpu_seconds() - cpu, 3),
            peak_mb=peak_mb(),
            fingerprint=fingerprint(catalogue, as_at, digests),
            label=label_of(held),
        )
        if store:
            store.finish(asdict(ran) | {"as_at": as_at.isoformat()})
    except OSError as trouble:
        raise not_written("the answers", out or records, trouble) from trouble
    finally:
        if store:
            store.abandon()
    return ran


def held_of(records: Path, practices: Collection[str] = ()) -> list[Held]:
    """What is held of each practice, in the order of their codes, whole and as it was written."""
    if not records.is_dir():
        raise NotFound(
            f"There is no folder {records}.",
            next_step="Make records with openpcn population generate, or load them.",
        )
    found = sorted(each.name.removeprefix("practice=") for each in records.glob("practice=*"))
    for unknown in sorted(set(practices) - set(found)):
        raise NotFound(
            f"{records} holds no records of {unknown}.",
            next_step=f"It holds {len(found)} practices; load {unknown}, or name one of them.",
        )
    wanted = [code for code in found if not practices or code in practices]
    return [check_partition(records, code) for code in wanted]


def partition_of(records: Path, practice: str) -> Partition:
    """Where the engine finds a practice's records."""
    return Partition(practice=practice, folder=folder_of(records, practice))


def engine_called(name: str) -> Engine:
    """The engine of a name, loaded when asked for."""
    if name not in ENGINES:
        raise NotFound(
            f"There is no engine called {name!r}.",
            next_step=f"Choose one of {', '.join(ENGINES)}.",
        )
    module, _, function = ENGINES[name].partition(":")
    try:
        found: Engine = getattr(import_module(module), function)
    except ImportError as missing:
        raise NotPossible(
            f"The engine {name} needs {missing.name}, which is not installed here.",
            next_step=f"Install openpcn[{name}], or use the engine duckdb.",
        ) from missing
    return found


def label_of(held: Collection[Held]) -> str:
    """That the people are invented, where any of them are."""
    invented = sum(one.synthetic for one in held)
    if invented < len(held):
        return f"{invented} of {len(held)} practices hold synthetic records." if invented else ""
    return SYNTHETIC if held else ""


def peak_mb() -> int:
    """The most memory that this process has held.

    Linux counts what the process was before it began this program into the usual measure, so the
    file that does not is read where there is one.
    """
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def cpu_seconds() -> float:
    """Processor seconds of this process so far."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime
