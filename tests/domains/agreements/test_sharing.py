"""Who may use whose data for what, by a data-sharing agreement in force and signed."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.actions.contents import share_data, stop_sharing
from openpcn.domains.agreements.actions.parties import (
    add_parties,
    record_signature,
    withdraw_party,
    withdraw_signature,
)
from openpcn.domains.agreements.actions.register import Terms, begin_agreement
from openpcn.domains.agreements.models import AgreementParty, AgreementSignature, SharedData
from openpcn.domains.agreements.queries.register import agreements, get_agreement
from openpcn.domains.agreements.queries.sharing import Permitted, sharing_allowed
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When
from tests.domains.world import account, county, day, ident, on

pytestmark = pytest.mark.django_db
BOTH = ("Z90001", "Z90002")


@pytest.fixture
def manager() -> Account:
    county()
    return account("manager", ("network_manager", "U90001"))


@pytest.fixture
def sharing(manager: Account) -> int:
    terms = Terms(title="Sharing", starts_on=day("2024-04-01"), ends_on=day("2025-03-31"))
    number = begin_agreement(kind="data_sharing", about="U90001", terms=terms, by=manager)
    add_parties(number, organisations=BOTH, starts_on=day("2024-01-01"), by=manager)
    for code, signed in zip(BOTH, ("2024-03-20", "2024-05-02"), strict=True):
        record_signature(
            number,
            organisation=code,
            signed_by="A Person",
            job_title="Partner",
            signed_on=day(signed),
            by=manager,
        )
    share_data(
        number,
        purpose="enhanced_access",
        categories=["appointments", "whole_record"],
        access="write",
        by=manager,
    )
    return number


def allowed(when: When, purpose: str = "enhanced_access") -> Permitted | None:
    return sharing_allowed(
        holder_id=ident("Z90001"),
        user_id=ident("Z90002"),
        purpose=purpose,
        category="appointments",
        when=when,
    )


def test_both_have_signed_an_agreement_in_force_that_names_the_purpose(sharing: int) -> None:
    assert allowed(on("2024-06-01")) == Permitted(agreement=sharing, access="write")
    assert allowed(on("2024-04-20")) is None, "one had not signed yet"
    assert allowed(on("2025-04-01")) is None, "it has ended"
    assert allowed(on("2024-06-01"), "planning") is None, "another purpose"


def test_what_is_taken_back_is_allowed_no_more_and_was_known_before(
    sharing: int, manager: Account
) -> None:
    before = timezone.now()
    row = SharedData.objects.get(category="appointments")
    stop_sharing(sharing, row.pk, by=manager)
    assert allowed(on("2024-06-01")) is None
    assert allowed(When(as_at=date(2024, 6, 1), as_known=before)) is not None


@pytest.mark.parametrize("what", ["party", "signature"])
def test_without_party_or_signature_nothing_is_allowed(
    sharing: int, manager: Account, what: str
) -> None:
    if what == "party":
        party = AgreementParty.objects.get(organisation_id=ident("Z90002"))
        withdraw_party(sharing, party.pk, by=manager)
    else:
        signed = AgreementSignature.objects.get(organisation_id=ident("Z90002"))
        withdraw_signature(sharing, signed.pk, by=manager)
    assert allowed(on("2024-06-01")) is None


def test_the_same_again_changes_nothing(sharing: int, manager: Account) -> None:
    said = {"purpose": "enhanced_access", "categories": ["appointments"]}
    assert share_data(sharing, **said, access="write", by=manager) == 0  # type: ignore[arg-type]
    assert share_data(sharing, **said, access="read", by=manager) == 1  # type: ignore[arg-type]
    assert allowed(on("2024-06-01")) == Permitted(agreement=sharing, access="read")
    assert add_parties(sharing, organisations=BOTH, starts_on=day("2024-05-01"), by=manager) == 0


def test_the_register_is_read_as_it_was_known(sharing: int, manager: Account) -> None:
    before = timezone.now()
    signed = AgreementSignature.objects.get(organisation_id=ident("Z90002"))
    withdraw_signature(sharing, signed.pk, by=manager)
    now = get_agreement(manager, sharing, when=on("2024-06-01"))
    assert [one.code for one in now.missing] == ["Z90002"]
    then = get_agreement(manager, sharing, when=When(as_at=date(2024, 6, 1), as_known=before))
    assert then.missing == ()
    assert agreements(account("nobody"), when=on("2024-06-01")) == []
    assert len(agreements(manager, when=on("2024-06-01"), kind="network")) == 0
    with pytest.raises(NotFound):
        get_agreement(account("other"), sharing, when=on("2024-06-01"))
