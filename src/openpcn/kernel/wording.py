"""How numbers are written in sentences and tables."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def minus(text: str) -> str:
    """A number as it is printed, with a minus sign in place of the hyphen: −1.5."""
    return f"−{text[1:]}" if text.startswith("-") else text


def signed(number: float, decimals: int = 0, unit: str = "") -> str:
    """A difference with its sign: +1,250, −1.5%, 0."""
    text = f"{number:+,.{decimals}f}"
    is_nought = not any(one in "123456789" for one in text)
    return f"{text[1:] if is_nought else minus(text)}{unit}"


def grouped(number: float) -> str:
    """A whole number with commas: 47,210."""
    return minus(f"{number:,.0f}")


def plain(number: Decimal) -> str:
    """A number with commas and without needless noughts: 41,000 or 41,000.5."""
    return minus(f"{number.normalize():,f}")


def pounds(amount: Decimal) -> str:
    """An amount with its pence: £314,634.00."""
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def spelled(number: int) -> str:
    """A small number as a word, a larger one in figures: three, ten, 11."""
    return SMALL[number] if 0 <= number < len(SMALL) else grouped(number)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: 1 patient, 47,210 patients, 2 boundaries."""
    return f"{grouped(number)} {noun if number == 1 else plural or noun + 's'}"


def percent(share: float, decimals: int = 0) -> str:
    """A share of 0 to 1 in per cent: 37%; a little is "under 1%", almost all "over 99%"."""
    if decimals == 0 and 0 < share < 0.005:
        return "under 1%"
    if decimals == 0 and 0.995 <= share < 1:
        return "over 99%"
    return minus(f"{share * 100:.{decimals}f}%")


def kilometres(distance: float) -> str:
    """A distance in kilometres: 6.3 km."""
    return f"{distance:,.1f} km"


def about_years(years: float) -> str:
    """A length of time in words: under a year, about a year, about eight years, over 50 years."""
    if years < 0.75:
        return "under a year"
    if years > 50:
        return "over 50 years"
    whole = round(years)
    return "about a year" if whole == 1 else f"about {spelled(whole)} years"


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: A, B and C."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def capitalised(sentence: str) -> str:
    """The sentence with its first letter in upper case, the rest as it was."""
    return sentence[:1].upper() + sentence[1:]
