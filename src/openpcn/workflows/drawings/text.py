"""How wide words are, so that labels can be wrapped, cut and kept apart without a browser."""

from __future__ import annotations

from collections.abc import Sequence

from openpcn.kernel.names import as_written

_WIDTHS = {
    **dict.fromkeys("ijl'|", 222),
    **dict.fromkeys(" !,./:;I[]\\ft", 278),
    **dict.fromkeys('()-r`"{}', 340),
    **dict.fromkeys("ckJsvxyz*", 500),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM", 833),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("W%@", 944),
}
_ORDINARY = 556
_BOLD = 1.09


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of Arial in pixels."""
    thousandths = sum(_WIDTHS.get(sign, _ORDINARY) for sign in text)
    return thousandths * size / 1000 * (_BOLD if bold else 1)


def wrap(text: str, size: float, room: float, *, lines: int = 2, bold: bool = False) -> list[str]:
    """Words on as few lines as fit in `room` pixels; the last line is cut where they do not."""
    done: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size, bold=bold) > room:
            done.append(line)
            line = word
        else:
            line = longer
    done.append(line)
    if len(done) > lines:
        done = [*done[: lines - 1], " ".join(done[lines - 1 :])]
    return [cut(line, size, room, bold=bold) for line in done]


def balance(text: str, size: float, room: float) -> list[str]:
    """Words on one line, or on two of nearly equal width where they are wider than `room`."""
    words = text.split()
    if width_of(text, size) <= room or len(words) < 2:
        return [text]
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    best = min(splits, key=lambda two: max(width_of(part, size) for part in two))
    return list(best)


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits in `room` with an ellipsis."""
    if width_of(text, size, bold=bold) <= room:
        return text
    while text and width_of(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip(" &-,") + "…"


_ENDINGS = (" primary care network", " pcn", " neighbourhood")
_KINDS = (" surgery", " medical centre", " health centre", " medical practice", " practice")


def brief_name(name: str) -> str:
    """A practice's name where room is scarce: without what most practices are called."""
    name = practice_name(name)
    name = name[4:] if name.startswith("The ") else name
    for kind in _KINDS:
        if name.lower().endswith(kind) and len(name) > len(kind) + 4:
            return name[: -len(kind)]
    return name


def short_name(name: str) -> str:
    """A network's name as it stands on a map: without "PCN" at its end, if anything is left."""
    name = as_written(name)
    for ending in _ENDINGS:
        if name.lower().endswith(ending) and len(name) > len(ending) + 3:
            return name[: -len(ending)]
    return name


def practice_name(name: str) -> str:
    """A practice's name as it stands on a map: without what is in brackets."""
    name = as_written(name)
    return name.split(" (")[0].split("(")[0].strip() or name


def fitted(name: str, size: float, room: float) -> str:
    """A practice's name as long as there is room for: whole, without brackets, brief, or cut."""
    for one in (as_written(name), practice_name(name), brief_name(name)):
        if width_of(one, size) <= room:
            return one
    return cut(brief_name(name), size, room)


def told_apart(names: Sequence[str], short: Sequence[str]) -> list[str]:
    """Shortened names; where two would read alike, what stands in their brackets is kept."""
    return [
        f"{one} ({as_written(name).split('(', 1)[1]}"
        if short.count(one) > 1 and "(" in name and "(" not in one
        else one
        for one, name in zip(short, names, strict=True)
    ]
