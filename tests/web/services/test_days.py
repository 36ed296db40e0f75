"""Days of services and offers: what lies outside is refused, what ended is seen and taken back."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_migrate
from django.test import Client

from openpcn.domains.services import constraints
from openpcn.domains.services.models import LocalTerms, Offer
from openpcn.workflows.upkeep.postgresql import PUTTING_BACK
from tests.domains.world import county
from tests.support.visiting import dated, signed_in
from tests.web.services.test_services import body, local, of_second, offer

pytestmark = pytest.mark.django_db
HERE, ON = "/networks/U90001/services/", "as_at=2026-10-01"
SURGERY = f"{HERE}minor_surgery/"


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


@pytest.fixture
def ulcers(manager: Client) -> str:
    """A local service from 1 April 2026 until 31 March 2027."""
    said = local(**dated("local_ends_on", "2027-03-31"))
    answer = manager.post(f"{HERE}new/?{ON}", said)
    return str(answer["Location"].partition("?")[0])


def first_offer() -> str:
    return str(Offer.objects.order_by("id").values_list("id", flat=True)[0])


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (dated("starts_on", "2026-03-31"), "is in the catalogue from 1 April 2026. Choose that"),
        (dated("starts_on", "2027-04-01"), "is in the catalogue until 31 March 2027. Choose that"),
        (dated("ends_on", "2027-04-01"), "is in the catalogue until 31 March 2027. Choose that"),
    ],
)
def test_an_offer_outside_the_days_of_its_service_is_refused(
    manager: Client, ulcers: str, days: dict[str, str], told: str
) -> None:
    answer = manager.post(f"{ulcers}offer/?{ON}", offer(**days))
    assert answer.status_code == 400
    assert f"“Leg ulcers” {told}" in answer.content.decode()
    assert 'href="#starts_on-day"' in answer.content.decode()
    assert Offer.objects.count() == 0


def test_a_national_service_has_a_first_day_too(manager: Client) -> None:
    early = offer(**dated("starts_on", "2004-03-31"))
    answer = manager.post(f"{SURGERY}offer/?{ON}", early)
    assert "is in the catalogue from 1 April 2004" in answer.content.decode()


def test_offers_of_what_is_in_no_catalogue_are_refused(manager: Client, ulcers: str) -> None:
    assert manager.post(f"{HERE}magic/offer/?{ON}", offer()).status_code == 404
    assert manager.post(f"{HERE}local-99999/offer/?{ON}", offer()).status_code == 404
    manager.post(f"{ulcers}withdraw/?{ON}")
    assert manager.post(f"{ulcers}offer/?{ON}", offer()).status_code == 404
    assert Offer.objects.count() == 0


def test_the_database_keeps_offers_in_the_days_of_a_local_service(
    manager: Client, ulcers: str
) -> None:
    manager.post(f"{ulcers}offer/?{ON}", offer())
    for days in (
        {"starts_on": date(2026, 3, 31)},
        {"ends_on": date(2027, 4, 1)},
        {"starts_on": date(2027, 4, 1)},
        {"service": "local-99999"},
    ):
        with pytest.raises(IntegrityError, match=constraints.NAME), transaction.atomic():
            Offer.objects.update(**days)


def test_a_service_is_not_corrected_away_from_its_offers_and_they_are_named(
    manager: Client, ulcers: str
) -> None:
    manager.post(f"{ulcers}offer/?{ON}", offer())
    manager.post(f"{ulcers}offer/?{ON}", of_second(**dated("starts_on", "2026-06-01")))
    later = local(**dated("local_starts_on", "2026-07-01"))
    answer = manager.post(f"{ulcers}correct/?{ON}", later)
    told = answer.content.decode()
    assert answer.status_code == 400
    assert "Alder Surgery (from 1 April 2026) and Beech Surgery (from 1 June 2026) would" in told
    assert 'href="#local_starts_on-day"' in told
    shorter = local(**dated("local_ends_on", "2026-05-31"))
    told = manager.post(f"{ulcers}correct/?{ON}", shorter).content.decode()
    assert "Beech Surgery (from 1 June 2026) would lie outside" in told
    assert LocalTerms.objects.count() == 1


def test_an_offer_without_a_last_day_ends_with_its_service(manager: Client, ulcers: str) -> None:
    manager.post(f"{ulcers}offer/?{ON}", offer())
    shorter = local(**dated("local_ends_on", "2026-08-31"))
    assert manager.post(f"{ulcers}correct/?{ON}", shorter).status_code == 302
    assert "Ended on 31 August 2026" in body(Client(), f"{ulcers}offers/{first_offer()}/?{ON}")


def test_what_lay_outside_before_there_was_a_rule_is_seen_and_taken_back(
    manager: Client, ulcers: str
) -> None:
    manager.post(f"{ulcers}offer/?{ON}", offer())
    constraints.remove(connection)
    Offer.objects.update(starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    constraints.ensure(connection)
    page = body(Client(), f"{ulcers}?{ON}")
    assert "says days outside those of the service" in page
    assert "Alder Surgery" in page.partition("Offers to come, and ended")[2]
    assert manager.post(f"{ulcers}correct/?{ON}", local(local_title="Ulcers")).status_code == 302
    manager.post(f"{ulcers}offers/{first_offer()}/out/?{ON}")
    assert "outside those of the service" not in body(Client(), f"{ulcers}?{ON}")


def test_a_service_that_begins_later_is_listed_apart_and_shown_with_its_first_day(
    manager: Client, ulcers: str
) -> None:
    later = local(**dated("local_starts_on", "2027-01-01"))
    answer = manager.post(f"{ulcers}correct/?{ON}", later)
    page = body(manager, answer["Location"])
    assert "To come, from 1 January 2027" in page
    assert "Not in the catalogue on this day" in page
    apart = body(Client(), f"{HERE}?{ON}").partition("To come, and ended")[2]
    assert "Leg ulcers" in apart
    assert "To come, from 1 January 2027" in apart
    ended = body(Client(), f"{HERE}?as_at=2028-05-01").partition("To come, and ended")[2]
    assert "Leg ulcers" not in ended, "without a last day it goes on"
    past = local(**dated("local_ends_on", "2026-06-30"))
    page = body(manager, manager.post(f"{ulcers}correct/?{ON}", past)["Location"])
    assert "Ended on 30 June 2026" in page


def test_an_end_is_seen_beside_what_counts_and_is_taken_back_with_its_history(
    manager: Client,
) -> None:
    manager.post(f"{SURGERY}offer/?{ON}", offer())
    number = first_offer()
    one = f"{SURGERY}offers/{number}/"
    manager.post(f"{one}end/?{ON}", dated("end_on", "2026-06-30"))
    apart = body(Client(), f"{SURGERY}?{ON}").partition("Offers to come, and ended")[2]
    assert "Ended on 30 June 2026" in apart
    assert f'href="{one}?{ON}"' in apart
    assert "Take its end back" in body(manager, f"{one}?{ON}")
    assert "Take its end back" not in body(Client(), f"{one}?{ON}")
    manager.post(f"{one}reopen/?{ON}")
    page = body(manager, f"{one}?{ON}")
    assert "Last day: nothing, before 30 June 2026" in page
    assert "Last day: 30 June 2026, before nothing" in page
    assert "How it came to this (3)" in page
    assert "How it came to this" not in body(Client(), f"{one}?{ON}")
    assert "No end is recorded" in manager.post(f"{one}reopen/?{ON}").content.decode()


def test_an_end_is_not_taken_back_where_another_offer_follows(manager: Client) -> None:
    manager.post(f"{SURGERY}offer/?{ON}", offer(**dated("ends_on", "2026-06-30")))
    one = f"{SURGERY}offers/{first_offer()}/"
    manager.post(f"{SURGERY}offer/?{ON}", offer(**dated("starts_on", "2026-07-01")))
    answer = manager.post(f"{one}reopen/?{ON}").content.decode()
    assert "Alder Surgery has an offer of “Minor surgery” on these days, from 1 July 2026" in answer
    answer = manager.post(f"{one}end/?{ON}", dated("end_on", "2026-07-31")).content.decode()
    assert "from 1 July 2026" in answer


def test_an_offer_is_corrected_taken_back_and_brought_back_on_its_page(manager: Client) -> None:
    manager.post(f"{SURGERY}offer/?{ON}", offer())
    one = f"{SURGERY}offers/{first_offer()}/"
    form = body(manager, f"{one}?{ON}")
    assert re.search(r'value="own" checked', form)
    assert 'value="Letter of the practice"' in form
    more = offer(way="practice", giver="Z90002", **dated("starts_on", "2026-05-01"))
    assert manager.post(f"{one}correct/?{ON}", more).status_code == 302
    page = body(manager, f"{one}?{ON}")
    assert "Given by: Beech Surgery, before nobody else" in page
    assert "From: 1 May 2026, before 1 April 2026" in page
    manager.post(f"{one}correct/?{ON}", more)
    assert Offer.objects.count() == 2, "what changes nothing is not kept"
    manager.post(f"{one}out/?{ON}")
    assert Client().get(f"{one}?{ON}").status_code == 404
    assert "It is taken back" in body(manager, f"{one}?{ON}")
    assert "Taken back" in body(manager, f"{SURGERY}?{ON}")
    manager.post(f"{one}back/?{ON}")
    assert "At another practice" in body(Client(), f"{one}?{ON}")
    assert manager.post(f"{one}back/?{ON}").status_code == 400


def test_the_second_of_two_tabs_is_told_what_the_first_changed_in_an_offer(
    manager: Client,
) -> None:
    manager.post(f"{SURGERY}offer/?{ON}", offer())
    one = f"{SURGERY}offers/{first_offer()}/"
    opened = re.search(r'name="seen" value="(\d+)"', body(manager, f"{one}?{ON}"))
    seen = {"seen": opened[1] if opened else ""}
    first = offer(source="Telephone call") | seen
    assert manager.post(f"{one}correct/?{ON}", first).status_code == 302
    assert manager.post(f"{one}correct/?{ON}", first).status_code == 302, "sent twice"
    second = offer(source="Visit") | seen
    refused = manager.post(f"{one}correct/?{ON}", second).content.decode()
    assert "changed this on" in refused
    assert 'value="Visit"' in refused
    again = re.search(r'name="seen" value="(\d+)"', refused)
    known = second | {"seen": again[1] if again else ""}
    assert manager.post(f"{one}correct/?{ON}", known).status_code == 302
    assert Offer.objects.get(known_until=None).source == "Visit"


def test_who_may_not_record_changes_no_offer(manager: Client) -> None:
    manager.post(f"{SURGERY}offer/?{ON}", offer())
    one = f"{SURGERY}offers/{first_offer()}/"
    other = signed_in("other", ("network_manager", "U90002"))
    for act in ("correct", "end", "reopen", "out", "back"):
        said = offer() | dated("end_on", "2026-06-30")
        assert other.post(f"{one}{act}/?{ON}", said).status_code in (400, 403), act
    assert Offer.objects.count() == 1


def test_versions_recorded_before_they_knew_their_first_are_linked(manager: Client) -> None:
    manager.post(f"{SURGERY}offer/?{ON}", offer())
    manager.post(f"{SURGERY}offers/{first_offer()}/end/?{ON}", dated("end_on", "2026-06-30"))
    manager.post(f"{SURGERY}offer/?{ON}", of_second())
    Offer.objects.update(first=None)
    migration = import_module(
        "openpcn.domains.services.migrations.0002_offers_in_the_days_of_their_service"
    )
    migration.link_versions(apps, None)
    linked = dict(Offer.objects.order_by("id").values_list("id", "first"))
    first, second, other = linked
    assert linked == {first: None, second: first, other: None}


def test_a_copy_goes_back_with_offers_of_a_service_that_was_taken_back(
    manager: Client, ulcers: str
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite puts whole files back; no row is written that a trigger could refuse.")
    manager.post(f"{ulcers}offer/?{ON}", offer())
    manager.post(f"{ulcers}withdraw/?{ON}")
    with connection.cursor() as cursor:
        cursor.execute(PUTTING_BACK)
    key = ulcers.rstrip("/").rpartition("/")[2]
    assert Offer.objects.update(service=key, known_until=None) > 0


@pytest.mark.django_db(transaction=True)
def test_a_later_version_may_rebuild_both_tables_and_the_rule_is_in_force_again() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite rebuilds tables; PostgreSQL alters them.")
    about = apps.get_app_config("services")
    pre_migrate.send(sender=about, using=connection.alias, plan=[("a change", False)])
    with connection.schema_editor() as editor:
        editor._remake_table(LocalTerms)
        editor._remake_table(Offer)
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        named = f"name LIKE '{constraints.NAME}%'"
        cursor.execute(f"SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND {named}")
        assert cursor.fetchone()[0] == len(constraints.EVENTS)
