"""The invented system is like published ones, and has something to see."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
import shapely

from openpcn.workflows.demonstration import published
from openpcn.workflows.demonstration.areas import joined
from openpcn.workflows.demonstration.history import FIRST_DAY, LEFT_ON, VINTAGES
from openpcn.workflows.demonstration.invention import Invention, invent
from openpcn.workflows.demonstration.land import CENTRE, county_outline
from openpcn.workflows.demonstration.lists import totals_by_day
from openpcn.workflows.demonstration.networks import NO_NETWORK
from openpcn.workflows.demonstration.registrations import (
    kilometres,
    nearest_share,
    settle_decay,
    share_out,
)

invented = cache(invent)


@pytest.fixture(params=[2026, 1, 2, 3])
def any_invention(request: pytest.FixtureRequest) -> Invention:
    """What is promised holds for every seed."""
    return invented(request.param)


def sizes_of(invention: Invention) -> np.ndarray:
    lists, network_of = invention.vintages[-1].totals, invention.networks.network_of
    return np.array([lists[network_of == at].sum() for at in range(len(invention.networks.codes))])


def test_a_county_of_one_point_two_million_patients(any_invention: Invention) -> None:
    patients = [int(vintage.totals.sum()) for vintage in any_invention.vintages]
    assert patients == sorted(patients)
    assert abs(patients[-1] - 1_200_000) < 2_000
    assert [125 <= (vintage.totals > 0).sum() <= 135 for vintage in any_invention.vintages]


def test_lists_spread_as_in_england(any_invention: Invention) -> None:
    lists = any_invention.vintages[-1].totals
    lists = lists[lists > 0]
    assert abs(np.log(lists).std() - published.LIST_LOG_SD) < 0.05
    fewest, most = published.LIST_MEDIAN
    assert 0.85 * fewest <= np.median(lists) <= 1.05 * most


def test_places_have_the_published_shares_of_patients(any_invention: Invention) -> None:
    lists, place = any_invention.vintages[-1].totals, any_invention.practices.place
    shares = np.bincount(place, weights=lists) / lists.sum()
    assert np.abs(shares - published.PLACE_SHARES).max() < 0.03


def test_networks_are_of_the_published_sizes_with_some_outside_the_band(
    any_invention: Invention,
) -> None:
    sizes = np.sort(sizes_of(any_invention))
    assert len(sizes) == 26
    assert 1 <= (sizes < 30_000).sum() <= 4
    assert 27_000 < sizes[0] < 30_000
    assert 5 <= (sizes > 50_000).sum() <= 10
    assert 100_000 < sizes[-1] < 110_000


def test_networks_have_the_published_numbers_of_practices(any_invention: Invention) -> None:
    network_of = any_invention.networks.network_of
    members = np.bincount(network_of[network_of != NO_NETWORK])
    fewest, middle, most = published.MEMBERS
    assert members.min() >= fewest
    assert abs(np.median(members) - middle) <= 1
    assert np.percentile(members, 95) <= most + 2


def test_the_published_share_of_patients_is_with_the_nearest_practice(
    any_invention: Invention,
) -> None:
    land, lists = any_invention.areas.land, any_invention.networks.sizes
    away = kilometres(land.centres, any_invention.practices.points)
    decay = settle_decay(away, land.patients, lists)
    share = nearest_share(away, share_out(away, land.patients, lists, decay=decay), land.patients)
    assert abs(share - published.NEAREST_SHARE) < 0.03


def test_an_area_has_patients_with_many_practices(any_invention: Invention) -> None:
    practices = (any_invention.vintages[-1].by_area[:-1] > 0).sum(axis=1)
    fewest, most = published.PRACTICES_PER_AREA
    assert fewest <= np.median(practices) <= most


def test_areas_have_the_published_populations(any_invention: Invention) -> None:
    patients = any_invention.areas.land.patients
    for share, published_size in ((0.05, 1_319), (0.5, 1_840), (0.95, 3_043)):
        assert abs(np.quantile(patients, share) / published_size - 1) < 0.08


def test_ages_follow_the_place(invention: Invention) -> None:
    by_age, place = invention.vintages[-1].by_age, invention.practices.place
    old = [by_age[place == at][:, :, 13:].sum() / by_age[place == at].sum() for at in range(3)]
    assert 0.10 < old[0] < old[1] < old[2] < 0.28


def test_lists_agree_by_area_and_by_age(any_invention: Invention) -> None:
    for vintage in any_invention.vintages:
        assert (vintage.by_age.sum(axis=(1, 2)) == vintage.by_area.sum(axis=0)).all()


def test_the_city_is_more_deprived_and_denser_than_the_county(any_invention: Invention) -> None:
    in_city = any_invention.areas.place_of == 0
    scores = any_invention.deprivation[0].scores
    assert 30 < scores[in_city].mean() < 38
    assert 11 < scores[~in_city].mean() < 16
    density = any_invention.areas.land.density
    assert np.median(density[in_city]) > 2 * np.median(density[~in_city])


def test_deprivation_goes_with_density_inside_each_part(any_invention: Invention) -> None:
    in_city = any_invention.areas.place_of == 0
    density = np.log(any_invention.areas.land.density)
    for part in (in_city, ~in_city):
        scores = any_invention.deprivation[0].scores[part]
        assert np.corrcoef(scores, density[part])[0, 1] > 0.2


def test_the_land_is_covered_once_by_areas_in_one_piece(any_invention: Invention) -> None:
    shapes = any_invention.areas.land.shapes
    assert {shape.geom_type for shape in shapes} == {"Polygon"}
    whole = shapely.union_all(shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area, rel=1e-6)
    assert whole.area == pytest.approx(county_outline().area, rel=0.01)


def test_the_county_lies_in_the_sea(invention: Invention) -> None:
    assert (np.abs(invention.areas.land.centres - CENTRE) < 31_000).all()
    assert shapely.union_all(invention.areas.land.shapes).bounds[0] > 598_000


def test_wards_lie_in_one_council(invention: Invention) -> None:
    areas = invention.areas
    pairs = set(zip(areas.ward_of.tolist(), areas.council_of.tolist(), strict=True))
    assert len(pairs) == len(areas.wards)


def test_neighbourhoods_do_not_follow_networks(invention: Invention) -> None:
    areas, network_of = invention.areas, invention.networks.network_of
    here = areas.neighbourhood_of[invention.practices.area]
    split = sum(len(set(here[network_of == at].tolist())) > 1 for at in range(26))
    assert len(areas.neighbourhoods) == 11
    assert split >= 5
    assert all(shape.area > 0 for shape in joined(areas.land.shapes, areas.neighbourhood_of))


def test_some_networks_lie_in_two_places(any_invention: Invention) -> None:
    place, network_of = any_invention.practices.place, any_invention.networks.network_of
    across = [at for at in range(26) if len(set(place[network_of == at].tolist())) > 1]
    assert 1 <= len(across) <= 4


def test_one_practice_is_in_no_network_since_it_left(any_invention: Invention) -> None:
    (alone,) = np.flatnonzero(any_invention.networks.network_of == NO_NETWORK)
    history = any_invention.history
    assert history.network_on(int(alone), VINTAGES[-1]) == NO_NETWORK
    assert history.network_on(int(alone), LEFT_ON) != NO_NETWORK


def test_nobody_is_in_two_networks_on_a_day(any_invention: Invention) -> None:
    spells: dict[int, list] = {}
    for each in any_invention.history.memberships:
        spells.setdefault(each.practice, []).append(each)
    for memberships in spells.values():
        memberships.sort(key=lambda each: each.starts_on)
        assert memberships[0].starts_on >= FIRST_DAY
        for one, following in pairwise(memberships):
            assert one.ends_on is not None
            assert one.ends_on < following.starts_on


def test_a_merger_brings_its_patients_to_the_other_practice(any_invention: Invention) -> None:
    history = any_invention.history
    days = totals_by_day(any_invention.vintages, history)
    before, after = (days[on] for on in sorted(days)[1:3])
    assert before[history.merged] > 0
    assert after[history.merged] == 0
    assert after[history.merged_into] > before[history.merged_into] + before[history.merged] // 2


def test_what_happened_happened_to_different_practices(any_invention: Invention) -> None:
    history = any_invention.history
    concerned = [
        history.merged, history.merged_into, history.closed, history.opened, history.handover,
        history.changed_since,
    ]  # fmt: skip
    assert len(set(concerned)) == len(concerned)
