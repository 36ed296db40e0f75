"""Under which number a person is kept: a keyed hash that nobody can work back without the key.

The key is made once in the state folder, apart from the records, and is readable by its owner
only. The same identifier gives the same number in every practice, so that a person who moves is
one person; identifiers themselves are never stored.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openpcn.kernel.errors import NotPossible, NotRight

KEY_FILE = "pseudonym-key"
KEY_BYTES = 32
POSITIVE = 2**63 - 1
CLINICIANS = 2**31 - 1
AT_PRACTICE = "AT-PRACTICE-"
GIVEN = re.compile(rf"{AT_PRACTICE}([1-9]\d{{0,18}})", re.ASCII)
"""How an identifier is written that a practice has made a number of with its own key."""


def pseudonym_key(folder: Path) -> bytes:
    """The key of this installation, made at the first call."""
    place = folder / KEY_FILE
    try:
        if not place.exists():
            _make_key(place)
        key = bytes.fromhex(place.read_text().strip())
    except OSError as trouble:
        raise NotPossible(
            f"The state folder {folder} cannot be used: {trouble.strerror}.",
            next_step="Give write access to it, or name another with --state or OPENPCN_STATE.",
        ) from None
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise NotRight(
            f"{place} is not a key of {KEY_BYTES} bytes.",
            next_step="Put the kept copy of it back; with another key everyone gets a new number.",
        )
    return key


def _make_key(place: Path) -> None:
    """Write a new key; where two processes do so at once, the first one's counts for both."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{KEY_FILE}-{os.getpid()}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
    try:
        os.link(unfinished, place)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


def person_numbers(identifiers: Iterable[str], key: bytes) -> NDArray[np.int64]:
    """A positive number for each identifier; blanks and case make no difference.

    A number that the practice has made with its own key is kept as it is.
    """
    made = [
        _given(identifier) or _number(identifier, key, b"person") % POSITIVE + 1
        for identifier in identifiers
    ]
    return np.array(made, dtype=np.int64)


def numbered_at_practice(number: int) -> str:
    """How a number that a practice has made stands in its extract."""
    return f"{AT_PRACTICE}{number}"


def clinician_numbers(identifiers: Iterable[str], key: bytes) -> NDArray[np.int32]:
    """A positive number for each clinician, as far as 32 bits go; used within one practice."""
    made = [_number(identifier, key, b"clinician") % CLINICIANS + 1 for identifier in identifiers]
    return np.array(made, dtype=np.int32)


def _given(identifier: str) -> int | None:
    """The number that a practice has made; None for any other identifier."""
    found = GIVEN.fullmatch(identifier.strip())
    return int(found[1]) if found and int(found[1]) <= POSITIVE else None


def _number(identifier: str, key: bytes, purpose: bytes) -> int:
    said = "".join(identifier.split()).upper().encode()
    return int.from_bytes(blake2b(said, key=key, person=purpose, digest_size=8).digest())
