"""Recording assets: described, undone, taken back, merged, handed on, and who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.community.actions import assets, checks, custody, engaging, merging, needs
from openpcn.domains.community.actions.needs import NeedSaid
from openpcn.domains.community.models import Asset, Chase
from openpcn.domains.community.queries import together as read
from openpcn.domains.community.queries.assets import Wanted, answers, find_assets
from openpcn.domains.community.queries.needs import needs as needs_on
from openpcn.domains.community.queries.versions import as_said
from openpcn.domains.community.saying import AssetSaid, PlaceSaid, ProviderSaid, TimeSaid
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, Refused
from openpcn.kernel.when import When
from tests.domains.world import account, county

pytestmark = pytest.mark.django_db
APRIL, MAY = date(2025, 4, 1), date(2025, 5, 1)
WALK = AssetSaid(name="Friday walk", kind="sport", themes=("moving",), source_note="Rang")


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def worker() -> Account:
    return account("worker", ("link_worker", "U90001"))


@pytest.fixture
def walk(worker: Account) -> int:
    return assets.record_asset(keeper="U90001", said=WALK, starts_on=APRIL, by=worker)


def on(day: date) -> When:
    return When(as_at=day)


def name_of(number: int, day: date = MAY) -> str:
    return as_said([number], on=day)[number].name


def test_a_later_day_is_a_change_and_the_same_day_a_correction(walk: int, worker: Account) -> None:
    assets.describe_asset(walk, said=replace(WALK, name="Walk"), starts_on=APRIL, by=worker)
    assets.describe_asset(walk, said=replace(WALK, name="Run"), starts_on=MAY, by=worker)
    assert [name_of(walk, APRIL), name_of(walk, MAY)] == ["Walk", "Run"]
    with pytest.raises(NotPossible, match="from a later day already"):
        assets.describe_asset(walk, said=WALK, starts_on=APRIL, by=worker)


def test_undo_takes_back_a_correction_and_a_change_one_by_one(walk: int, worker: Account) -> None:
    assets.describe_asset(walk, said=replace(WALK, name="Walk"), starts_on=APRIL, by=worker)
    assets.describe_asset(walk, said=replace(WALK, name="Run"), starts_on=MAY, by=worker)
    assets.undo_last(walk, by=worker)
    assert name_of(walk) == "Walk"
    assets.undo_last(walk, by=worker)
    assert name_of(walk) == "Friday walk"
    assert len(read.changes(walk)) == 4


def test_there_is_nothing_to_undo_of_what_was_said_once(walk: int, worker: Account) -> None:
    with pytest.raises(NotPossible, match="Nothing was said"):
        assets.undo_last(walk, by=worker)


def test_what_was_taken_back_comes_back_whole(walk: int, worker: Account) -> None:
    assets.withdraw_asset(walk, by=worker)
    with pytest.raises(NotFound):
        assets.withdraw_asset(walk, by=worker)
    assets.bring_back(walk, by=worker)
    assert as_said([walk], on=MAY)[walk].themes == ("moving",)
    with pytest.raises(NotPossible, match="stands"):
        assets.bring_back(walk, by=worker)


def test_a_draft_is_read_by_its_system_only(walk: int, worker: Account) -> None:
    assets.publish_asset(walk, publication="draft", by=worker)
    today = When(as_at=date(2030, 1, 1))
    assert find_assets(None, Wanted(), when=today).count() == 0
    assert find_assets(worker, Wanted(), when=today).count() == 1


BAD = [
    (replace(WALK, name=" "), NotRight, "The name is empty"),
    (replace(WALK, kind="circus"), NotRight, "No asset is so"),
    (replace(WALK, themes=("joy",)), NotRight, "is no theme"),
    (replace(WALK, languages=("Klingonese",)), NotRight, "is no language"),
    (replace(WALK, url="javascript:alert(1)"), NotRight, "no address of a page"),
    (replace(WALK, youngest=20, oldest=10), NotPossible, "below the youngest"),
    (replace(WALK, places=(PlaceSaid(postcode="LEICESTER"),)), NotRight, "is no postcode"),
    (
        replace(WALK, times=(TimeSaid(opens_at=time(11), closes_at=time(10)),)),
        NotPossible,
        "before it begins at 11:00",
    ),
    (
        replace(WALK, provider=ProviderSaid(name="W", charity_number="abc")),
        NotRight,
        "is no charity number",
    ),
]


@pytest.mark.parametrize(("said", "error", "words"), BAD)
def test_what_cannot_be_is_not_recorded(
    said: AssetSaid, error: type[Exception], words: str, worker: Account
) -> None:
    with pytest.raises(error, match=words):
        assets.record_asset(keeper="U90001", said=said, starts_on=APRIL, by=worker)
    assert Asset.objects.count() == 0


def test_a_postcode_that_is_not_known_and_no_place_at_all_are_kept_without_a_point(
    worker: Account,
) -> None:
    for places in ((PlaceSaid(postcode="zz9 9zz"),), ()):
        said = replace(WALK, name=f"Walk {len(places)} 🌻", places=places)
        assets.record_asset(keeper="U90001", said=said, starts_on=APRIL, by=worker)
    held = answers(find_assets(None, Wanted(placeless=True), when=on(MAY)), when=on(MAY))
    assert [each.point for each in held] == [None, None]
    assert held[1].said.places[0].postcode == "ZZ9 9ZZ"


def refused(deed: Callable[[], object]) -> bool:
    try:
        deed()
    except Refused:
        return True
    return False


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [
        ("link_worker", "U90001", True),
        ("network_manager", "U90001", True),
        ("primary_care_lead", "Q91", True),
        ("link_worker", "U90002", False),
        ("practice_manager", "Z90001", False),
        ("councillor", "Q91", False),
    ],
)
def test_who_may_record_for_a_network(role: str, where: str, may: bool) -> None:
    by = account("somebody", (role, where))
    deed = lambda: assets.record_asset(keeper="U90001", said=WALK, starts_on=APRIL, by=by)  # noqa: E731
    assert refused(deed) is not may


def test_a_check_makes_an_entry_fresh_and_can_be_taken_out(walk: int, worker: Account) -> None:
    number = checks.record_check(
        walk, checked_on=MAY, checked_as="right", asked="organiser", note="", by=worker
    )
    (found,) = answers(find_assets(None, Wanted(), when=on(MAY)), when=on(MAY))
    assert (found.checked_on, found.checked_by) == (MAY, "")
    assert read.checks(walk, when=on(MAY))[0].asked == "organiser"
    checks.withdraw_check(walk, number, by=worker)
    assert read.checks(walk, when=on(MAY)) == []
    with pytest.raises(NotPossible, match="has not come yet"):
        checks.record_check(
            walk, checked_on=date(2034, 1, 1), checked_as="right", asked="", note="", by=worker
        )
    with pytest.raises(NotRight, match="No check ends so"):
        checks.record_check(walk, checked_on=MAY, checked_as="so", asked="", note="", by=worker)


def test_an_owner_is_asked_once_a_day(walk: int, worker: Account) -> None:
    for _ in range(2):
        assert checks.record_chase([walk], asked_on=MAY, by=worker) == 1
    assert Chase.objects.filter(known_until__isnull=True).count() == 1
    assert read.last_asked([walk], when=on(MAY)) == {walk: MAY}


def test_a_network_says_how_far_it_is_with_who_and_the_next_step(
    walk: int, worker: Account
) -> None:
    plan = {"network": "U90001", "next_step": "Visit", "next_step_on": MAY, "by": worker}
    with pytest.raises(NotRight, match="Who has it in hand is empty"):
        engaging.plan_engagement(walk, stage="in_touch", lead="", starts_on=APRIL, **plan)
    first = engaging.plan_engagement(walk, stage="not_yet_met", lead="", starts_on=APRIL, **plan)
    engaging.plan_engagement(walk, stage="in_touch", lead="Manager", starts_on=MAY, **plan)
    assert [e.stage for e in read.engagements(when=on(APRIL), asset=walk)] == ["not_yet_met"]
    assert [e.stage for e in read.engagements(when=on(MAY), asset=walk)] == ["in_touch"]
    engaging.withdraw_engagement(walk, first, by=worker)
    assert len(read.steps(walk, when=on(MAY))) == 1
    stranger = account("stranger", ("link_worker", "U90002"))
    with pytest.raises(Refused):
        engaging.plan_engagement(
            walk, stage="not_yet_met", lead="", starts_on=MAY, **(plan | {"by": stranger})
        )


def test_custody_passes_on_a_day_and_back_again(walk: int, worker: Account) -> None:
    custody.hand_over(walk, steward="Council", reason="", starts_on=APRIL, by=worker)
    second = custody.hand_over(walk, steward="Trust", reason="Cuts", starts_on=MAY, by=worker)
    held = read.custodies(walk, when=on(MAY))
    assert [(one.steward, one.ends_on) for one in held] == [
        ("Trust", None),
        ("Council", date(2025, 4, 30)),
    ]
    with pytest.raises(NotPossible, match="Trust took over"):
        custody.hand_over(walk, steward="X", reason="", starts_on=APRIL, by=worker)
    custody.withdraw_custody(walk, second, by=worker)
    assert [one.ends_on for one in read.custodies(walk, when=on(MAY))] == [None]


def test_a_split_leaves_links_to_what_came_after(walk: int, worker: Account) -> None:
    parts = [
        assets.record_asset(
            keeper="U90001", said=replace(WALK, name=name), starts_on=MAY, by=worker
        )
        for name in ("Slow walk", "Fast walk")
    ]
    for part in parts:
        custody.record_successor(
            walk, successor=part, became_as="split", on=MAY, note="", by=worker
        )
    assert [one.successor_id for one in read.successors(walk, when=on(MAY))] == parts
    (link,) = read.predecessors(parts[0], when=on(MAY))
    custody.withdraw_successor(walk, link.id, by=worker)
    assert read.predecessors(parts[0], when=on(MAY)) == []
    with pytest.raises(NotPossible, match="follows itself"):
        custody.record_successor(
            walk, successor=walk, became_as="split", on=MAY, note="", by=worker
        )


def test_a_merged_entry_is_read_at_the_other_and_can_be_parted(walk: int, worker: Account) -> None:
    other = assets.record_asset(
        keeper="U90001", said=replace(WALK, name="Walk on Fridays"), starts_on=APRIL, by=worker
    )
    merging.merge_assets(other, into=walk, because="the same telephone", by=worker)
    assert [row.asset_id for row in find_assets(None, Wanted(), when=on(MAY))] == [walk]
    assert read.merged_into(other, when=on(MAY)) == walk
    with pytest.raises(NotPossible, match="is read at another one itself"):
        merging.merge_assets(walk, into=other, because="x", by=worker)
    third = assets.record_asset(keeper="U90001", said=WALK, starts_on=APRIL, by=worker)
    with pytest.raises(NotPossible, match="Other entries are read at this one"):
        merging.merge_assets(walk, into=third, because="x", by=worker)
    with pytest.raises(NotPossible, match="An entry is itself"):
        merging.merge_assets(third, into=third, because="x", by=worker)
    merging.part_assets(other, by=worker)
    assert find_assets(None, Wanted(), when=on(MAY)).count() == 3
    with pytest.raises(NotPossible, match="read by itself"):
        merging.part_assets(other, by=worker)
    merging.tell_apart(other, other=walk, by=worker)
    assert read.told_apart() == {(walk, other)}
    said = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"merged two entries", "parted two entries", "told two entries apart"} <= said


NEED = NeedSaid(theme="moving", language="gu", source="Survey", starts_on=APRIL)


def test_a_need_is_corrected_ended_and_taken_back(worker: Account) -> None:
    first = needs.record_need(keeper="U90001", said=NEED, by=worker)
    second = needs.amend_need(first, said=replace(NEED, part_of_day="evening"), by=worker)
    (need,) = needs_on(when=on(MAY))
    assert need.asks_for == "Moving more, in Gujarati, weekday evening"
    needs.end_need(second, ends_on=MAY, by=worker)
    assert needs_on(when=on(date(2025, 6, 1))) == []
    (ended,) = needs_on(when=on(MAY))
    needs.withdraw_need(ended.id, by=worker)
    assert needs_on(when=on(MAY)) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (replace(NEED, theme="joy"), "No need is so"),
        (replace(NEED, language="xx-yy-zz-aa-bb"), "no language"),
        (replace(NEED, source=" "), "is empty"),
        (replace(NEED, words="Ring 01632 960123, born 1 May 1950"), "who somebody is"),
    ],
)
def test_a_need_that_cannot_be_is_not_kept(said: NeedSaid, words: str, worker: Account) -> None:
    with pytest.raises(NotRight, match=words):
        needs.record_need(keeper="U90001", said=said, by=worker)


def test_the_directory_is_found_by_words_themes_language_and_time(worker: Account) -> None:
    evening = TimeSaid(frequency="WEEKLY", days="TU", opens_at=time(18), closes_at=time(19))
    weekend = TimeSaid(frequency="WEEKLY", days="SA", opens_at=time(9), closes_at=time(13))
    said = replace(
        WALK,
        name="Choir",
        themes=("loneliness",),
        languages=("pl",),
        tier="support",
        step_free="yes",
        cost="free",
        times=(evening,),
        provider=ProviderSaid(name="Singers CIO"),
        places=(PlaceSaid(address="2 Mill Lane", postcode="ZZ1 1ZZ"),),
    )
    for one in (said, replace(WALK, times=(weekend,))):
        assets.record_asset(keeper="U90001", said=one, starts_on=APRIL, by=worker)

    def names(**wanted: object) -> list[str]:
        held = find_assets(None, Wanted(**wanted), when=on(MAY))  # type: ignore[arg-type]
        return [row.name for row in held]

    for asked in (
        {"text": "singers mill"},
        {"text": "zz1"},
        {"theme": "loneliness"},
        {"language": "pl"},
        {"tier": "support"},
        {"step_free": True},
        {"free": True},
        {"part_of_day": "evening"},
    ):
        assert names(**asked) == ["Choir"]
    assert names(part_of_day="weekend") == ["Friday walk"]
    assert names(part_of_day="morning") == []
    assert names(part_of_day="afternoon") == []
    assert names(kinds=("library",)) == []
