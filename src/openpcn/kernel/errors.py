"""What can go wrong, in three families that every door shows alike."""

from __future__ import annotations


class OpenPCNError(Exception):
    """A situation a person can understand and act on; shown without a traceback.

    `message` says what happened and shows the fact; `next_step` says what to do about it;
    `about` names the fact, as the action calls it, so that a form shows it beside that field.
    """

    def __init__(self, message: str, *, next_step: str = "", about: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step
        self.about = about

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class Refused(OpenPCNError):
    """You may not."""


class NotPossible(OpenPCNError):
    """The world does not allow it."""


class NotRight(OpenPCNError):
    """The data are wrong."""


class NotFound(NotPossible):
    """There is no such thing on that date."""


class ChangedMeanwhile(NotPossible):
    """Somebody else has said something of it since the form was opened.

    `version` is what stands now: a form that names it has seen the change.
    """

    def __init__(self, message: str, *, next_step: str, version: int) -> None:
        super().__init__(message, next_step=next_step)
        self.version = version
