"""A practice is a core member of at most one network on a day: try hard to make it two."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import (
    DatabaseError,
    IntegrityError,
    OperationalError,
    connection,
    connections,
    transaction,
)

from openpcn.domains.registry.models import Relationship
from tests.domains.world import ident

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIELDS = {"role": "core_member_of", "basis": "dated", "known_from": NOW}


def member(network: str, start: date, end: date | None = None, **more: object) -> Relationship:
    days = {"starts_on": start, "ends_on": end}
    ends = {"subject_id": ident("Z90001"), "object_id": ident(network)}
    return Relationship(**(FIELDS | days | ends | more))


def refused(save: object) -> None:
    with pytest.raises(IntegrityError, match="one_core_network_on_a_day"), transaction.atomic():
        save()  # type: ignore[operator]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2020, 6, 1), None),
        (date(2019, 1, 1), date(2020, 1, 1)),
        (date(2020, 12, 31), date(2020, 12, 31)),
        (date(2019, 1, 1), None),
        (date(1, 1, 1), date(9999, 12, 31)),
        (date(2020, 3, 1), date(2020, 3, 2)),
    ],
)
def test_a_second_network_on_any_of_the_days_is_refused(start: date, end: date | None) -> None:
    member("U90001", date(2020, 1, 1), date(2020, 12, 31)).save()
    refused(member("U90002", start, end).save)


@pytest.mark.django_db
def test_the_same_network_twice_on_a_day_is_refused() -> None:
    member("U90001", date(2020, 1, 1)).save()
    refused(member("U90001", date(2021, 1, 1)).save)


@pytest.mark.django_db
def test_an_open_end_reaches_for_ever() -> None:
    member("U90001", date(2020, 1, 1)).save()
    refused(member("U90002", date(9999, 12, 31)).save)


@pytest.mark.django_db
def test_the_days_before_and_after_are_free() -> None:
    member("U90001", date(2020, 1, 1), date(2020, 12, 31)).save()
    member("U90002", date(2021, 1, 1)).save()
    member("U90003", date(2019, 1, 1), date(2019, 12, 31)).save()
    assert Relationship.objects.count() == 3


@pytest.mark.django_db
def test_what_is_no_longer_known_stands_in_nobodys_way() -> None:
    member("U90001", date(2020, 1, 1), known_until=NOW).save()
    member("U90002", date(2020, 1, 1)).save()
    member("U90003", date(2020, 1, 1), known_until=NOW).save()


@pytest.mark.django_db
def test_other_roles_and_other_practices_are_not_concerned() -> None:
    member("U90001", date(2020, 1, 1)).save()
    member("U90002", date(2020, 1, 1), role="associate_of").save()
    member("U90002", date(2020, 1, 1), subject_id=ident("Z90002")).save()


@pytest.mark.django_db
def test_an_update_cannot_bring_what_an_insert_could_not() -> None:
    member("U90001", date(2020, 1, 1), date(2020, 12, 31)).save()
    later = member("U90002", date(2021, 1, 1))
    later.save()
    rows = Relationship.objects.filter(id=later.pk)
    refused(lambda: rows.update(starts_on=date(2020, 12, 31)))
    dead = member("U90003", date(2020, 1, 1), known_until=NOW)
    dead.save()
    refused(lambda: Relationship.objects.filter(id=dead.pk).update(known_until=None))
    other = member("U90003", date(2020, 1, 1), role="associate_of")
    other.save()
    refused(lambda: Relationship.objects.filter(id=other.pk).update(role="core_member_of"))
    elsewhere = member("U90003", date(2020, 1, 1), subject_id=ident("Z90002"))
    elsewhere.save()
    refused(lambda: Relationship.objects.filter(id=elsewhere.pk).update(subject_id=ident("Z90001")))


@pytest.mark.django_db
def test_an_update_of_itself_is_allowed() -> None:
    row = member("U90001", date(2020, 1, 1))
    row.save()
    row.ends_on = date(2021, 1, 1)
    row.save()


@pytest.mark.django_db
def test_many_rows_in_one_statement_are_refused_together() -> None:
    rows = [member("U90001", date(2020, 1, 1)), member("U90002", date(2020, 6, 1))]
    refused(lambda: Relationship.objects.bulk_create(rows))
    assert Relationship.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE"])
def test_raw_statements_are_refused_too(how: str) -> None:
    if how != "INSERT" and connection.vendor != "sqlite":
        how = "INSERT"
    member("U90001", date(2020, 1, 1)).save()

    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""{how} INTO registry_relationship
                (subject_id, role, object_id, starts_on, basis, known_from)
                SELECT subject_id, role, object_id, '2022-01-01', basis, known_from
                FROM registry_relationship"""
            )

    refused(insert)


@pytest.mark.django_db
def test_neighbouring_practices_never_share_a_number() -> None:
    ids = [ident(f"Z9{number:04}") for number in range(50)]
    for practice in ids:
        member("U90001", date(1, 1, 1), subject_id=practice).save()
    for practice in ids:
        refused(member("U90002", date(9999, 12, 31), subject_id=practice).save)


@pytest.mark.django_db(transaction=True)
def test_the_rule_survives_a_rebuild_of_the_table() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite rebuilds tables; PostgreSQL alters them.")
    from django.core.management import call_command

    with connection.schema_editor() as editor:
        editor._remake_table(Relationship)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM sqlite_master"
            " WHERE type = 'trigger' AND tbl_name = 'registry_relationship'"
        )
        assert cursor.fetchone()[0] == 0, "the rebuild was expected to lose the triggers"
    call_command("migrate", verbosity=0)
    member("U90001", date(2020, 1, 1)).save()
    refused(member("U90002", date(2020, 1, 1)).save)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_wins() -> None:
    practice = ident("Z90001")
    networks = [ident(f"U9000{number}") for number in range(1, 7)]
    start = threading.Barrier(len(networks))
    outcome: list[str] = []

    def insert(network: int) -> None:
        start.wait()
        try:
            with transaction.atomic():
                Relationship.objects.create(
                    subject_id=practice, object_id=network, starts_on=date(2020, 1, 1), **FIELDS
                )
            outcome.append("kept")
        except (IntegrityError, OperationalError, DatabaseError):
            outcome.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=insert, args=(network,)) for network in networks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome) == ["kept"] + ["refused"] * 5
    assert Relationship.objects.filter(subject_id=practice).count() == 1


@pytest.mark.django_db
def test_nothing_ends_before_it_starts_or_relates_to_itself() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        member("U90001", date(2020, 1, 2), date(2020, 1, 1)).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        member("U90001", date(2020, 1, 1), object_id=ident("Z90001")).save()
