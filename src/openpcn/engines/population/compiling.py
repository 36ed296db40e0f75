"""Compiled functions: the loops that run once for every event.

Numba compiles a loop at the first call that there ever is. What it makes is kept as machine code
and taken from there by every later process, which does not load the compiler: that would take
longer than answering the definitions for a network.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from ctypes import CFUNCTYPE, byref, c_double, c_int32, c_int64, c_void_p
from types import FunctionType
from typing import Any, cast

import numpy as np

from openpcn.engines.population.machine_code import kept_code

LOADING = threading.Lock()
ARGUMENT = re.compile(r"([a-z]\d)(\[:(?:,:)?\])?")


class Loop:
    """A function of arrays and numbers, compiled when it is first called; see `loop`.

    It runs without Python's lock, so that two partitions can be worked on at once.
    """

    def __init__(self, signature: str, plain: FunctionType) -> None:
        self.plain = plain
        """As it is written."""
        self.arguments = tuple(
            (np.dtype(kind), shape.count(":")) for kind, shape in ARGUMENT.findall(signature)
        )
        self.__doc__ = plain.__doc__
        self._function: Callable[..., int] | None = None

    def __call__(self, *given: Any) -> int:
        """Call it; what is given has the types of the signature, arrays without gaps."""
        function = self._function or self._get_ready()
        found = c_int64()
        words: list[Any] = [byref(found), None]
        for one, (kind, sides) in zip(given, self.arguments, strict=True):
            if not sides:
                words.append(one)
                continue
            if one.dtype != kind or one.ndim != sides or not one.flags.c_contiguous:
                raise TypeError(f"{self.plain.__name__} takes {kind}, not {one.dtype}")
            words += (one.ctypes.data, *one.shape)
        function(*words)
        return found.value

    def _get_ready(self) -> Callable[..., int]:
        with LOADING:
            if self._function is None:
                address = kept_code(self.plain, self.arguments, parts_of(self.plain))
                self._function = CFUNCTYPE(c_int32, *self._types())(address)
            return self._function

    def _types(self) -> list[Any]:
        types: list[Any] = [c_void_p, c_void_p]
        for kind, sides in self.arguments:
            number = c_double if kind.kind == "f" else c_int64
            types += [c_void_p, *[c_int64] * sides] if sides else [number]
        return types


class Part:
    """A function that loops call, compiled as a part of each."""

    def __init__(self, plain: FunctionType) -> None:
        self.plain = plain
        self.__doc__ = plain.__doc__

    def __call__(self, *given: Any) -> Any:
        """Call it as it is written; a loop calls it compiled."""
        return self.plain(*given)


def loop(signature: str) -> Callable[[Callable[..., int]], Loop]:
    """Compile a function of these arguments, such as `i8[:], u8[:,:], i8`; it gives a number.

    A loop makes no array, raises nothing, and calls nothing but parts.
    """

    def make(function: Callable[..., int]) -> Loop:
        return Loop(signature, cast(FunctionType, function))

    return make


def part(function: Callable[..., Any]) -> Part:
    """Compile a function as part of the loops that call it."""
    return Part(cast(FunctionType, function))


def parts_of(plain: FunctionType) -> dict[str, FunctionType]:
    """The parts that a function calls, by name, and theirs."""
    found: dict[str, FunctionType] = {}
    for name in plain.__code__.co_names:
        one = plain.__globals__.get(name)
        if isinstance(one, Part):
            found |= parts_of(one.plain) | {name: one.plain}
    return found
