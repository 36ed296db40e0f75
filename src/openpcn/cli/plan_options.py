"""The options that a proposal and the review of a plan share, as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from openpcn.kernel.errors import NotRight

Ask = partial[Any]
"""Answers the question that was typed, once it is checked."""
N = TypeVar("N", int, float)
MOST_WORTH = 1e9

Practices = Annotated[
    Path | None,
    typer.Option("--practices", metavar="FILE", help="CSV of practices, lists, places and areas"),
]
InArea = Annotated[str, typer.Option("--within", metavar="CODE", help="Only this area")]
Smallest = Annotated[int, typer.Option("--smallest", help="Fewest patients of a network")]
Largest = Annotated[int, typer.Option("--largest", help="Most patients of a network")]
SoftLargest = Annotated[
    int | None,
    typer.Option(
        "--soft-largest",
        metavar="N",
        help="Where no plan is wholly in band (proved): networks up to this size first",
    ),
]
Travel = Annotated[
    Path | None,
    typer.Option(
        "--travel",
        metavar="FILE",
        help="from_practice,to_practice and minutes or km, for distances",
    ),
]
Detour = Annotated[
    float, typer.Option("--detour", help="Distances are the straight line times this")
]
Balance = Annotated[
    str | None,
    typer.Option(
        "--balance",
        metavar="COLUMN=W",
        help="Km that a standard deviation of COLUMN nearer to the mean is worth",
    ),
]
Stays = Annotated[
    list[str] | None,
    typer.Option("--stays", metavar="A", help="Practices that stay in their network; repeatable"),
]
Registrations = Annotated[
    Path | None,
    typer.Option(
        "--registrations", metavar="FILE", help="Patients by practice and LSOA: decide neighbours"
    ),
]
Boundaries = Annotated[
    Path | None,
    typer.Option("--boundaries", metavar="FILE", help="LSOA boundaries: patients' own distance"),
]
Count = Annotated[
    str | None,
    typer.Option("--count", metavar="K|free", help="Number of networks of one area, or free"),
]
Target = Annotated[int, typer.Option("--target", help="Patients per network, where no count is")]
KeepToday = Annotated[
    float,
    typer.Option("--keep-today", metavar="W", help="Km that a patient's keeping network is worth"),
]
Together = Annotated[
    list[str] | None,
    typer.Option("--together", metavar="A,B", help="Practices of one network; may be repeated"),
]
Apart = Annotated[
    list[str] | None,
    typer.Option("--apart", metavar="A,B", help="Practices never of one network; repeatable"),
]
Seed = Annotated[int, typer.Option("--seed", help="Another seed, another way to the plan")]
Seconds = Annotated[
    float | None, typer.Option("--seconds", metavar="S", help="Time for the whole proposal")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write practice and network here")
]
NeighboursOut = Annotated[
    Path | None, typer.Option("--neighbours-out", metavar="FILE", help="Write neighbours here")
]


def asks(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a question: it is handed `ask`, which checks what was typed.

    The options stand once, in `question_of`, so that a proposal and a review cannot differ.
    """
    own, shared = signature(command, eval_str=True), signature(question_of, eval_str=True)
    mine = [one for one in own.parameters.values() if one.name not in ("ask", "within")]

    @wraps(command)
    def asked(**typed: Any) -> None:
        said = {name: typed.pop(name) for name in shared.parameters}
        if "within" in own.parameters:
            typed["within"] = said["within"]
        command(ask=partial(question_of, **said), **typed)

    both = [
        each.replace(kind=Parameter.KEYWORD_ONLY) for each in (*mine, *shared.parameters.values())
    ]
    asked.__signature__ = Signature(both)  # type: ignore[attr-defined]
    asked.__annotations__ = {each.name: each.annotation for each in both}
    return asked


def is_about_a_file(ask: partial[Any]) -> bool:
    """Whether a file of practices was named, so that what is held is not asked about."""
    return ask.keywords["practices"] is not None


def question_of(
    practices: Practices = None,
    within: InArea = "",
    smallest: Smallest = 30_000,
    largest: Largest = 50_000,
    soft_largest: SoftLargest = None,
    registrations: Registrations = None,
    boundaries: Boundaries = None,
    travel: Travel = None,
    detour: Detour = 1.0,
    count: Count = None,
    target: Target = 40_000,
    keep_today: KeepToday = 0.0,
    balance: Balance = None,
    together: Together = None,
    apart: Apart = None,
    stays: Stays = None,
    seed: Seed = 0,
    seconds: Seconds = None,
) -> Any:
    """What was typed as a question."""
    from openpcn.workflows.proposing.question import Question

    return Question(
        practices=needed(practices),
        within=within or None,
        smallest=smallest,
        largest=largest,
        soft_largest=soft_largest,
        registrations=registrations,
        boundaries=boundaries,
        travel=travel,
        detour=detour,
        count=None if count in {None, "free"} else how_many(str(count)),
        count_is_free=count == "free",
        target=positive(target, "--target"),
        keep_today=positive(keep_today, "--keep-today", or_nought=True),
        balance=weight_of(balance),
        together=locks(together),
        apart=locks(apart),
        stays=frozenset(code for each in stays or [] for code in codes(each)),
        seed=seed,
        seconds=None if seconds is None else positive(seconds, "--seconds"),
    )


def needed(practices: Path | None) -> Path:
    """The file of practices, which must be named."""
    if practices is None:
        raise NotRight(
            "No file of practices was named.", next_step="Add --practices practices.csv."
        )
    return practices


def locks(typed: list[str] | None) -> tuple[frozenset[str], ...]:
    """Practices that were typed as A,B."""
    sets = [frozenset(codes(each)) for each in typed or []]
    if any(len(each) < 2 for each in sets):
        raise NotRight("A lock names one practice.", next_step="Name two or more: A,B.")
    return tuple(sets)


def how_many(typed: str) -> int:
    """A number of networks."""
    if not typed.isdigit() or int(typed) == 0:
        raise NotRight(
            f"{typed!r} is not a number of networks.", next_step="Write a number, or free."
        )
    return int(typed)


def positive(value: N, name: str, *, or_nought: bool = False) -> N:
    """A number that is above 0 (or not below)."""
    if value > 0 or (or_nought and value == 0):
        return value
    raise NotRight(f"{name} is {value:g}.", next_step="Write a number above 0.")


def codes(typed: str) -> list[str]:
    """Codes that were typed with commas between them."""
    return [code.strip().upper() for code in typed.split(",") if code.strip()]


def weight_of(typed: str | None) -> tuple[str, float] | None:
    """A column and what it is worth, typed as COLUMN=W."""
    if typed is None:
        return None
    column, _, worth = typed.partition("=")
    try:
        number = float(worth)
    except ValueError:
        number = 0.0
    if not column.strip() or not 0 < number < MOST_WORTH:
        raise NotRight(
            f"--balance is {typed!r}.",
            next_step="Write a column of the file and what it is worth: deprivation=1.",
        )
    return column.strip().lower(), number
