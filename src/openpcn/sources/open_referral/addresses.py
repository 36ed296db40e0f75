"""Which addresses a feed may be fetched from: public ones over https, and what an operator allows.

A feed's address is typed by a person and a redirect is sent by a stranger. Either could name a
machine inside the house, so the name is looked up here, every answer is judged, and the
connection is made to the very address that was judged.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from openpcn.kernel.errors import NotPossible, Refused

LONGEST = 2_000
PORTS = {"https": 443, "http": 80}
EMBEDDING = tuple(
    ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")
)
"""Addresses of version 6 that hide one of version 4."""
ASK_OPERATOR = "Ask whoever runs this service to allow it in OPENPCN_FEED_HOSTS."

LookUp = Callable[[str, int], list[str]]


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a request goes: the address that was judged, and the name it goes under."""

    scheme: str
    host: str
    port: int
    ip: str
    path: str
    """With its query."""

    @property
    def origin(self) -> str:
        """Scheme, host and port in one text."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def judge(url: str, *, allowed: Collection[str], look_up: LookUp | None = None) -> Target:
    """Where a request for `url` may go; refused where it may not.

    `allowed` names hosts ("host:port") that may be private and without https.
    """
    scheme, host, port, path = parts_of(url)
    trusted = f"{host}:{port}" in allowed
    if scheme != "https" and not trusted:
        raise Refused(
            f"{host} is asked for over {scheme}; feeds are fetched over https only.",
            next_step=f"Give an address that begins with https://. {ASK_OPERATOR}",
        )
    found = (look_up or addresses_of)(host, port)
    if not found:
        raise NotPossible(
            f"There is no machine called {host}.", next_step="Check how the address is written."
        )
    if not trusted and (inside := [ip for ip in found if not is_public(ip)]):
        raise Refused(
            f"{host} is the address {inside[0]}, which is not on the public internet.",
            next_step=f"Feeds are fetched from public addresses only. {ASK_OPERATOR}",
        )
    return Target(scheme=scheme, host=host, port=port, ip=found[0], path=path)


def parts_of(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of an address, without anything that could mislead."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    ready = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST
    if parts.scheme not in PORTS or not host or not ready or "\\" in url:
        raise Refused(
            "That is not the address of a feed.",
            next_step="Give a whole address, such as https://directory.example.org/api.",
        )
    if parts.username is not None or parts.password is not None:
        raise Refused(
            "The address holds a user name or password, which would be kept and shown.",
            next_step="Give the address without it; feeds of Open Referral UK are public.",
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port or PORTS[parts.scheme], path


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a name, in the order in which they are to be tried."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(ip: str) -> bool:
    """Whether an address is on the public internet, also where version 6 hides version 4."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if any(address in network for network in EMBEDDING):
            return False
    return address.is_global and not address.is_multicast
