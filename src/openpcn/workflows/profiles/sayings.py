"""What a chart says, as a sentence worked out from its figures; no difference is said as such."""

from __future__ import annotations

from collections.abc import Sequence

from openpcn.engines.indicators import Compared
from openpcn.kernel.wording import capitalised, counted, percent, spelled
from openpcn.rulebook.indicators import Indicator
from openpcn.workflows.profiles.deprivation import Tenths
from openpcn.workflows.profiles.inequality import Gradient
from openpcn.workflows.profiles.standings import Standing

WORTH_SAYING = 0.01
"""A group of ages is named where it differs by this share of all patients or more."""
AGES = (
    ("children under 15", 0, 14),
    ("people aged 15 to 19", 15, 19),
    ("people in their twenties", 20, 29),
    ("people aged 30 to 44", 30, 44),
    ("people aged 45 to 64", 45, 64),
    ("people aged 65 to 74", 65, 74),
    ("people aged 75 and over", 75, 200),
)
FIFTH = 0.2
NEAR_A_FIFTH = 0.02

ONE = {
    Compared.HIGHER: "higher than",
    Compared.LOWER: "lower than",
    Compared.SIMILAR: "not clearly different from",
}

Shares = Sequence[tuple[int, float]]
"""First age of a band, and its share of everyone."""


def about_ages(name: str, ours: Shares, theirs: Shares, called: str) -> str:
    """Which groups of ages are more and fewer than in the comparison."""
    if not theirs:
        return f"Patients of {name} by age and sex"
    apart = [(group_share(ours, a, b) - group_share(theirs, a, b), w) for w, a, b in AGES]
    fewer, more = min(apart), max(apart)
    said = []
    if fewer[0] <= -WORTH_SAYING:
        said.append(f"a smaller share of {fewer[1]}")
    if more[0] >= WORTH_SAYING:
        said.append(f"a larger share of {more[1]}")
    if not said:
        return f"The ages of {name} are much like those of {called}"
    return f"{name} has {' and '.join(said)} than {called}"


def group_share(shares: Shares, first: int, last: int) -> float:
    """The share of some bands together."""
    return sum(share for age, share in shares if first <= age <= last)


def about_tenths(found: Tenths, who: str = "patients") -> str:
    """How many live in the most deprived fifth, beside the fifth of England's areas."""
    share = sum(found.patients[:2]) / found.known if found.known else 0.0
    if abs(share - FIFTH) <= NEAR_A_FIFTH:
        return (
            f"About as many as in England live in its most deprived fifth of areas: "
            f"{percent(share)} of {who}"
        )
    word = "More" if share > FIFTH else "Fewer"
    return (
        f"{word} than in England live in its most deprived fifth of areas: "
        f"{percent(share)} of {who}, not 20%"
    )


def about_standings(standings: Sequence[Standing], noun: str) -> str:
    """How many are clearly higher and lower than the comparison."""
    compared = [one for one in standings if one.how is not Compared.NOT_COMPARED]
    higher = sum(one.how is Compared.HIGHER for one in compared)
    lower = sum(one.how is Compared.LOWER for one in compared)
    called = names_of(compared)
    if len(compared) == 1:
        return f"{compared[0].indicator.title}: {ONE[compared[0].how]} {called}"
    many = counted(len(compared), noun)
    if not higher and not lower:
        return f"No clear difference from {called} on any of {many}"
    said = [
        part
        for part in (
            f"{spelled(higher)} higher" if higher else "",
            f"{spelled(lower)} lower" if lower else "",
        )
        if part
    ]
    rest = len(compared) - higher - lower
    end = f"; {spelled(rest)} may differ by chance only" if rest else ""
    return capitalised(f"{' and '.join(said)} than {called}, of {many}{end}")


def names_of(standings: Sequence[Standing]) -> str:
    """What the comparison is called; several files are the practices held."""
    called = {one.everyone_called for one in standings}
    return called.pop() if len(called) == 1 else "all practices held"


def about_gradient(found: Gradient) -> str:
    """Whether and how an indicator differs along deprivation."""
    title, ratio = found.indicator.title, found.relative
    is_register = found.indicator.group == "register"
    if not found.is_clear:
        return f"{title}{' has' if is_register else ':'} no clear slope along deprivation"
    verb, word = (" is", "common") if is_register else (":", "high")
    if ratio is None or ratio <= 0:
        more, less = ("more common", "less common") if is_register else ("higher", "lower")
        return f"{title}{verb} {more if found.slope > 0 else less} in the most deprived practices"
    if ratio < 1:
        less = "less common" if is_register else "lower"
        return (
            f"{title}{verb} {less} in the most deprived practices: {ratio:.1f} times the least "
            "deprived"
        )
    return f"{title}{verb} {times(ratio)} as {word} in the most deprived practices"


def times(ratio: float) -> str:
    """A ratio in words."""
    if ratio < 1.1:
        return f"{ratio:.2f} times"
    if 1.85 <= ratio < 1.995:
        return "nearly twice"
    if 1.995 <= ratio < 2.1:
        return "twice"
    return f"{ratio:.1f} times"


def about_funnel(number: int, outside: int, *, noun: str = "practice") -> str:
    """How many lie outside the outer limits."""
    if not outside:
        return f"All {counted(number, noun)} lie inside the 99.8% limits"
    verb = "lies" if outside == 1 else "lie"
    return capitalised(
        f"{spelled(outside)} of {counted(number, noun)} {verb} outside what chance and "
        "the usual spread would explain"
    )


def shown(indicator: Indicator, value: float | None) -> str:
    """A value in its unit: 15.2%, 0.80%, 432 per 1,000."""
    if value is None:
        return "not held"
    if indicator.shown_as == "per 1,000":
        return f"{value:,.0f} per 1,000"
    return f"{value:.{decimals(value)}f}%"


def decimals(value: float) -> int:
    """Two below 2%, where one would hide most differences; else one."""
    return 2 if abs(value) < 2 else 1


def interval(indicator: Indicator, low: float, high: float) -> str:
    """Two limits in their unit: 14.9% to 15.5%."""
    if indicator.shown_as == "per 1,000":
        return f"{low:,.0f} to {high:,.0f}"
    places = 2 if f"{low:.1f}" == f"{high:.1f}" else decimals((low + high) / 2)
    return f"{low:.{places}f}% to {high:.{places}f}%"


def points(indicator: Indicator, value: float, low: float, high: float) -> str:
    """A difference with its interval: 0.57 points (0.51 to 0.63)."""
    if indicator.shown_as == "per 1,000":
        return f"{value:,.0f} per 1,000 ({low:,.0f} to {high:,.0f})".replace("-", "−")
    text = f"{value:.2f} points ({low:.2f} to {high:.2f})"
    return text.replace("-", "−")
