"""Compiled functions: the loops that run once for every event."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function compiled at its first call, kept on disk for the next process.

    It runs without Python's lock, so that two partitions can be worked on at once.
    """
    return cast(F, numba.njit(cache=True, nogil=True)(function))
