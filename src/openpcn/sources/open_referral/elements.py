"""The entries of a feed one by one, however long it is: memory holds one entry at a time.

Four ways to write a feed are read: a page with its entries under "contents", a bare list, one
service alone, and one service a line (ndjson).
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from openpcn.kernel.errors import NotRight

LARGEST_ENTRY = 4 << 20
"""Characters of one entry."""
BLANK = " \t\r\n\ufeff"
FETCH_AGAIN = "Fetch it again; if it stays so, tell its publisher."
DECODER = json.JSONDecoder()


@dataclass(kw_only=True)
class Envelope:
    """What a page says of itself, beside its entries."""

    said: dict[str, Any] = field(default_factory=dict)
    has_contents: bool = False

    def number(self, name: str) -> int | None:
        """A count that the page gives."""
        value = self.said.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


def entries(pieces: Iterable[bytes], name: str, envelope: Envelope) -> Iterator[Any]:
    """The entries of a feed in its order; what a page says of itself goes to `envelope`."""
    text = Text(pieces, name)
    first = text.peek()
    if not first:
        raise NotRight(f"{name} is empty.", next_step=FETCH_AGAIN)
    if first == "[":
        yield from text.items()
    elif first == "{":
        yield from page_or_lines(text, envelope)
    else:
        raise NotRight(
            f"{name} is not JSON: it begins with “{text.beginning()}”.",
            next_step="Give the address of the feed itself, not of a page about it.",
        )
    if text.peek():
        raise text.trouble("there is more after its end")


def page_or_lines(text: Text, envelope: Envelope) -> Iterator[Any]:
    """The entries of a page; or objects one after another, each an entry."""
    while text.peek() == "{":
        alone = Envelope()
        yield from members(text, alone)
        if alone.has_contents:
            envelope.said, envelope.has_contents = alone.said, True
        else:
            yield alone.said


def members(text: Text, envelope: Envelope) -> Iterator[Any]:
    """Read an object; the entries of its "contents" come out, everything else is kept."""
    text.take("{")
    if text.peek() == "}":
        text.take("}")
        return
    while True:
        key = text.value()
        if not isinstance(key, str):
            raise text.trouble("a name is missing")
        text.take(":")
        if key == "contents" and text.peek() == "[":
            envelope.has_contents = True
            yield from text.items()
        else:
            envelope.said[key] = text.value()
        if text.take_one_of(",}") == "}":
            return


class Text:
    """A text that comes in pieces, read value by value."""

    def __init__(self, pieces: Iterable[bytes], name: str) -> None:
        self._pieces = iter(pieces)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._name, self._held, self._at, self._before = name, "", 0, 0
        self._over = False

    def items(self) -> Iterator[Any]:
        """The values of a list."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.take_one_of(",]") == "]":
                return

    def value(self) -> Any:
        """The next value, whatever it is."""
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self._held, self._at)
            except RecursionError:
                raise self.trouble("it is nested too deeply") from None
            except ValueError:
                if not self._more():
                    raise self.trouble("it is cut off or not JSON") from None
                continue
            if end == len(self._held) and self._more():
                continue
            self._at = end
            return value

    def peek(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in BLANK:
                self._at += 1
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def take(self, wanted: str) -> None:
        """Pass over one character that must come next."""
        self.take_one_of(wanted)

    def take_one_of(self, wanted: str) -> str:
        """Pass over one of some characters, and say which."""
        found = self.peek()
        if not found or found not in wanted:
            raise self.trouble("it is cut off or not JSON")
        self._at += 1
        return found

    def beginning(self) -> str:
        """The first words, for a message."""
        return " ".join(self._held[self._at :].split())[:40]

    def trouble(self, what: str) -> NotRight:
        """That the text cannot be read, and where."""
        return NotRight(
            f"{self._name} cannot be read: {what}, at character {self._before + self._at:,}.",
            next_step=FETCH_AGAIN,
        )

    def _more(self) -> bool:
        """Have more of the text; False at its end."""
        if self._over:
            return False
        if len(self._held) - self._at > LARGEST_ENTRY:
            raise self.trouble(f"one entry has more than {LARGEST_ENTRY >> 20} million characters")
        piece = next(self._pieces, None)
        try:
            new = self._decoder.decode(piece or b"", final=piece is None)
        except UnicodeDecodeError:
            raise self.trouble("it is not written in UTF-8") from None
        self._over = piece is None
        self._before += self._at
        self._held, self._at = self._held[self._at :] + new, 0
        return bool(new) or not self._over
