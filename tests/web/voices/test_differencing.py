"""An attacker puts together all that is shown of a consultation, and finds nobody.

They have no account, or one of any role; they read the page, the file and the list, on every day
and as known on every day, and know the rule. What they can tell is worked out here from the numbers
that they read, with none of our code.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations, islice, product
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.engagement.equality import CHARACTERISTICS, NOT_SAID, Characteristic
from openpcn.domains.engagement.models import EqualityCount, Response
from openpcn.workflows.voices import heard
from openpcn.workflows.voices.heard import GroupHeard
from tests.web.voices.test_consultations import CHOICE, DRAFT
from tests.web.voices.test_groups import sent, signed_in

pytestmark = pytest.mark.django_db

SMALL, DOUBT = 7, 6
"""Groups of one to so many are hidden, and their number has to stay as doubtful as that."""
WAYS = ("", "?as_at=2026-06-01", "?as_at=2026-07-01", "?as_known=2026-06-20")
Truth = Mapping[str, Mapping[str, int]]
Shown = tuple[dict[str, int | None], str]
Told = tuple[str, str, str, str, int | None]
"""Characteristic, group, number, share and of how many, as they are written."""
Seen = dict[str, dict[str, int | None]]
"""By characteristic and group in words: the number, nothing where it is withheld."""


def truths() -> Iterator[Truth]:
    """Who answered, as awkwardly as it comes: many groups with few, one with all, two alike."""
    for seed in range(8):
        chance = random.Random(seed)
        yield {
            key: {
                group: chance.choice((0, 0, 1, 2, 3, 6, 7, 8, 9, 15, 40, 90))
                for group in (*one.groups, NOT_SAID)
            }
            for key, one in CHARACTERISTICS.items()
        }
    for small in (1, 7):
        yield {
            key: dict(zip((*one.groups, NOT_SAID), (small, 50, 60, 70, 0, 80, 0), strict=False))
            for key, one in CHARACTERISTICS.items()
        }


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> str:
    """A consultation whose results everybody sees; nobody has answered."""
    today = [date(2026, 4, 20)]
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: today[0])
    manager = signed_in("manager", ("network_manager", "U90001"))
    path = sent(manager, "/voices/consultations/new/", DRAFT)
    sent(manager, f"{path}question/", CHOICE)
    sent(manager, f"{path}state/", {"stage": "announced"})
    today[0] = date(2026, 6, 20)
    return path


def give(path: str, truth: Truth) -> None:
    """These people answered, and no others."""
    number = int(path.rstrip("/").rpartition("/")[2])
    EqualityCount.objects.filter(consultation_id=number).delete()
    Response.objects.filter(consultation_id=number).delete()
    Response.objects.create(
        consultation_id=number,
        channel="online",
        people=max(sum(groups.values()) for groups in truth.values()),
        received_on=date(2026, 5, 2),
        answers={"q1": "0"},
    )
    EqualityCount.objects.bulk_create(
        EqualityCount(consultation_id=number, characteristic=key, group=group, number=n)
        for key, groups in truth.items()
        for group, n in groups.items()
    )


def read(path: str, viewers: list[Client], ways: Iterable[str]) -> tuple[Seen, dict[str, int]]:
    """All numbers of groups that anybody reads anywhere, and of how many people they are."""
    seen: Seen = {}
    whole: dict[str, int] = {}
    for viewer, way in product(viewers, ways):
        if way and viewer.get(f"{path}results/{way}").status_code == 404:
            continue  # what was not known then tells nothing
        told = [*in_file(viewer, f"{path}results.csv{way}")]
        told += in_page(viewer, f"{path}results/{way}")
        assert told, way
        for about, group, number, share, of in told:
            assert number.isdigit() or not share, "a share tells what is withheld"
            people = int(number) if number.isdigit() else None
            assert seen.setdefault(about, {}).setdefault(group, people) == people, "one says more"
            assert of is None or whole.setdefault(about, of) == of
    return seen, whole


def in_file(viewer: Client, path: str) -> Iterator[Told]:
    """Groups in the CSV."""
    lines = viewer.get(path).content.decode().splitlines()
    for row in csv.DictReader(lines):
        if row["About"] in {one.words for one in CHARACTERISTICS.values()}:
            of = int(row["Of"]) if row["Of"].isdigit() else None
            yield row["About"], row["Answer or group"], row["People"], row["Share"], of


def in_page(viewer: Client, path: str) -> Iterator[Told]:
    """Groups in the tables of the page."""
    text = " ".join(viewer.get(path).content.decode().split())
    for table in re.findall(r"<h3>.*?</section>", text):
        about = table[4:].partition("<")[0]
        row = r'<th scope="row">([^<]*)</th><td class="n">(\w+)(?:<span class="second">([^<]*))?'
        for group, number, share in re.findall(row, table.partition("<tfoot")[0]):
            yield about, group, number, share, None


def found_out(
    one: Characteristic, truth: Mapping[str, int], shown: Mapping[str, int | None], of: int | None
) -> list[str]:
    """Small groups, and small sets of them, that the numbers give away.

    Who belongs to a withheld group is one person at least, because noughts are shown.
    """
    key_of = {words: key for key, words in one.groups.items()}
    hidden = [words for words, number in shown.items() if number is None]
    told = [words for words, number in shown.items() if number is not None and 1 <= number <= SMALL]
    if of is None:
        return told
    rest = of - sum(number or 0 for number in shown.values())
    for size in range(1, len(hidden) + 1):
        for some in combinations(hidden, size):
            others = len(hidden) - size
            low, high = (size if others else rest), rest - others
            true = sum(truth[key_of[words]] for words in some)
            assert low <= true <= high
            if true <= SMALL and high - low < DOUBT:
                told.append(" and ".join(some))
    return told


def attack(path: str, truths: Iterable[Truth]) -> list[str]:
    """Whom the attacker finds, over all consultations; the first is read in every way."""
    insider = signed_in("insider", ("engagement_lead", "Q91"))
    found = []
    for at, truth in enumerate(truths):
        give(path, truth)
        seen, whole = read(path, [Client(), insider], WAYS[: 1 if at else None])
        assert len(seen) == len(CHARACTERISTICS)
        for key, one in CHARACTERISTICS.items():
            found += found_out(one, truth[key], seen[one.words], whole.get(one.words))
    return found


def test_whoever_puts_page_file_and_days_together_finds_nobody(results: str) -> None:
    assert attack(results, truths()) == []


def smallest_only(one: Characteristic, counts: Mapping[str, int]) -> Shown:
    """Protection that is not enough: the small ones alone are withheld."""
    n = {key: counts.get(key, 0) for key in one.groups}
    return {key: None if 1 <= n[key] <= SMALL else n[key] for key in n}, ""


def none_at_all(one: Characteristic, counts: Mapping[str, int]) -> Shown:
    """No protection."""
    return {key: counts.get(key, 0) for key in one.groups}, ""


@pytest.mark.parametrize("protection", [smallest_only, none_at_all])
def test_the_attacker_finds_somebody_where_protection_is_weaker(
    results: str, monkeypatch: pytest.MonkeyPatch, protection: Callable[..., Shown]
) -> None:
    monkeypatch.setattr(heard, "shown_counts", protection)
    assert len(attack(results, islice(truths(), 3))) > 3


def test_a_share_beside_a_withheld_number_is_found(
    results: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = heard.group_heard

    def with_share(words: str, answered: int | None, known: int, *rest: Any) -> GroupHeard:
        made = real(words, answered, known, *rest)
        return (
            replace(made, share=1 / known, low=0.0, high=0.1)
            if known and answered is None
            else made
        )

    monkeypatch.setattr(heard, "group_heard", with_share)
    with pytest.raises(AssertionError, match="a share tells"):
        attack(results, islice(truths(), 3))
