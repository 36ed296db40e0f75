"""Networks that have no code yet stand under NEW-1 to NEW-99."""

from __future__ import annotations

import pytest

from openpcn.kernel.new_networks import is_new_network, new_network_name


@pytest.mark.parametrize("code", ["NEW-1", "NEW-12", "NEW-99"])
def test_a_new_network_is_told_by_its_code(code) -> None:
    assert is_new_network(code)
    number = code.removeprefix("NEW-")
    assert new_network_name(code) == f"New network {number} (code to come)"


@pytest.mark.parametrize("code", ["", "NEW-", "NEW-0", "NEW-01", "NEW-100", "NEW-x", "U12345", "1"])
def test_everything_else_is_none(code) -> None:
    assert not is_new_network(code)
    assert new_network_name(code) == ""
