"""Who may sign in, what a job role may do, and what is kept of it."""

from __future__ import annotations

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from openpcn.domains.accounts import actions, permissions
from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.accounts.queries import has_administrator, has_second_factor
from openpcn.domains.registry.actions.signing_in import TRIES, check_name_and_password
from openpcn.domains.registry.permissions import may, needs_second_factor
from openpcn.kernel.errors import NotPossible, NotRight, Refused
from tests.domains.world import File, account, load

PHRASE = "correct horse battery"


def test_every_job_role_speaks_of_permissions_that_are_described() -> None:
    assert "clinical_director" in permissions.job_roles()
    assert permissions.roles_that_may("data.load") >= {"primary_care_lead", "data_manager"}
    for permission in permissions.permissions():
        assert permissions.roles_that_may(permission)
    with pytest.raises(KeyError):
        permissions.roles_that_may("registry.fly")


@pytest.mark.django_db
def test_there_is_one_first_administrator() -> None:
    assert not has_administrator()
    made = actions.make_first_administrator(username="boss", password=PHRASE)
    assert has_administrator()
    assert made.check_password(PHRASE)
    assert needs_second_factor(made)
    assert AuditEvent.objects.get().subject_id == str(made.pk)
    with pytest.raises(NotPossible, match="an administrator already"):
        actions.make_first_administrator(username="other", password=PHRASE)


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short", "password1234", "123456789012"[:11]])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(NotRight):
        actions.make_first_administrator(username="boss", password=password)
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_a_name_is_given_once_whatever_its_capitals() -> None:
    actions.make_account(username="Jo", password=PHRASE)
    with pytest.raises(NotPossible, match="is taken"):
        actions.make_account(username="jo", password=PHRASE)


def code_for(account: Account, *, ahead: int = 0) -> str:
    device = TOTPDevice.objects.get(user=account)
    return f"{totp(device.bin_key, drift=ahead):06}"


@pytest.mark.django_db
def test_a_second_factor_is_set_up_and_each_code_counts_once() -> None:
    boss = actions.make_first_administrator(username="boss", password=PHRASE)
    assert actions.begin_second_factor(boss).startswith("otpauth://totp/")
    assert not has_second_factor(boss)
    with pytest.raises(NotRight):
        actions.confirm_second_factor(boss, "not a code")
    code = code_for(boss)
    actions.confirm_second_factor(boss, f" {code} ")
    assert has_second_factor(boss)
    with pytest.raises(NotRight):
        actions.check_second_factor(boss, code)
    with pytest.raises(NotPossible, match="has a second factor already"):
        actions.begin_second_factor(boss)
    actions.remove_second_factor(boss, by=None)
    assert not has_second_factor(boss)


@pytest.mark.django_db
def test_an_administrator_counts_on_the_site_only_after_the_second_factor() -> None:
    boss = actions.make_first_administrator(username="boss", password=PHRASE)
    assert may(boss, "accounts.administer")
    boss.is_verified = lambda: False  # type: ignore[attr-defined]
    assert not may(boss, "accounts.administer")
    boss.is_verified = lambda: True  # type: ignore[attr-defined]
    assert may(boss, "accounts.administer")


@pytest.mark.django_db
def test_others_need_no_second_factor() -> None:
    manager = account("manager", ("network_manager", "U90001"))
    manager.is_verified = lambda: False  # type: ignore[attr-defined]
    assert not needs_second_factor(manager)
    assert may(manager, "registry.draft")
    assert needs_second_factor(account("local", ("local_administrator", "Q91")))


@pytest.mark.django_db
def test_signing_in_says_the_same_whatever_did_not_match() -> None:
    made = actions.make_account(username="jo", password=PHRASE)
    assert check_name_and_password(username="jo", password=PHRASE) == made
    said = set()
    for name, password in (("jo", "wrong"), ("nobody", PHRASE), ("", "")):
        with pytest.raises(Refused) as refusal:
            check_name_and_password(username=name, password=password)
        said.add(refusal.value.message)
    assert len(said) == 1


@pytest.mark.django_db
def test_too_many_tries_have_to_wait() -> None:
    actions.make_account(username="sam", password=PHRASE)
    for _ in range(TRIES):
        with pytest.raises(Refused, match="do not match"):
            check_name_and_password(username="sam", password="wrong")
    with pytest.raises(Refused, match="did not match"):
        check_name_and_password(username="SAM", password=PHRASE)


@pytest.mark.django_db
def test_demonstration_accounts_are_refused_where_published_data_are_held() -> None:
    actions.make_account(username="demo", password=PHRASE, is_demonstration=True)
    load(File(is_demonstration=True))
    assert check_name_and_password(username="demo", password=PHRASE)
    load(File(is_demonstration=False))
    with pytest.raises(Refused, match="Demonstration accounts are closed"):
        check_name_and_password(username="demo", password=PHRASE)


@pytest.mark.django_db
def test_a_closed_account_cannot_sign_in() -> None:
    made = actions.make_account(username="jo", password=PHRASE)
    Account.objects.filter(id=made.pk).update(is_active=False)
    with pytest.raises(Refused):
        check_name_and_password(username="jo", password=PHRASE)
