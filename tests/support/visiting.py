"""Somebody who has signed in, and what they type into forms, without a browser."""

from __future__ import annotations

from django.test import Client

from openpcn.domains.accounts.models import Account
from tests.domains.world import account


def signed_in(name: str, *roles: tuple[str, str], **more: object) -> Client:
    """A client of an account of this name with roles in organisations."""
    return client_of(account(name, *roles, **more))


def client_of(who: Account) -> Client:
    """A client that is signed in as somebody."""
    client = Client()
    client.force_login(who)
    return client


def dated(name: str, text: str) -> dict[str, str]:
    """A day as the three fields of a form send it."""
    year, month, number = text.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}
