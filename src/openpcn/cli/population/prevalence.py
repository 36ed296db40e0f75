"""`openpcn population prevalence`: whether registers are as common as is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, moment, show_json, show_table
from openpcn.cli.population.run import OnDay, Records, asked

if TYPE_CHECKING:
    from openpcn.workflows.population.prevalence import Beside, Prevalence

HEADS = ("Register", "Tenth", "From age", "People", "On it", "Per cent", "Published", "Ratio", "")
WORDS = {"near": "within a fifth", "far": "not within a fifth", "chance": "too few to tell"}


def verb(
    records: Records,
    as_at: OnDay,
    region: Annotated[
        str, typer.Option("--region", help="Whose published shares; England is one")
    ] = "East Midlands",
    by_tenth: Annotated[
        bool, typer.Option("--by-tenth", help="Also each tenth of deprivation")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Hold registers against the published ones: of a region, and by tenth of deprivation."""
    from openpcn.workflows.population.prevalence import prevalence

    day = moment(as_at).as_at
    catalogue, codes = asked(records, ())
    found = prevalence(records, catalogue, codes, as_at=day, region=region)
    if as_json:
        show_json(found)
        return
    show(found, by_tenth=by_tenth)


def show(found: Prevalence, *, by_tenth: bool) -> None:
    """Print the registers, and how many of them are near what is published."""
    rows = []
    for one in found.registers:
        rows.append((one.title, "all", one.from_age, *cells(one.together)))
        if by_tenth:
            rows += [("", str(at), one.from_age, *cells(tenth)) for at, tenth in one.tenths]
    show_table(HEADS, rows)
    together = [one.together for one in found.registers]
    tenths = [tenth for one in found.registers for _, tenth in one.tenths]
    print(
        f"\n{found.people:,} registered people as at {found.as_at}, without who opted out of "
        f"planning.\nRegisters beside the shares published of {found.region} for 2019/20: "
        f"{in_words(together)}.\nBy tenth of deprivation: {in_words(tenths)}. Tenths are "
        f"England's, moved together to the share of {found.region}.\n"
        "Publisher: NHS Digital; worked out by the House of Commons Library."
    )
    print("\n".join(filter(None, (found.label, found.not_assured))))


def in_words(shares: Sequence[Beside]) -> str:
    """How many shares are near, of too few people, and far."""
    near, few, far = (sum(o.verdict == word for o in shares) for word in ("near", "chance", "far"))
    return f"{near} of {len(shares)} within a fifth, {few} of too few people to tell, {far} not"


def cells(one: Beside) -> tuple[object, ...]:
    """People, share, published share, ratio and verdict; a few people are not told."""
    return (
        one.people,
        "7 or fewer" if one.found is None else one.found,
        "" if one.share is None else f"{100 * one.share:.2f}",
        f"{100 * one.published:.2f}",
        "" if one.ratio is None else f"{one.ratio:.2f}",
        WORDS[one.verdict],
    )
