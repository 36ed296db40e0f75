"""Compiled functions: the inner loops that run millions of times."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function compiled at its first call, kept on disk for the next process."""
    return cast(F, numba.njit(cache=True)(function))
