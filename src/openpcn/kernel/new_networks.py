"""Networks that are planned and have no code of the ODS yet: NEW-1, NEW-2 and so on."""

from __future__ import annotations

NEW = "NEW-"
MOST = 99
"""New networks that one plan or future may have."""


def is_new_network(code: str) -> bool:
    """Whether this stands for a network that has no code yet."""
    number = code.removeprefix(NEW)
    return (
        code.startswith(NEW)
        and number.isascii()
        and number.isdigit()
        and not number.startswith("0")
        and int(number) <= MOST
    )


def new_network_name(code: str) -> str:
    """What a network is called that has no code yet; empty where it is none."""
    if not is_new_network(code):
        return ""
    return f"New network {code.removeprefix(NEW)} (code to come)"
