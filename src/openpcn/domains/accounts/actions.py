"""What is done to accounts."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.kernel.errors import NotPossible, NotRight


@transaction.atomic
def make_first_administrator(*, name: str, password: str) -> Account:
    """Make the account that may do everything, where there is none yet."""
    if Account.objects.filter(is_superuser=True, is_active=True).exists():
        raise NotPossible(
            "There is an administrator already.",
            next_step="Ask them to make your account on the site.",
        )
    if Account.objects.filter(username=name).exists():
        raise NotPossible(f"There is already an account called {name}.", next_step="Use another.")
    account = Account(username=name, is_superuser=True, is_staff=True)
    try:
        account.clean_fields(exclude=["password"])
        validate_password(password, account)
    except ValidationError as trouble:
        raise NotRight(
            " ".join(trouble.messages), next_step="Choose a longer one, of several words."
        ) from None
    account.set_password(password)
    account.save()
    record_event("first administrator made", account, by=None)
    return account
