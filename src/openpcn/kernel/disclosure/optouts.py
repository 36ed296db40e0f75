"""May a person's record be used for this? National and local opt-outs, by purpose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a record is to be used for."""

    DIRECT_CARE = "direct care"
    PLANNING = "planning"
    RESEARCH = "research"


@dataclass(frozen=True, kw_only=True)
class OptOuts:
    """What a person has decided: the national data opt-out, and the one at their own practice."""

    national: bool = False
    local: bool = False


@dataclass(frozen=True, kw_only=True)
class Use:
    """Whether a record may be used, and why."""

    allowed: bool
    reason: str


def may_be_used(purpose: Purpose, optouts: OptOuts) -> Use:
    """Direct care always; planning and research only where the person has opted out of neither."""
    if purpose is Purpose.DIRECT_CARE:
        return Use(allowed=True, reason="Opting out never changes a person's own care.")
    if optouts.local:
        return Use(
            allowed=False,
            reason="The person has told the practice that the record is for their own care only.",
        )
    if optouts.national:
        return Use(
            allowed=False,
            reason="The person has opted out of research and planning nationally.",
        )
    return Use(allowed=True, reason=f"The person has not opted out of {purpose.value}.")
