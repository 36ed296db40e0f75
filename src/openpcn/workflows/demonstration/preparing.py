"""Prepare the demonstration in an empty state: invent it, load its files, let its people act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from openpcn.domains.registry.queries.datasets import datasets, holds_published_data
from openpcn.kernel.errors import NotPossible
from openpcn.workflows.demonstration.invention import SEED, invent
from openpcn.workflows.demonstration.recording import PASSWORD, Visitor, record_demonstration
from openpcn.workflows.demonstration.write import write_invention
from openpcn.workflows.load_files.loading import load_folder
from openpcn.workflows.load_files.reports import Step, in_silence


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """What was prepared, and who can sign in to look round."""

    files: int
    visitors: tuple[Visitor, ...]
    password: str

    def in_words(self) -> tuple[str, ...]:
        """Lines for the person who started it."""
        names = (f"  {one.username:<24} {one.stands_for}" for one in self.visitors)
        return (
            f"The demonstration is ready: {self.files} invented files are loaded.",
            f"Sign in with the password {self.password} as:",
            *names,
            "These accounts are closed as soon as published data are loaded.",
        )


def prepare(*, seed: int = SEED, progress: Callable[[Step], None] = in_silence) -> Prepared:
    """Fill an empty state with the invented system of a seed; refused where data are held."""
    if holds_published_data() or datasets():
        raise NotPossible(
            "Data are loaded already, and the demonstration is not mixed with them.",
            next_step="Use another state folder with --state, or start again with --reset.",
        )
    invention = invent(seed)
    with TemporaryDirectory(prefix="openpcn-demonstration-") as folder:
        write_invention(Path(folder), invention)
        report = load_folder(Path(folder), is_demonstration=True, progress=progress)
    return Prepared(
        files=len(report.with_outcome("loaded")),
        visitors=record_demonstration(invention),
        password=PASSWORD,
    )
