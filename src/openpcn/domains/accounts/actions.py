"""Accounts: the first administrator, a password, a second factor."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.kernel.errors import NotPossible, NotRight


@transaction.atomic
def make_first_administrator(*, username: str, password: str, email: str = "") -> Account:
    """Make the account from which all others come; there is one such beginning only."""
    own = Account.objects.filter(is_superuser=True, is_active=True, is_demonstration=False)
    if own.exists():
        raise NotPossible(
            "There is an administrator already.",
            next_step="Sign in as that administrator to make more accounts.",
        )
    return make_account(username=username, password=password, email=email, is_administrator=True)


@transaction.atomic
def make_account(
    *,
    username: str,
    password: str,
    email: str = "",
    full_name: str = "",
    is_administrator: bool = False,
    is_demonstration: bool = False,
    by: Account | None = None,
) -> Account:
    """Make an account; whoever calls has asked whether `by` may."""
    if Account.objects.filter(username__iexact=username).exists():
        raise NotPossible(
            f"The name {username} is taken.", next_step="Choose another name to sign in with."
        )
    account = Account(
        username=username,
        email=email,
        first_name=full_name[:150],
        is_superuser=is_administrator,
        is_demonstration=is_demonstration,
    )
    check_password(password, account)
    account.set_password(password)
    account.save()
    record_event("made an account", account, by=by, detail={"administrator": is_administrator})
    return account


def check_password(password: str, account: Account) -> None:
    """Refuse a password that is too short or too common."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise NotRight(" ".join(error.messages), next_step="Choose a longer password.") from error


@transaction.atomic
def begin_second_factor(account: Account) -> str:
    """A new secret for the account's authenticator, as the address that it reads."""
    if TOTPDevice.objects.filter(user=account, confirmed=True).exists():
        raise NotPossible(
            "This account has a second factor already.",
            next_step="Ask an administrator to take it away if the device is lost.",
        )
    device, _ = TOTPDevice.objects.get_or_create(
        user=account, name="authenticator", confirmed=False
    )
    return str(device.config_url)


@transaction.atomic
def confirm_second_factor(account: Account, code: str) -> TOTPDevice:
    """Take the second factor into use once its first code is right."""
    device = TOTPDevice.objects.filter(user=account, confirmed=False).first()
    if device is None or not code.strip().isdigit() or not device.verify_token(code.strip()):
        raise NotRight(
            "That code does not match.",
            next_step="Wait for the next code in your authenticator and write that.",
        )
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    record_event("took a second factor into use", account, by=account)
    return device


def check_second_factor(account: Account, code: str) -> TOTPDevice:
    """The device whose code this is, once per code and not too often."""
    device = TOTPDevice.objects.filter(user=account, confirmed=True).first()
    if device is None or not code.strip().isdigit() or not device.verify_token(code.strip()):
        raise NotRight(
            "That code does not match.",
            next_step="Wait for the next code in your authenticator and write that.",
        )
    return device


@transaction.atomic
def remove_second_factor(account: Account, *, by: Account | None) -> None:
    """Take a lost second factor away, so that a new one can be set up."""
    TOTPDevice.objects.filter(user=account).delete()
    record_event("took a second factor away", account, by=by)
