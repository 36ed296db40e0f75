"""Codes by which somebody whom nobody knows finds again what they sent."""

from __future__ import annotations

import hashlib
import secrets

SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without those that are mistaken for another."""
LENGTH = 12


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def fingerprint(code: str) -> str:
    """What is kept of a code, however it is typed."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
