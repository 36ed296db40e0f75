"""Works a paper's tables out again from their own inputs, and says where they contradict.

Numbers are rounded half up, to as many decimals as the paper prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from openpcn.engines.workforce.paper import Paper, PaperGroup, Vacancies


class Kind(StrEnum):
    """What became of a printed figure."""

    AGREES = "agrees"
    SUM = "sum"
    RATIO = "ratio"
    PERCENTAGE = "percentage"
    COUNT = "count"
    BASE = "base"

    @property
    def words(self) -> str:
        """For a reader."""
        return WORDS[self]


WORDS = {
    Kind.AGREES: "Agrees",
    Kind.SUM: "Sum does not add up",
    Kind.RATIO: "Ratio does not follow",
    Kind.PERCENTAGE: "Percentage disagrees",
    Kind.COUNT: "Two counts disagree",
    Kind.BASE: "Percentages are of another total",
}


@dataclass(frozen=True, kw_only=True)
class Recomputed:
    """One printed figure beside ours."""

    page: str
    table: str
    row: str
    figure: str
    theirs: Decimal
    ours: Decimal
    kind: Kind
    working: str

    @property
    def difference(self) -> Decimal:
        """Theirs less ours."""
        return self.theirs - self.ours


def recompute(paper: Paper) -> tuple[Recomputed, ...]:
    """Every figure of the paper that follows from others, in the order of its pages."""
    return (
        *averages(paper),
        made_of(paper, "practices", "Background"),
        *neighbourhoods(paper),
        *contracts(paper),
        *vacancies(paper),
        *premises(paper),
    )


def rounded(value: Decimal, places: int = 0) -> Decimal:
    """Half up, as papers round."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def judged(theirs: Decimal, ours: Decimal, kind: Kind) -> Kind:
    """The kind of difference; agreement where there is none."""
    return Kind.AGREES if theirs == ours else kind


def averages(paper: Paper) -> Iterator[Recomputed]:
    """The average list, by the number of practices that the paper itself gives."""
    practices = paper.count("practices").number
    theirs, ours = Decimal(paper.average_list), rounded(Decimal(paper.total.patients) / practices)
    follows_from = rounded(Decimal(paper.total.patients) / paper.average_list)
    yield Recomputed(
        page=paper.average_page,
        table="Background",
        row="All practices",
        figure="Average list",
        theirs=theirs,
        ours=ours,
        kind=judged(theirs, ours, Kind.RATIO),
        working=f"{paper.total.patients:,} patients ÷ {practices} practices = {ours:,}; "
        f"{theirs:,} follows from {follows_from} practices",
    )


def made_of(paper: Paper, whole: str, table: str) -> Recomputed:
    """A count that is made of others."""
    found = [paper.count(part) for part in WHOLES[whole]]
    one, ours = paper.count(whole), Decimal(sum(each.number for each in found))
    return Recomputed(
        page=one.page,
        table=table,
        row=one.words,
        figure="Count",
        theirs=Decimal(one.number),
        ours=ours,
        kind=judged(Decimal(one.number), ours, Kind.SUM),
        working=" + ".join(f"{each.number} {each.words}" for each in found) + f" = {ours}",
    )


def premises(paper: Paper) -> Iterator[Recomputed]:
    """Sites against each other and against practices, each of which has one main site."""
    practices, main = paper.count("practices"), paper.count("main premises")
    yield made_of(paper, "premises", "Premises")
    yield Recomputed(
        page=main.page,
        table="Premises",
        row=main.words,
        figure="Count",
        theirs=Decimal(main.number),
        ours=Decimal(practices.number),
        kind=judged(Decimal(main.number), Decimal(practices.number), Kind.COUNT),
        working=f"{main.number} main sites beside {practices.number} practices",
    )


WHOLES = {
    "practices": ("single-handed", "several GPs"),
    "premises": ("main premises", "branch premises"),
}
"""A count and the counts that it should be the sum of."""


def neighbourhoods(paper: Paper) -> Iterator[Recomputed]:
    """Ratios row by row, then the totals, then how many practices the averages imply."""
    for group in (*paper.groups, paper.total):
        yield from ratios(paper, group)
    yield total_of(paper, "List", paper.total.patients, [one.patients for one in paper.groups])
    yield total_of(paper, "GP WTE", paper.total.fte, [one.fte for one in paper.groups])
    implied = [
        int(rounded(Decimal(one.patients) / one.average_list))
        for one in paper.groups
        if one.average_list
    ]
    practices = paper.count("practices").number
    yield Recomputed(
        page=paper.groups_page,
        table="Neighbourhoods",
        row="All neighbourhoods",
        figure="Practices",
        theirs=Decimal(practices),
        ours=Decimal(sum(implied)),
        kind=judged(Decimal(practices), Decimal(sum(implied)), Kind.COUNT),
        working="list ÷ average population per practice implies "
        + " + ".join(str(each) for each in implied)
        + f" = {sum(implied)} practices; the text says {practices}",
    )


