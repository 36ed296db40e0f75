"""Tests reach this machine and nothing else."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

NAMES_OF_THIS_MACHINE = {"", "localhost"}


class LeavesThisMachine(RuntimeError):
    """A test tried to reach another machine."""


def is_this_machine(host: str) -> bool:
    """Whether `host` is a loopback name or address."""
    if host in NAMES_OF_THIS_MACHINE:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def guard() -> None:
    """Let sockets of this process connect to loopback and to files only."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, kept_here(getattr(socket.socket, name)))


def kept_here(reach: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
    """A way to connect that refuses every other machine."""

    def connect(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and not is_this_machine(str(address[0])):
            raise LeavesThisMachine(f"A test tried to reach {address[0]}.")
        return reach(self, address)

    return connect
