"""What an evaluation says, read from the file that `openpcn population evaluate` wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from openpcn.kernel.errors import NotRight

LARGEST = 2 * 1024 * 1024
"""Bytes; an evaluation has some thousands."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What it says of one outcome."""

    outcome: str
    words: str
    verdict: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class ReadEvaluation:
    """An evaluation: its title, what it says of harm and of each outcome, and its fingerprint."""

    title: str
    harm: str
    findings: Mapping[str, Found]
    fingerprint: str


def read_evaluation(content: bytes) -> ReadEvaluation:
    """The evaluation in a file; NotRight where it is none."""
    if len(content) > LARGEST:
        raise not_one("it is larger than 2 MB")
    try:
        told = json.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise not_one("it is no JSON") from None
    try:
        findings = {one["outcome"]: found_in(one) for one in told["findings"]}
        title, harm = text_of(told, "title", 200), text_of(told, "harm", 5_000)
        is_whole = bool(findings) and told["comparison"] > 0 and len(told["plan_fingerprint"]) > 0
    except (AttributeError, KeyError, TypeError):
        raise not_one("parts of it are missing") from None
    if not is_whole:
        raise not_one("it has no comparison people or no outcome")
    return ReadEvaluation(
        title=title, harm=harm, findings=findings, fingerprint=sha256(content).hexdigest()
    )


def found_in(one: Mapping[str, Any]) -> Found:
    """One finding."""
    return Found(
        outcome=text_of(one, "outcome", 80),
        words=text_of(one, "words", 300),
        verdict=text_of(one, "verdict", 40),
        sentence=text_of(one, "sentence", 2_000),
    )


def text_of(told: Mapping[str, Any], key: str, longest: int) -> str:
    """A text of the file."""
    value = told[key]
    if not isinstance(value, str) or not value or len(value) > longest:
        raise KeyError(key)
    return value


def not_one(why: str) -> NotRight:
    """The file is no evaluation."""
    return NotRight(
        f"This is no evaluation: {why}.",
        next_step="Choose evaluation.json, which `openpcn population evaluate` writes.",
    )
