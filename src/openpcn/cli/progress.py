"""A progress bar on stderr, for long work that somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(doing: str, *, quiet: bool) -> Iterator[Callable[[float], None]]:
    """Something to tell the share that is done; it draws where a person watches a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda share: None  # noqa: ARG005
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task(doing, total=1.0)
        yield lambda share: drawn.update(task, completed=share)
