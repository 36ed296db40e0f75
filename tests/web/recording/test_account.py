"""Whoever has signed in begins at what they may do, by need."""

from __future__ import annotations

import pytest
from django.urls import Resolver404, resolve, reverse

from openpcn.domains.registry.permissions import roles_that_may
from openpcn.web.presenters.heads import PATHS
from openpcn.web.recording.able import GROUPS, Task
from tests.domains.world import county
from tests.support.visiting import signed_in

NETWORK = "U90002"
TASKS = [task for _, tasks in GROUPS for task in tasks]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: str(task.words))
def test_each_task_has_a_page_and_somebody_who_may_do_it(task: Task) -> None:
    assert roles_that_may(task.permission)
    assert bool(task.page) != bool(task.beneath)
    if task.page:
        assert reverse(task.page)
    for kind in task.kinds if task.beneath else ():
        try:
            resolve(f"/{PATHS[kind]}/X1/{task.beneath}")
        except Resolver404:
            pytest.fail(f"{PATHS[kind]} have no page {task.beneath}")


@pytest.mark.django_db
def test_the_account_leads_to_the_organisation_and_to_its_tasks() -> None:
    county()
    page = signed_in("manager", ("network_manager", NETWORK)).get("/account/").content.decode()
    assert f'href="/networks/{NETWORK}/claims/"' in page
    assert f'href="/networks/{NETWORK}/"' in page
    assert page.count("<h1") == 1


@pytest.mark.django_db
def test_who_may_only_read_is_told_where_to_begin() -> None:
    page = signed_in("reader").get("/account/").content.decode()
    assert "ask a local administrator" in page
    assert 'href="/me/"' in page
