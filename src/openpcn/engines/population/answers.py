"""Everybody's answers in one canonical form, and its fingerprint: the same from every engine.

The form, in which all numbers are little-endian:

1. `openpcn population answers 1`, the day asked about, and for each definition in the order of
   its name a line `name kind label|label`; lines end with a line feed, and the text is UTF-8.
2. For each practice with anybody counted, in the order of its code, the SHA-256 of
   - its code and a line feed, and the number of people as 64 bits;
   - the people's numbers, rising, 64 bits each;
   - for each definition in the order of its name: a flag as one bit for each person, the first
     person in the lowest bit of the first byte, filled with zeros to whole 64 bits; a score as
     signed 32 bits for each person; a band or segment as the place of its label, 8 bits each.

The fingerprint is the SHA-256 of both, so one practice can be answered again by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.evaluating import Evaluated
from openpcn.engines.population.words import packed


@dataclass(frozen=True, kw_only=True, eq=False)
class PracticeAnswers:
    """Every definition's answer for everybody counted in one practice.

    `age_band` and `sex` are places in AGE_BANDS and SEXES of `person_leaves`.
    """

    practice: str
    ids: NDArray[np.int64]
    answers: Evaluated
    age_band: NDArray[np.int32]
    sex: NDArray[np.int32]


def fingerprint(catalogue: Catalogue, as_at: date, practices: Iterable[tuple[str, bytes]]) -> str:
    """The fingerprint of practices' codes with their digests."""
    seen = sha256(f"openpcn population answers 1\n{as_at.isoformat()}\n".encode())
    for name in sorted(catalogue.named):
        one = catalogue.named[name]
        seen.update(f"{name} {one.kind} {'|'.join(one.labels)}\n".encode())
    for _, digest in sorted(practices):
        seen.update(digest)
    return seen.hexdigest()


def digest_of(catalogue: Catalogue, found: PracticeAnswers) -> bytes:
    """The digest of one practice's answers."""
    seen = sha256(f"{found.practice}\n".encode())
    seen.update(len(found.ids).to_bytes(8, "little"))
    seen.update(found.ids.astype("<i8").tobytes())
    for name in sorted(catalogue.named):
        seen.update(canonical(found.answers, name))
    return seen.digest()


def canonical(answers: Evaluated, name: str) -> bytes:
    """One definition's answers as bytes."""
    if name in answers.flags:
        return answers.flags[name].astype("<u8").tobytes()
    if name in answers.scores:
        return answers.scores[name].astype("<i4").tobytes()
    return answers.choices[name].tobytes()


def from_columns(
    catalogue: Catalogue,
    practice: str,
    ids: NDArray[np.int64],
    columns: Mapping[str, NDArray[Any]],
) -> PracticeAnswers:
    """Answers from another engine's columns: flags as 0 and 1, labels as their places."""
    order = np.argsort(ids, kind="stable")
    answers = Evaluated(people=len(ids))
    for name, one in catalogue.named.items():
        column = np.asarray(columns[name])[order]
        match one.kind:
            case "flag":
                answers.flags[name] = packed(column.astype(np.bool_))
            case "score":
                answers.scores[name] = column.astype(np.int32)
            case _:
                answers.choices[name] = column.astype(np.uint8)
    nothing = np.zeros(len(ids), np.int32)
    return PracticeAnswers(
        practice=practice, ids=ids[order], answers=answers, age_band=nothing, sex=nothing
    )
