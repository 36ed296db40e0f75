"""Signing in: a name and a password, refused where the account has no business here."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.core.cache import cache

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.holdings import holds_published_data
from openpcn.kernel.errors import Refused

TRIES = 8
WAIT = 15 * 60
"""Seconds to wait after so many tries that did not match."""


def check_name_and_password(*, username: str, password: str) -> Account:
    """The account of a name and password; the same sentence whatever did not match."""
    key = f"sign-in-tries-{username.casefold()[:100]!r}".replace(" ", "_")
    tries = cache.get(key, 0)
    if tries >= TRIES:
        raise Refused(
            f"There were {TRIES} tries with this name that did not match.",
            next_step=f"Wait {WAIT // 60} minutes.",
        )
    account = authenticate(username=username, password=password)
    if not isinstance(account, Account):
        cache.set(key, tries + 1, WAIT)
        raise Refused(
            "The name and password do not match.",
            next_step="Check both, or ask an administrator for a new password.",
        )
    refuse_demonstration(account)
    cache.delete(key)
    return account


def refuse_demonstration(account: Account) -> None:
    """Refuse accounts of the demonstration where published or own data are held."""
    if account.is_demonstration and holds_published_data():
        raise Refused(
            "Demonstration accounts are closed here: published data are loaded.",
            next_step="Ask an administrator for an account of your own.",
        )
