"""How sure a published figure or rule is, in the words that every page shows."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How a line of the rulebook was established."""

    VERIFIED = "verified"
    DERIVED = "derived"
    VERIFIED_CODE = "verified-code"
    PARTIAL = "partial"
    RECALLED = "recalled"
    CONFLICT = "conflict"
    NOT_FOUND = "not_found"

    @property
    def words(self) -> str:
        """Checked, To be checked, Sources conflict, Worked out or Not found."""
        return WORDS[self]


WORDS = {
    Status.VERIFIED: "Checked",
    Status.DERIVED: "Worked out",
    Status.VERIFIED_CODE: "To be checked",
    Status.PARTIAL: "To be checked",
    Status.RECALLED: "To be checked",
    Status.CONFLICT: "Sources conflict",
    Status.NOT_FOUND: "Not found",
}
