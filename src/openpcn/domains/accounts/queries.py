"""Which accounts there are, and what they did."""

from __future__ import annotations

from django_otp.plugins.otp_totp.models import TOTPDevice

from openpcn.domains.accounts.models import Account as Account  # the type that doors hand on


def has_administrator() -> bool:
    """Whether the first administrator has been made; one of the demonstration is none."""
    own = Account.objects.filter(is_superuser=True, is_active=True, is_demonstration=False)
    return bool(own.exists())


def has_second_factor(account: Account) -> bool:
    """Whether the account signs in with a second factor."""
    return bool(TOTPDevice.objects.filter(user=account, confirmed=True).exists())


def called(username: str) -> str:
    """What whoever signs in under a name is called: their full name where one is held."""
    account = Account.objects.filter(username=username).first() if username else None
    return str(account.get_full_name() or username) if account else username


def find_account(username: str) -> Account | None:
    """The account of a name that may still sign in, if there is one."""
    return Account.objects.filter(username=username, is_active=True).first()
