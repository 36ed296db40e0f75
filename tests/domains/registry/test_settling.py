"""One timeline from all that files say, whatever order they come in."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.domains.registry.settling import Held, Recorded, Statement, settle

A, B, C = "U90001", "U90002", "U90003"
Z = "Z90001"


def d(text: str) -> date:
    return date.fromisoformat(text)


def dated(
    network: str, start: str, end: str | None = None, published: str = "2023-01-27", source: int = 1
) -> Statement:
    return Statement(
        object=network,
        is_snapshot=False,
        starts_on=d(start),
        ends_on=d(end) if end else None,
        published_on=d(published),
        source=source,
    )


def seen(network: str | None, on: str, source: int = 2) -> Statement:
    return Statement(
        object=network, is_snapshot=True, starts_on=d(on), published_on=d(on), source=source
    )


def spans(held: tuple[Held, ...]) -> list[tuple[str, str, str | None]]:
    return [
        (each.object, each.starts_on.isoformat(), each.ends_on and each.ends_on.isoformat())
        for each in held
    ]


def codes(oddities: tuple) -> list[str]:  # type: ignore[type-arg]
    return [each.code for each in oddities]


def test_dates_that_a_source_gives_are_kept() -> None:
    held, odd = settle(Z, [dated(A, "2019-07-01", "2021-03-31"), dated(B, "2021-04-01")])
    assert spans(held) == [(A, "2019-07-01", "2021-03-31"), (B, "2021-04-01", None)]
    assert {each.basis for each in held} == {"dated"}
    assert odd == ()


def test_an_end_on_the_day_of_the_next_start_is_moved_a_day_earlier() -> None:
    held, odd = settle(Z, [dated(A, "2019-07-01", "2021-04-01"), dated(B, "2021-04-01")])
    assert spans(held) == [(A, "2019-07-01", "2021-03-31"), (B, "2021-04-01", None)]
    assert codes(odd) == ["handover_on_one_day"]
    assert "1 April 2021" in odd[0].message
    assert "31 March 2021" in odd[0].message


def test_of_two_networks_at_once_the_later_start_counts_from_its_start() -> None:
    held, odd = settle(Z, [dated(A, "2019-07-01", "2022-03-31"), dated(B, "2021-04-01")])
    assert spans(held) == [(A, "2019-07-01", "2021-03-31"), (B, "2021-04-01", None)]
    assert codes(odd) == ["two_networks_overlap"]


def test_after_a_spell_elsewhere_the_longer_membership_goes_on() -> None:
    held, odd = settle(Z, [dated(A, "2019-07-01"), dated(B, "2021-04-01", "2021-12-31")])
    assert spans(held) == [
        (A, "2019-07-01", "2021-03-31"),
        (B, "2021-04-01", "2021-12-31"),
        (A, "2022-01-01", None),
    ]
    assert codes(odd) == ["two_networks_overlap"]


def test_repeated_rows_of_one_pair_are_one_membership() -> None:
    held, odd = settle(Z, [dated(A, "2019-07-01", "2021-03-31"), dated(A, "2020-04-01")])
    assert spans(held) == [(A, "2019-07-01", None)]
    assert codes(odd) == ["repeated_memberships"]


def test_the_newest_publication_says_when_a_membership_ended() -> None:
    old = dated(A, "2019-07-01", published="2022-01-01", source=1)
    new = dated(A, "2019-07-01", "2022-06-30", published="2023-01-01", source=2)
    for order in ([old, new], [new, old]):
        held, odd = settle(Z, order)
        assert spans(held) == [(A, "2019-07-01", "2022-06-30")]
        assert odd == ()


def test_a_membership_that_ends_before_it_starts_is_named_and_not_kept() -> None:
    held, odd = settle(Z, [dated(A, "2021-04-01", "2020-04-01")])
    assert held == ()
    assert codes(odd) == ["ends_before_it_starts"]


def test_a_later_snapshot_that_agrees_keeps_the_membership_open() -> None:
    held, odd = settle(Z, [dated(A, "2019-07-01"), seen(A, "2025-03-01")])
    assert spans(held) == [(A, "2019-07-01", None)]
    assert odd == ()


def test_a_later_snapshot_of_another_network_says_between_which_days_it_changed() -> None:
    held, odd = settle(Z, [dated(A, "2019-07-01"), seen(B, "2025-03-01")])
    assert spans(held) == [(A, "2019-07-01", "2025-02-28"), (B, "2025-03-01", None)]
    assert held[0].ends_before == d("2025-03-01")
    assert held[1].starts_after == d("2023-01-27")
    assert [each.basis for each in held] == ["dated", "snapshot"]
    assert odd == ()


def test_two_snapshots_alone_bound_the_change() -> None:
    held, _ = settle(Z, [seen(A, "2022-01-01"), seen(A, "2023-01-01"), seen(B, "2025-03-01")])
    assert spans(held) == [(A, "2022-01-01", "2025-02-28"), (B, "2025-03-01", None)]
    assert held[1].starts_after == d("2023-01-01")


def test_a_snapshot_inside_dates_that_disagrees_is_named_and_the_dates_win() -> None:
    held, odd = settle(Z, [dated(A, "2019-07-01"), seen(B, "2022-01-01")])
    assert spans(held) == [(A, "2019-07-01", None)]
    assert codes(odd) == ["snapshot_disagrees"]


def test_a_snapshot_that_says_no_network_ends_an_open_membership() -> None:
    held, _ = settle(Z, [dated(A, "2019-07-01"), seen(None, "2025-03-01")])
    assert spans(held) == [(A, "2019-07-01", "2025-02-28")]
    assert held[0].ends_before == d("2025-03-01")


def test_missing_from_a_later_complete_map_ends_a_membership_in_silence() -> None:
    held, odd = settle(Z, [dated(A, "2019-07-01")], complete_on=[d("2022-01-01"), d("2025-03-01")])
    assert spans(held) == [(A, "2019-07-01", "2025-02-28")]
    assert odd == ()


def test_nothing_is_held_after_a_practice_has_closed() -> None:
    held, odd = settle(
        Z,
        [dated(A, "2019-07-01"), seen(B, "2025-03-01")],
        closed_on=d("2024-06-30"),
    )
    assert spans(held) == [(A, "2019-07-01", "2024-06-30")]
    assert codes(odd) == ["listed_after_closing"]


def test_from_the_first_day_that_a_person_recorded_files_change_nothing() -> None:
    recorded = [Recorded(object=C, starts_on=d("2024-04-01"), ends_on=None)]
    held, odd = settle(Z, [dated(A, "2019-07-01"), seen(B, "2025-03-01")], recorded=recorded)
    assert spans(held) == [(A, "2019-07-01", "2024-03-31")]
    assert codes(odd) == ["differs_from_recorded", "differs_from_recorded"]


def test_a_source_without_a_day_of_publication_is_sure_for_ever() -> None:
    sure = Statement(object=A, is_snapshot=False, starts_on=d("2019-07-01"))
    held, odd = settle(Z, [sure, seen(B, "2025-03-01")])
    assert spans(held) == [(A, "2019-07-01", None)]
    assert codes(odd) == ["snapshot_disagrees"]


DAYS = st.dates(date(2019, 1, 1), date(2021, 12, 31))
NETWORKS = st.sampled_from([A, B, C])
PUBLISHED = st.sampled_from([date(2020, 6, 1), date(2021, 6, 1), date(2022, 6, 1)])


@st.composite
def dated_rows(draw: st.DrawFn) -> Statement:
    start = draw(DAYS)
    length = draw(st.none() | st.integers(0, 500))
    published = draw(PUBLISHED)
    return Statement(
        object=draw(NETWORKS),
        is_snapshot=False,
        starts_on=start,
        ends_on=None if length is None else start + timedelta(length),
        published_on=published,
        source=published.year,
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Statement:
    on = draw(DAYS)
    return Statement(
        object=draw(st.none() | NETWORKS),
        is_snapshot=True,
        starts_on=on,
        published_on=on,
        source=on.toordinal(),
    )


ROWS = st.lists(dated_rows() | snapshots(), max_size=9)
CLOSED = st.none() | DAYS
COMPLETE = st.lists(DAYS, max_size=2)
RECORDED = st.none() | st.tuples(NETWORKS, DAYS)


@settings(deadline=None, max_examples=400)
@given(rows=ROWS, shuffle=st.randoms(), closed=CLOSED, complete=COMPLETE)
def test_the_order_of_statements_never_matters(
    rows: list[Statement], shuffle: object, closed: date | None, complete: list[date]
) -> None:
    other = list(rows)
    shuffle.shuffle(other)  # type: ignore[attr-defined]
    assert settle(Z, rows, closed_on=closed, complete_on=complete) == settle(
        Z, other, closed_on=closed, complete_on=reversed(complete)
    )


@settings(deadline=None, max_examples=400)
@given(rows=ROWS, closed=CLOSED, complete=COMPLETE, recorded=RECORDED)
def test_no_two_networks_on_a_day_and_nothing_ends_before_it_starts(
    rows: list[Statement],
    closed: date | None,
    complete: list[date],
    recorded: tuple[str, date] | None,
) -> None:
    people = [Recorded(object=recorded[0], starts_on=recorded[1], ends_on=None)] if recorded else []
    held, _ = settle(Z, rows, closed_on=closed, complete_on=complete, recorded=people)
    for each in held:
        assert each.ends_on is None or each.starts_on <= each.ends_on
        assert each.starts_after is None or each.starts_after < each.starts_on
        assert each.ends_before is None or each.ends_on == each.ends_before - timedelta(1)
        assert not people or (each.ends_on and each.ends_on < people[0].starts_on)
        assert closed is None or (each.ends_on and each.ends_on <= closed)
    for before, after in pairwise(sorted(held, key=lambda each: each.starts_on)):
        assert before.ends_on is not None
        assert before.ends_on < after.starts_on


@settings(deadline=None, max_examples=400)
@given(rows=st.lists(dated_rows(), max_size=6), shots=st.lists(snapshots(), max_size=4))
def test_every_day_that_a_dated_source_vouches_for_is_honoured(
    rows: list[Statement], shots: list[Statement]
) -> None:
    rows = [row for row in rows if row.published_on == date(2022, 6, 1)]
    held, _ = settle(Z, rows + shots)
    day = date(2019, 1, 1)
    while day < date(2022, 6, 1):
        said = {
            row.object
            for row in rows
            if row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)
        }
        got = {
            each.object
            for each in held
            if each.starts_on <= day and (each.ends_on is None or day <= each.ends_on)
        }
        if said:
            assert len(got) == 1, (day, said, held)
            assert got <= said, (day, said, held)
        day += timedelta(17)


@settings(deadline=None, max_examples=200)
@given(shots=st.lists(snapshots(), min_size=1, max_size=6, unique_by=lambda each: each.starts_on))
def test_every_snapshot_without_a_dated_source_is_honoured_on_its_day(
    shots: list[Statement],
) -> None:
    held, odd = settle(Z, shots)
    assert odd == ()
    for shot in shots:
        got = {
            each.object
            for each in held
            if each.starts_on <= shot.starts_on
            and (each.ends_on is None or shot.starts_on <= each.ends_on)
        }
        assert got == ({shot.object} if shot.object else set())
