"""Tests cannot leave this machine."""

from __future__ import annotations

import socket

import pytest

from tests.support.network import LeavesThisMachine, is_this_machine


@pytest.mark.parametrize("way", ["connect", "connect_ex"])
def test_a_connection_to_another_machine_is_stopped(way: str) -> None:
    with socket.socket() as made, pytest.raises(LeavesThisMachine):
        getattr(made, way)(("192.0.2.1", 80))


def test_a_connection_to_this_machine_is_let_through() -> None:
    with socket.socket() as listener, socket.socket() as made:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        made.connect(listener.getsockname())


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8"])
def test_loopback_is_this_machine(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "10.0.0.1", "0.0.0.0"])
def test_any_other_host_is_not(host: str) -> None:
    assert not is_this_machine(host)
