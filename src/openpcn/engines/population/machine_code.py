"""Machine code of a loop: made with Numba once, kept on the disk, loaded without Numba."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import CodeType, FunctionType
from typing import Any

import llvmlite
import llvmlite.binding as llvm
import numpy as np

Arguments = tuple[tuple[np.dtype[Any], int], ...]
"""The type of each, and how many sides it has as an array; none for a number."""
Parts = Mapping[str, FunctionType]


def kept_code(plain: FunctionType, arguments: Arguments, parts: Parts) -> int:
    """Where in memory the code of a loop starts, from where it is kept or else made and kept."""
    name = f"{plain.__name__}-{key_of(plain, arguments, parts)}"
    for folder in folders():
        with contextlib.suppress(OSError):
            digest, made = split((folder / f"{name}.o").read_bytes())
            if digest == sha256(made).digest():
                return loaded(name, made)
    made = machine_code(name, plain, arguments, parts)
    for folder in folders():
        with contextlib.suppress(OSError):
            keep(folder, f"{name}.o", sha256(made).digest() + made)
            break
    return loaded(name, made)


def split(kept: bytes) -> tuple[bytes, bytes]:
    """The digest and the code of a file that is kept."""
    size = sha256().digest_size
    return kept[:size], kept[size:]


def folders() -> list[Path]:
    """Where code is kept: as Numba does, the first that can be written."""
    if named := os.environ.get("NUMBA_CACHE_DIR"):
        return [Path(named)]
    found = [Path(__file__).parent / "__pycache__"]
    with contextlib.suppress(RuntimeError):  # an account without a home
        found.append(Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "openpcn")
    return found


def keep(folder: Path, name: str, made: bytes) -> None:
    """Keep code under its name, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=name, delete=False) as file:
        file.write(made)
    Path(file.name).replace(folder / name)


def key_of(plain: FunctionType, arguments: Arguments, parts: Parts) -> str:
    """What the code depends on: what is written, the numbers it names, compiler and processor."""
    seen = sha256(f"{llvmlite.__version__} {host()} {arguments}".encode())
    written: tuple[Any, ...] = (plain, *parts.values(), machine_code, called_with_pointers)
    for one in written:
        code = one.__code__
        named = {name: one.__globals__.get(name) for name in code.co_names}
        numbers = {name: repr(n) for name, n in named.items() if isinstance(n, int | np.generic)}
        constants = [one for one in code.co_consts if not isinstance(one, CodeType)]
        seen.update(code.co_code)
        seen.update(f"{constants} {code.co_names} {numbers}".encode())
    return seen.hexdigest()[:20]


@cache
def host() -> tuple[str, str, str]:
    """The processor and what it can do."""
    features = llvm.get_host_cpu_features().flatten()
    return llvm.get_process_triple(), llvm.get_host_cpu_name(), features


def target() -> llvm.TargetMachine:
    """What makes code for this processor."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    triple, name, features = host()
    return llvm.Target.from_triple(triple).create_target_machine(
        cpu=name, features=features, opt=3, codemodel="jitdefault", jit=True
    )


@cache
def engine() -> llvm.ExecutionEngine:
    """What holds code in memory, to the end of the process."""
    return llvm.create_mcjit_compiler(llvm.parse_assembly(""), target())


def loaded(name: str, made: bytes) -> int:
    """Where in memory code starts that is now ready to be called."""
    holder = engine()
    holder.add_object_file(llvm.ObjectFileRef.from_data(made))
    holder.finalize_object()
    return int(holder.get_function_address(name))


def machine_code(name: str, plain: FunctionType, arguments: Arguments, parts: Parts) -> bytes:
    """Compile a loop to an object that needs nothing from outside."""
    import numba

    compiled = numba.cfunc(signature(arguments), error_model="numpy")(
        called_with_pointers(jitted(plain, parts), arguments)
    )
    module = llvm.parse_assembly(compiled.inspect_llvm())
    entry = compiled.native_name.removeprefix("cfunc.")
    for function in module.functions:
        if function.name == entry:
            function.name = name
        elif not function.is_declaration:
            function.linkage = "internal"
    for variable in module.global_variables:
        if variable.linkage == llvm.Linkage.common:
            variable.linkage = "internal"
    machine = target()
    builder = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    builder.getModulePassManager().run(module, builder)
    needed = [one.name for one in module.functions if one.is_declaration]
    if not all(name.startswith("llvm.") for name in needed):
        raise TypeError(f"{plain.__name__} is no loop of its own: it needs {needed}")
    return bytes(machine.emit_object(module))


def jitted(plain: FunctionType, parts: Parts) -> Any:
    """A function with its parts, as Numba has them."""
    import numba

    inside = {name: jitted(parts[name], parts) for name in plain.__code__.co_names if name in parts}
    whole = FunctionType(plain.__code__, {**plain.__globals__, **inside}, plain.__name__)
    return numba.njit(error_model="numpy")(whole)


def signature(arguments: Arguments) -> Any:
    """What the loop takes from outside: for an array, where it begins and how long each side is."""
    from numba import from_dtype, types

    pointer: Any = types.CPointer

    taken: list[Any] = []
    for kind, sides in arguments:
        one = from_dtype(kind)
        taken += [pointer(one), *[types.int64] * sides] if sides else [one]
    return types.int64(*taken)


def called_with_pointers(loop: Any, arguments: Arguments) -> FunctionType:
    """A function that makes arrays of what it takes, and calls the loop with them."""
    from numba import carray  # type: ignore[attr-defined]

    takes, gives = [], []
    for at, (_, sides) in enumerate(arguments):
        lengths = [f"n{at}_{side}" for side in range(sides)]
        takes += [f"p{at}", *lengths]
        gives.append(f"carray(p{at}, ({', '.join(lengths)},))" if sides else f"p{at}")
    text = f"def entry({', '.join(takes)}):\n    return loop({', '.join(gives)})\n"
    made: dict[str, Any] = {"loop": loop, "carray": carray}
    exec(text, made)  # noqa: S102
    entry: FunctionType = made["entry"]
    return entry
