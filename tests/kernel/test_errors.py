"""An error says what happened and what to do about it."""

import pytest

from openpcn.kernel.errors import NotFound, NotPossible, NotRight, OpenPCNError, Refused


@pytest.mark.parametrize("family", [Refused, NotPossible, NotRight, NotFound])
def test_every_error_carries_a_message_and_a_next_step(family: type[OpenPCNError]) -> None:
    error = family("There is no network U99999.", next_step="Look for it by name.")
    assert error.message == "There is no network U99999."
    assert error.next_step == "Look for it by name."
    assert str(error) == "There is no network U99999. Look for it by name."


def test_an_error_without_a_next_step_ends_with_its_message() -> None:
    assert str(NotRight("The list is empty.")) == "The list is empty."
