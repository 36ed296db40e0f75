"""Preparing the demonstration: loaded like any files, with people who can look round."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from openpcn.domains.registry.actions.signing_in import check_name_and_password
from openpcn.domains.registry.models import Dataset
from openpcn.domains.registry.queries.datasets import datasets, findings, holds_demonstration
from openpcn.domains.registry.queries.drafts import futures
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.domains.registry.queries.structure import networks, places, practices, systems
from openpcn.kernel.errors import NotPossible, Refused
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.preparing import prepare
from openpcn.workflows.demonstration.recording import PASSWORD
from openpcn.workflows.structure.comparing import compare_networks

pytestmark = pytest.mark.django_db
NOW = When(as_at=date(2026, 10, 1))


def test_every_file_is_loaded_as_demonstration(demonstration: Any) -> None:
    assert demonstration.files == len(datasets()) == 50
    assert all(one.is_demonstration for one in datasets())
    assert sum(one.rows_rejected for one in datasets()) == 0
    assert holds_demonstration()


def test_it_is_one_system_of_three_places(demonstration: Any) -> None:
    (system,) = systems(when=NOW)
    assert (system.practices, system.networks) == (131, 26)
    assert [one.kind for one in places(system.code, when=NOW)] == ["sub_icb"] * 3


def test_each_network_says_where_it_is_and_how_large(demonstration: Any) -> None:
    held = networks(when=NOW)
    assert sum(one.patients or 0 for one in held) > 1_190_000
    assert sum(one.places > 1 for one in held) >= 1
    assert sum(one.has_rationale for one in held) == 2


def test_one_practice_is_in_no_network(demonstration: Any) -> None:
    assert sum(one.network_code is None for one in practices(when=NOW)) == 1


def test_neighbourhoods_are_open_to_everybody(demonstration: Any) -> None:
    assert len(neighbourhoods(viewer=None, when=NOW)) == 11


def test_every_kind_of_change_is_explained(demonstration: Any) -> None:
    found = compare_networks(earlier=date(2022, 7, 1), later=date(2026, 10, 1), within="ZQ1")
    kinds = {change.what for change in found.structural}
    assert {"joined", "left", "changed", "opened", "closed", "merged"} <= kinds
    assert any(one.name != one.name_before for one in found.networks)
    for one in found.networks:
        assert one.patients_now == one.patients_before + one.arrived - one.departed + one.growth


def test_a_change_that_only_the_last_map_shows_has_no_day(demonstration: Any) -> None:
    found = compare_networks(earlier=date(2026, 8, 1), later=date(2026, 10, 1), within="ZQ1")
    (moved,) = [change for change in found.structural if change.what == "changed"]
    assert moved.on is None
    assert "between 28 August 2026 and 1 October 2026" in moved.sentence


def test_data_findings_name_the_traps(demonstration: Any) -> None:
    codes = {one.code for one in findings()}
    assert {"unallocated_practices", "residence_not_known", "list_jump"} <= codes


def test_the_public_sees_the_published_future_only(demonstration: Any) -> None:
    assert [one.state for one in futures(None, when=NOW)] == ["published"]
    lead = check_name_and_password(username="demo-primary-care-lead", password=PASSWORD)
    assert {one.state for one in futures(lead, when=NOW)} == {"private", "published"}


def test_everybody_can_sign_in_with_the_printed_password(demonstration: Any) -> None:
    names = {visitor.username for visitor in demonstration.visitors}
    assert {"demo-councillor", "demo-engagement-lead", "demo-ppg-member"} <= names
    assert {"demo-workforce-lead", "demo-healthwatch-officer"} <= names
    for visitor in demonstration.visitors:
        account = check_name_and_password(username=visitor.username, password=PASSWORD)
        assert account.is_demonstration


def test_the_accounts_are_closed_once_published_data_are_loaded(demonstration: Any) -> None:
    Dataset.objects.filter(id=datasets()[0].id).update(is_demonstration=False)
    with pytest.raises(Refused, match="published data are loaded"):
        check_name_and_password(username="demo-councillor", password=PASSWORD)


def test_what_was_prepared_is_told_in_words(demonstration: Any) -> None:
    lines = demonstration.in_words()
    assert lines[0] == "The demonstration is ready: 50 invented files are loaded."
    assert PASSWORD in lines[1]


def test_it_is_not_mixed_with_data_that_are_held(demonstration: Any) -> None:
    with pytest.raises(NotPossible, match="loaded already"):
        prepare()
