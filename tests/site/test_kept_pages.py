"""A public page is made once for all readers, and never given from before a change."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from openpcn.domains.accounts.models import Account
from openpcn.site import kept_pages


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    kept_pages.pages.clear()
    yield
    kept_pages.pages.clear()


class Site:
    """Answers with how often it was asked."""

    def __init__(self, **headers: str) -> None:
        self.asked, self.headers = 0, headers

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        nonce = request.csp_nonce  # type: ignore[attr-defined]
        return HttpResponse(f"{self.asked} <script nonce={nonce}>", headers=self.headers)


def ask(site: Any, path: str = "/", nonce: str = "abc", **more: Any) -> str:
    request = RequestFactory().get(path, **more)
    request.csp_nonce = nonce  # type: ignore[attr-defined]
    answer = kept_pages.kept_pages(site)(request)
    return b"".join(answer).decode()


@pytest.fixture
def mark(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    now: dict[str, Any] = {"mark": "1"}
    monkeypatch.setattr(kept_pages, "database_mark", lambda: now["mark"])
    return now


def test_a_page_is_made_once_and_each_reader_has_a_nonce_of_their_own(mark: Any) -> None:
    site = Site()
    assert ask(site, nonce="first") == "1 <script nonce=first>"
    assert ask(site, nonce="second") == "1 <script nonce=second>"
    assert ask(site, "/?as_at=2025-01-01") == "2 <script nonce=abc>"


def test_after_any_change_a_page_is_made_anew(mark: Any) -> None:
    site = Site()
    ask(site)
    mark["mark"] = "2"
    assert ask(site).startswith("2 ")
    mark["mark"] = None
    assert [ask(site)[0], ask(site)[0]] == ["3", "4"]


def test_a_change_while_a_page_is_made_is_not_missed(mark: Any) -> None:
    def site(request: HttpRequest) -> HttpResponse:
        mark["mark"] += "+"
        return HttpResponse(mark["mark"])

    assert [ask(site), ask(site)] == ["1+", "1++"]


def test_readers_who_come_at_once_wait_for_one_page(mark: Any) -> None:
    began, may_end = threading.Event(), threading.Event()
    made: list[int] = []

    def slow(request: HttpRequest) -> HttpResponse:
        made.append(1)
        began.set()
        may_end.wait(5)
        return HttpResponse("made")

    said: list[str] = []
    readers = [threading.Thread(target=lambda: said.append(ask(slow))) for _ in range(4)]
    readers[0].start()
    began.wait(5)
    for reader in readers[1:]:
        reader.start()
    may_end.set()
    for reader in readers:
        reader.join()
    assert (said, len(made)) == (["made"] * 4, 1)


@pytest.mark.parametrize(
    "more",
    [
        {"headers": {"cookie": "sessionid=x"}},
        {"headers": {"authorization": "Bearer x"}},
    ],
)
def test_who_brings_something_of_their_own_is_answered_afresh(mark: Any, more: Any) -> None:
    site = Site()
    ask(site)
    assert ask(site, **more).startswith("2 ")
    assert ask(site).startswith("1 ")


@pytest.mark.parametrize("word", ["private", "no-store", "max-age=0, no-cache"])
def test_an_answer_for_one_reader_is_not_kept(mark: Any, word: str) -> None:
    site = Site(**{"Cache-Control": word})
    assert [ask(site)[0], ask(site)[0]] == ["1", "2"]


def test_what_is_not_whole_and_well_is_not_kept(mark: Any) -> None:
    def with_cookie(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse("c")
        answer.set_cookie("csrftoken", "x")
        return answer

    ask(lambda request: HttpResponse("gone", status=404))
    ask(lambda request: StreamingHttpResponse(iter([b"s"])))
    ask(with_cookie)
    ask(lambda request: HttpResponse(b"x" * (kept_pages.LARGEST + 1)))
    assert ask(lambda request: HttpResponse("fresh")) == "fresh"


def test_languages_and_hosts_are_told_apart(mark: Any) -> None:
    site = Site()
    ask(site)
    assert ask(site, headers={"accept-language": "fr"}).startswith("2 ")
    assert ask(site, headers={"host": "localhost"}).startswith("3 ")


def test_pages_leave_when_they_are_too_many_or_too_old(
    mark: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site()
    monkeypatch.setattr(kept_pages, "MOST_BYTES", 60)
    for path in ("/a", "/b", "/c"):
        ask(site, path)
    assert ask(site, "/c").startswith("3 ")
    assert ask(site, "/a").startswith("4 ")
    monkeypatch.setattr(kept_pages, "LONGEST", -1.0)
    ask(site, "/d")
    assert ask(site, "/d").startswith("6 ")


@pytest.mark.django_db(transaction=True)
def test_the_mark_of_the_database_differs_after_a_commit_and_only_then() -> None:
    first = kept_pages.database_mark()
    assert first is not None
    assert kept_pages.database_mark() == first
    Account.objects.create_user("somebody")
    second = kept_pages.database_mark()
    assert second not in (None, first)
    list(Account.objects.all())
    assert kept_pages.database_mark() == second


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_kept() -> None:
    assert kept_pages.database_mark() is None
    assert Client().get("/about/").status_code == 200


def test_a_database_in_memory_or_without_a_file_has_no_mark() -> None:
    watcher = kept_pages.Watcher()
    assert watcher.mark(":memory:") is None
    assert watcher.mark("/nowhere/at-all.sqlite3") is None
