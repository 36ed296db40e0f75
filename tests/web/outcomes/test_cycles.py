"""Rapid cycles: sent twice, to come, changed, handed over, drawn beside the readings, as files."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.outcomes.models import Cycle
from openpcn.domains.registry.models import Person, RoleHolding
from tests.domains.world import account, county
from tests.support.visiting import client_of, dated
from tests.web.outcomes.test_outcomes import NORTH, ambition, body, lines, refused, sent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def manager() -> Client:
    county()
    return client_of(account("manager", ("network_manager", "U90001")))


@pytest.fixture
def path(manager: Client) -> str:
    return sent(manager, f"{NORTH}new/", ambition())


def begun(whose: str = "Manager", **more: str) -> dict[str, str]:
    return (
        {
            "aim": "Do reminders help?",
            "change": "One practice sends a message.",
            "cycle_owner": Person.objects.get(name=whose).key.hex,
        }
        | dated("cycle_starts_on", "2024-02-01")
        | more
    )


def test_a_cycle_sent_twice_is_one_and_one_to_come_is_not_being_tried(
    manager: Client, path: str
) -> None:
    sent(manager, f"{path}cycle/", begun())
    sent(manager, f"{path}cycle/", begun())
    first = Cycle.objects.get()
    learnt = {"cycle": str(first.pk), "learning": "They help.", "decided": "adapted"}
    sent(manager, f"{path}cycle-end/", learnt | dated("cycle_ends_on", "2024-03-31"))
    sent(manager, f"{path}cycle/", begun())
    assert Cycle.objects.count() == 2, "what has ended may be tried again in the same words"
    soon = (TODAY + timedelta(days=30)).isoformat()
    sent(manager, f"{path}cycle/", begun(aim="Do letters?") | dated("cycle_starts_on", soon))
    page = body(manager, path)
    assert "To come" in page
    assert "No reading while it was tried." in page
    assert "to come, from" in body(manager, NORTH)
    far = begun() | dated("cycle_starts_on", f"{TODAY.year + 2}-06-01")
    assert "is more than a year ahead" in refused(manager, f"{path}cycle/", far)


def test_a_cycle_is_changed_and_given_to_somebody_else_when_its_owner_has_left(
    manager: Client, path: str
) -> None:
    account("helper", ("clinical_director", "U90001"))
    sent(manager, f"{path}cycle/", begun("Helper"))
    RoleHolding.objects.filter(person__name="Helper").update(ends_on=TODAY - timedelta(days=3))
    assert "Helper, who tries “Do reminders help?”, holds no role any more" in body(manager, path)
    form = f"{path}cycles/{Cycle.objects.get().pk}/"
    page = body(manager, form)
    assert 'value="Do reminders help?"' in page
    opened = {"seen": re.search(r'name="seen" value="(\d+)"', page)[1]}  # type: ignore[index]
    sent(manager, form, begun("Helper", aim="Do calls help?") | opened)
    assert "changed this on" in refused(manager, form, begun("Helper", aim="Or not?") | opened)
    sent(manager, form, begun())
    assert "holds no role any more" not in body(manager, path)
    sent(manager, form, begun())
    assert manager.get(f"{path}cycles/999/").status_code == 404
    assert "Enter the aim" in refused(manager, form, begun(aim=""))


def test_the_way_and_the_days_of_a_cycle_are_drawn_and_written_beside_the_readings(
    manager: Client, path: str
) -> None:
    sent(manager, f"{path}readings/", lines("6.0", "5.9", "5.6", "5.7"))
    page = body(manager, path)
    assert "expected on the way to the target" in page
    assert "a rapid cycle was tried" not in page
    sent(manager, f"{path}cycle/", begun())
    page = body(manager, path)
    assert "a rapid cycle was tried" in page
    assert "Do reminders help? (still being tried)" in page
    rows = manager.get(f"{path}readings.csv").content.decode().splitlines()
    assert ",Expected on the way," in rows[0]
    assert ",6.0,per cent,,6.0," in rows[1]
    assert manager.get(f"{path}?as_at=2023-12-31").status_code == 404
    told = manager.get(f"{NORTH}outcomes.csv?of=cycles").content.decode().splitlines()
    assert told[1].startswith("Fewer appointments that nobody comes to,Do reminders help?,")


def test_the_headlines_are_a_file_with_their_days(manager: Client) -> None:
    said = ambition(unit="number", baseline="9000", target="6000", lever="outpatients")
    path = sent(manager, f"{NORTH}new/", said)
    sent(manager, f"{path}readings/", lines("9000", "8900"))
    rows = manager.get(f"{NORTH}outcomes.csv?of=headlines").content.decode().splitlines()
    assert rows[1].startswith('U90001,"Outpatient attendances, all",2024-01-01,2024-02-01,100.0,')
    assert "1 January 2024 to 1 February 2024" in body(manager, NORTH)
