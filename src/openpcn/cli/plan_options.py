"""The options that a proposal and the review of a plan share, as they are typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from openpcn.kernel.errors import NotRight

if TYPE_CHECKING:
    from openpcn.workflows.plan_question import Question

N = TypeVar("N", int, float)
MOST_WORTH = 1e9

Practices = Annotated[
    Path | None,
    typer.Option("--practices", metavar="FILE", help="CSV of practices, lists, places and areas"),
]
InArea = Annotated[str, typer.Option("--within", metavar="CODE", help="Only this area of the file")]
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


def question_of(
    practices: Path | None,
    *,
    count: str | None,
    target: int,
    keep_today: float,
    balance: str | None,
    together: list[str] | None,
    apart: list[str] | None,
    stays: list[str] | None,
    seconds: float | None,
    **typed: Any,
) -> Question:
    """What was typed as a question."""
    from openpcn.workflows.plan_question import Question

    return Question(
        practices=needed(practices),
        count=None if count in {None, "free"} else how_many(str(count)),
        count_is_free=count == "free",
        target=positive(target, "--target"),
        keep_today=positive(keep_today, "--keep-today", or_nought=True),
        balance=weight_of(balance),
        together=locks(together),
        apart=locks(apart),
        stays=frozenset(code for each in stays or [] for code in codes(each)),
        seconds=None if seconds is None else positive(seconds, "--seconds"),
        **typed,
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