def ratios(paper: Paper, group: PaperGroup) -> Iterator[Recomputed]:
    """GP per 1,000 and list per WTE of one row."""
    if group.per_thousand is not None:
        ours = rounded(group.fte * 1000 / group.patients, places(group.per_thousand))
        yield Recomputed(
            page=paper.groups_page,
            table="Neighbourhoods",
            row=group.name,
            figure="GP per 1,000 patients",
            theirs=group.per_thousand,
            ours=ours,
            kind=judged(group.per_thousand, ours, Kind.RATIO),
            working=f"{group.fte} WTE ÷ {group.patients:,} × 1,000 = {ours}",
        )
    if group.patients_each is not None:
        theirs, ours = Decimal(group.patients_each), rounded(group.patients / group.fte)
        yield Recomputed(
            page=paper.groups_page,
            table="Neighbourhoods",
            row=group.name,
            figure="List per WTE GP",
            theirs=theirs,
            ours=ours,
            kind=judged(theirs, ours, Kind.RATIO),
            working=f"{group.patients:,} ÷ {group.fte} = {ours:,}",
        )


def places(printed: Decimal) -> int:
    """Decimals that a figure is printed with."""
    return -int(printed.as_tuple().exponent)


def total_of(
    paper: Paper, figure: str, printed: int | Decimal, parts: list[int] | list[Decimal]
) -> Recomputed:
    """A total of the table by neighbourhood."""
    theirs, ours = Decimal(printed), sum((Decimal(part) for part in parts), Decimal(0))
    return Recomputed(
        page=paper.groups_page,
        table="Neighbourhoods",
        row=paper.total.name,
        figure=figure,
        theirs=theirs,
        ours=ours,
        kind=judged(theirs, ours, Kind.SUM),
        working=" + ".join(f"{part:,}" for part in parts) + f" = {ours:,}",
    )


def contracts(paper: Paper) -> Iterator[Recomputed]:
    """Contracts against practices."""
    practices = Decimal(paper.count("practices").number)
    ours = Decimal(sum(number for _, number in paper.contracts))
    yield Recomputed(
        page=paper.contracts_page,
        table="Contracts",
        row="All contracts",
        figure="Practices",
        theirs=practices,
        ours=ours,
        kind=judged(practices, ours, Kind.COUNT),
        working=" + ".join(f"{number} {name}" for name, number in paper.contracts)
        + f" = {ours} contracts; the text says {practices} practices",
    )


def vacancies(paper: Paper) -> Iterator[Recomputed]:
    """Each percentage against the sum of the rows, and the total that they do follow from."""
    for area in paper.vacancies:
        listed = sum(number for _, number, _ in area.rows)
        for role, number, percentage in area.rows:
            if percentage is not None:
                yield vacancy(paper, area.name, role, number, percentage, listed)
        yield base(paper, area, listed)


def vacancy(
    paper: Paper, area: str, role: str, number: int, percentage: int, listed: int
) -> Recomputed:
    """One percentage, of all the vacancies that the table lists."""
    ours = rounded(Decimal(100 * number) / listed)
    return Recomputed(
        page=paper.vacancies_page,
        table=f"Vacancies, {area}",
        row=role,
        figure="Percentage",
        theirs=Decimal(percentage),
        ours=ours,
        kind=judged(Decimal(percentage), ours, Kind.PERCENTAGE),
        working=f"{number} ÷ {listed} listed = {ours}%",
    )


def base(paper: Paper, area: Vacancies, listed: int) -> Recomputed:
    """The total from which most of the printed percentages follow, against the sum listed."""
    told = [(number, each) for _, number, each in area.rows if each is not None]
    fits = {
        whole: sum(rounded(Decimal(100 * number) / whole) == each for number, each in told)
        for whole in range(1, 10 * max(listed, 1) + 1)
    }
    most = max(fits.values())
    nearest = min((w for w, n in fits.items() if n == most), key=lambda w: (abs(w - listed), w))
    return Recomputed(
        page=paper.vacancies_page,
        table=f"Vacancies, {area.name}",
        row="All roles",
        figure="Vacancies",
        theirs=Decimal(nearest),
        ours=Decimal(listed),
        kind=judged(Decimal(nearest), Decimal(listed), Kind.BASE),
        working=f"{most} of {len(told)} percentages follow from {nearest} vacancies; "
        f"the rows list {listed}; the percentages add up to {sum(p for _, p in told)}%",
    )
