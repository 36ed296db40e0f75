"""Two parties sign a need summary; what they signed is what a board is told."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.population.actions import needs as need_acts
from openpcn.domains.population.actions import signing
from openpcn.domains.population.actions import summaries as acts
from openpcn.domains.population.models import Need, NeedSummary, Signature
from openpcn.domains.population.queries.summaries import get_summary, summaries
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, Refused
from tests.domains.world import account, county, day, on

pytestmark = pytest.mark.django_db

WHEN = on("2024-03-01")


@pytest.fixture
def manager() -> Account:
    county()
    return account("manager", ("network_manager", "U90001"))


@pytest.fixture
def director() -> Account:
    return account("director", ("clinical_director", "U90001"))


@pytest.fixture
def public_health() -> Account:
    return account("public-health", ("director_of_public_health", "Q91"))


def begin(by: Account, **more: object) -> int:
    said: dict[str, object] = {
        "title": "What North needs most",
        "about": "U90001",
        "owner": "U90001",
        "starts_on": day("2024-04-01"),
        "review_on": day("2025-04-01"),
    }
    return acts.begin_summary(**(said | more), by=by)  # type: ignore[arg-type]


def need(number: int, by: Account, need_id: int | None = None, **more: object) -> int:
    said: dict[str, object] = {
        "title": "Breathlessness in the east",
        "evidence": "3.1% (2.9% to 3.3%) are on the COPD register; England 1.9%.",
        "source": "QOF 2020/21, practice registers",
        "priority": 1,
        "reason": "The widest gap to England, and there is a service that can grow.",
        "response": "Spirometry at the hub",
        "lead": "Clinical director",
        "due_on": None,
    }
    return need_acts.write_need(number, need_id, **(said | more), by=by)  # type: ignore[arg-type]


def words(number: int, by: Account, **more: object) -> None:
    said: dict[str, object] = {
        "title": "What North needs most",
        "starts_on": day("2024-04-01"),
        "review_on": day("2025-04-01"),
        "introduction": "Agreed at two meetings.",
        "board": "Health and Wellbeing Board",
        "board_words": "Breathlessness comes first.",
    }
    acts.write_summary(number, **(said | more), by=by)  # type: ignore[arg-type]


def sign(number: int, party: str, by: Account) -> int:
    return signing.sign(number, party=party, name="A person", job_title="Director", by=by)


@pytest.fixture
def shared(manager: Account, director: Account, public_health: Account) -> int:
    number = begin(manager)
    need(number, manager)
    words(number, manager)
    acts.share_summary(number, with_codes=["Q91"], by=manager)
    acts.open_to(number, state="shared", by=manager)
    return number


def test_needs_stand_in_the_order_of_their_priorities(manager: Account) -> None:
    number = begin(manager)
    need(number, manager, title="Third", priority=3)
    need(number, manager, title="Known, not now", priority=None, reason="")
    need(number, manager, title="First", priority=1)
    shown = get_summary(manager, number, when=WHEN)
    assert [one.title for one in shown.needs] == ["First", "Third", "Known, not now"]
    assert [one.title for one in shown.priorities] == ["First", "Third"]
    assert AuditEvent.objects.filter(action="wrote a need").count() == 3


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"title": " "}, "The need is empty"),
        ({"evidence": ""}, "The evidence is empty"),
        ({"source": ""}, "The source is empty"),
        ({"reason": ""}, "A priority needs its reason"),
        ({"priority": 0}, "whole number from 1 to 99"),
        ({"priority": 100}, "whole number from 1 to 99"),
        ({"due_on": date(1901, 1, 1)}, "is not between"),
        ({"title": "x" * 201}, "201 characters"),
    ],
)
def test_a_need_without_its_evidence_or_reason_is_refused(
    manager: Account, more: dict[str, object], says: str
) -> None:
    number = begin(manager)
    with pytest.raises(NotRight, match=says):
        need(number, manager, **more)
    assert get_summary(manager, number, when=WHEN).needs == ()


def test_two_needs_cannot_have_one_rank(manager: Account) -> None:
    number = begin(manager)
    first = need(number, manager)
    with pytest.raises(NotPossible, match="Another need has priority 1"):
        need(number, manager, title="Another")
    need(number, manager, first, title="The same need, better said")
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(summary_id=number, title="x", evidence="x", source="x", priority=1)


def test_a_need_that_was_taken_out_comes_back_without_a_rank_that_is_taken(
    manager: Account,
) -> None:
    number = begin(manager)
    first = need(number, manager)
    need_acts.take_out(number, first, by=manager)
    assert [one.id for one in get_summary(manager, number, when=WHEN).taken_out] == [first]
    need(number, manager, title="Now the first")
    need_acts.bring_back(number, first, by=manager)
    assert [one.priority for one in get_summary(manager, number, when=WHEN).needs] == [1, None]
    with pytest.raises(NotFound):
        need_acts.bring_back(number, first, by=manager)
    with pytest.raises(NotFound):
        need_acts.take_out(number, first + 100, by=manager)


def test_both_parties_sign_and_the_words_stand(
    shared: int, manager: Account, director: Account, public_health: Account
) -> None:
    assert [p for p, _ in get_summary(manager, shared, when=WHEN).missing] == [
        "public_health",
        "network",
    ]
    sign(shared, "network", director)
    sign(shared, "public_health", public_health)
    shown = get_summary(manager, shared, when=WHEN)
    assert shown.is_signed
    assert [one.party for one in shown.signatures] == ["network", "public_health"]
    with pytest.raises(NotPossible, match="its words stand"):
        need(shared, manager, title="Late", priority=2)
    with pytest.raises(NotPossible, match="its words stand"):
        words(shared, manager)


def test_changed_words_must_be_signed_again(
    shared: int, manager: Account, director: Account, public_health: Account
) -> None:
    sign(shared, "network", director)
    need(shared, manager, title="A second need", priority=2)
    shown = get_summary(manager, shared, when=WHEN)
    assert [one.is_on_these_words for one in shown.signatures] == [False]
    assert len(shown.missing) == 2
    sign(shared, "network", director)
    sign(shared, "public_health", public_health)
    assert get_summary(manager, shared, when=WHEN).is_signed


def test_nobody_signs_twice_or_for_both_or_without_the_right(
    shared: int, manager: Account, director: Account, public_health: Account
) -> None:
    both = account("both", ("clinical_director", "U90001"), ("director_of_public_health", "Q91"))
    sign(shared, "network", both)
    with pytest.raises(NotPossible, match="You have signed for"):
        sign(shared, "public_health", both)
    with pytest.raises(NotPossible, match="has signed these words"):
        sign(shared, "network", director)
    with pytest.raises(Refused):
        sign(shared, "public_health", manager)
    with pytest.raises(NotRight):
        sign(shared, "council", public_health)


def test_a_summary_without_a_priority_is_not_signed(manager: Account, director: Account) -> None:
    number = begin(manager)
    need(number, manager, priority=None)
    with pytest.raises(NotPossible, match="no priority"):
        sign(number, "network", director)


def test_a_signature_is_taken_back_until_the_board_was_told(
    shared: int, manager: Account, director: Account, public_health: Account
) -> None:
    first = sign(shared, "network", director)
    signing.take_back(shared, first, by=director)
    with pytest.raises(NotFound):
        signing.take_back(shared, first, by=director)
    second = sign(shared, "network", director)
    with pytest.raises(Refused):
        signing.take_back(shared, second, by=manager)
    sign(shared, "public_health", public_health)
    acts.record_told(shared, on=day("2024-05-01"), answer="Agreed.", by=manager)
    with pytest.raises(NotPossible, match="The board has been told"):
        signing.take_back(shared, second, by=director)


def test_a_board_is_told_what_both_signed_and_not_before(
    shared: int, manager: Account, director: Account, public_health: Account
) -> None:
    with pytest.raises(NotPossible, match="have not signed"):
        acts.record_told(shared, on=day("2024-05-01"), answer="", by=manager)
    with pytest.raises(NotPossible, match="once both parties"):
        acts.open_to(shared, state="published", by=manager)
    sign(shared, "network", director)
    sign(shared, "public_health", public_health)
    with pytest.raises(NotRight, match="lies in the future"):
        acts.record_told(
            shared, on=timezone.localdate().replace(year=timezone.localdate().year + 1, day=1),
            answer="", by=manager,
        )  # fmt: skip
    acts.record_told(shared, on=day("2024-05-01"), answer="Agreed.", by=manager)
    acts.open_to(shared, state="under_engagement", by=manager)
    acts.open_to(shared, state="published", by=manager)
    public = get_summary(None, shared, when=WHEN)
    assert (public.told_on, public.told_words) == (day("2024-05-01"), "Agreed.")
    assert not public.may_write
    assert public.may_sign == frozenset()


def test_a_board_is_not_told_nothing(
    manager: Account, director: Account, public_health: Account
) -> None:
    number = begin(manager)
    need(number, manager)
    acts.share_summary(number, with_codes=["Q91"], by=manager)
    acts.open_to(number, state="shared", by=manager)
    sign(number, "network", director)
    sign(number, "public_health", public_health)
    with pytest.raises(NotPossible, match="does not say what which board"):
        acts.record_told(number, on=day("2024-05-01"), answer="", by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedSummary.objects.filter(id=number).update(told_on=day("2024-05-01"))


def test_a_new_edition_begins_with_the_words_of_the_last(
    shared: int, manager: Account, director: Account, public_health: Account
) -> None:
    sign(shared, "network", director)
    later = acts.begin_edition(
        shared, starts_on=day("2025-04-01"), review_on=day("2026-04-01"), by=manager
    )
    shown = get_summary(manager, later, when=WHEN)
    assert shown.follows == shared
    assert [one.title for one in shown.needs] == ["Breathlessness in the east"]
    assert shown.signatures == ()
    assert shown.state == "private"


@pytest.mark.parametrize(
    ("state", "sees"),
    [
        ("private", {"manager"}),
        ("shared", {"manager", "named"}),
        ("under_engagement", {"manager", "named", "in the system"}),
        ("published", {"manager", "named", "in the system", "public", "nobody"}),
    ],
)
def test_a_need_summary_shows_itself_to_nobody_early(
    manager: Account, state: str, sees: set[str]
) -> None:
    number = begin(manager)
    acts.share_summary(number, with_codes=["U90002"], by=manager)
    NeedSummary.objects.filter(id=number).update(state=state)
    viewers = {
        "public": None,
        "nobody": account("nobody"),
        "manager": manager,
        "named": account("named", ("director", "U90002")),
        "in the system": account("west", ("director", "U90003")),
    }
    for name, viewer in viewers.items():
        assert bool(summaries(viewer, when=WHEN)) == (name in sees), name
        if name not in sees:
            with pytest.raises(NotFound):
                get_summary(viewer, number, when=WHEN)


def test_nobody_begins_or_writes_a_summary_of_others(manager: Account) -> None:
    number = begin(manager)
    with pytest.raises(Refused):
        begin(manager, owner="U90002")
    stranger = account("stranger", ("network_manager", "U90002"))
    with pytest.raises(NotFound):
        need(number, stranger)
    NeedSummary.objects.filter(id=number).update(state=State.PUBLISHED)
    with pytest.raises(Refused):
        need(number, stranger)
    with pytest.raises(NotPossible):
        need(number, manager)


def test_the_days_of_a_summary_must_make_sense(manager: Account) -> None:
    with pytest.raises(NotPossible, match="before it starts"):
        begin(manager, review_on=day("2024-03-31"))
    with pytest.raises(NotPossible, match="on the day that it starts"):
        begin(manager, review_on=day("2024-04-01"))
    number = begin(manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedSummary.objects.filter(id=number).update(review_on=day("2024-04-01"))


def test_a_withdrawn_summary_is_seen_by_nobody(manager: Account) -> None:
    number = begin(manager)
    acts.withdraw_summary(number, by=manager)
    assert summaries(manager, when=WHEN) == []


def test_one_signature_of_a_party_stands_on_the_same_words(shared: int, director: Account) -> None:
    signed = Signature.objects.get(id=sign(shared, "network", director))
    signed.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        signed.save()


def test_summaries_about_one_organisation_are_found_by_its_code(manager: Account) -> None:
    begin(manager)
    assert [one.about_code for one in summaries(manager, when=WHEN, about="U90001")] == ["U90001"]
    assert summaries(manager, when=WHEN, about="U90002") == []
