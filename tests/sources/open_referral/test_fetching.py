"""A feed is fetched from public addresses only, and whatever it does, the visit ends in words."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from typing import Any

import pytest

from openpcn.kernel.errors import NotPossible, NotRight, OpenPCNError, Refused
from openpcn.sources.open_referral.addresses import is_public, judge
from openpcn.sources.open_referral.fetching import (
    Limits,
    NotFetched,
    Visitor,
    connection_to,
    in_words,
)
from openpcn.sources.open_referral.paging import full_entry, pages_of, services_address
from tests.sources.open_referral import feeds
from tests.sources.open_referral.entries import key, page, service

SMALL = Limits(
    wait_seconds=2, answer_seconds=5, answer_bytes=1 << 20, feed_bytes=2 << 20, pause_seconds=0
)


@pytest.fixture
def feed() -> Iterator[feeds.Served]:
    with feeds.serving() as served:
        yield served


@pytest.fixture(autouse=True)
def _leave() -> Iterator[None]:
    """Visits end with their test."""
    yield
    while VISITS:
        VISITS.pop().close()


VISITS: list[Visitor] = []


def visitor(feed: feeds.Served, **changed: Any) -> Visitor:
    guest = Visitor(allowed={feed.host}, sleep=lambda _: None, **{"limits": SMALL} | changed)
    VISITS.append(guest)
    return guest


def refusal(feed: feeds.Served, path: str = "/services", **changed: Any) -> str:
    with pytest.raises(OpenPCNError) as refused:
        visitor(feed, **changed).get(f"{feed.url}{path}")
    assert refused.value.next_step
    return refused.value.message


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff0e::1",
        "no address",
    ],
)
def test_addresses_inside_are_not_public(ip: str) -> None:
    assert not is_public(ip)
    with pytest.raises(Refused, match="not on the public internet"):
        judge("https://feed.example/", allowed=(), look_up=lambda *_: [ip])


def test_one_inner_address_among_public_ones_is_enough_to_refuse() -> None:
    found = ["93.184.215.14", "10.0.0.7"]
    with pytest.raises(Refused, match=r"feed\.example is the address 10\.0\.0\.7"):
        judge("https://feed.example/", allowed=(), look_up=lambda *_: found)


def test_a_public_address_is_connected_to_as_it_was_judged_under_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []

    def refuse(address: Any, _timeout: float) -> None:
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("socket.create_connection", refuse)
    target = judge(
        "https://Feed.Example./api?x=1", allowed=(), look_up=lambda *_: ["93.184.215.14"]
    )
    assert (target.ip, target.host, target.port, target.path) == (
        *("93.184.215.14", "feed.example", 443),
        "/api?x=1",
    )
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    with pytest.raises(ConnectionRefusedError):
        connection_to(target, 1).connect()
    assert asked == [("93.184.215.14", 443)]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://feed.example/", "feed.example is asked for over http; feeds are fetched over"),
        ("ftp://feed.example/", "That is not the address of a feed."),
        ("file:///etc/passwd", "That is not the address of a feed."),
        ("https://", "That is not the address of a feed."),
        ("https://feed.example:port/", "That is not the address of a feed."),
        ("https://feed.example/a b", "That is not the address of a feed."),
        ("https://feed.example\\@inside/", "That is not the address of a feed."),
        ("https://feed.example/\r\nHost: x", "That is not the address of a feed."),
        ("https://feed.example/" + "x" * 2_000, "That is not the address of a feed."),
        ("https://name:word@feed.example/", "The address holds a user name or password"),
    ],
)
def test_what_is_no_public_https_address_is_refused(url: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        judge(url, allowed=(), look_up=lambda *_: ["93.184.215.14"])
    assert refused.value.message.startswith(message)
    assert "word" not in str(refused.value).replace("password", "")


def test_a_name_that_nobody_has_is_told() -> None:
    with pytest.raises(NotPossible, match=r"There is no machine called nowhere\.invalid"):
        judge("https://nowhere.invalid/", allowed=(), look_up=lambda *_: [])


def test_this_machine_is_refused_unless_the_operator_allows_it(feed: feeds.Served) -> None:
    feed.listing(service())
    with pytest.raises(Refused, match="over http; feeds are fetched over https only"):
        Visitor().get(f"{feed.url}/services?page=1")
    with pytest.raises(Refused, match="not on the public internet"):
        Visitor().get(f"https://{feed.host}/services?page=1")
    assert feed.asked == []
    assert visitor(feed).get(f"{feed.url}/services?page=1") == page(service())


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254 is asked for over http"),
        ("https://10.0.0.1/", "10.0.0.1 is the address 10.0.0.1, which is not on the public"),
        ("https://[::1]/", "::1 is the address ::1, which is not on the public internet."),
        ("file:///etc/passwd", "That is not the address of a feed."),
        ("/loop", "The feed redirects more than 3 times."),
    ],
)
def test_a_feed_that_redirects_inward_or_for_ever_is_left(
    feed: feeds.Served, to: str, message: str
) -> None:
    feed.answers["/services"] = feeds.redirecting(to)
    feed.answers["/loop"] = feeds.redirecting("/loop")
    assert refusal(feed).startswith(message)


def test_a_redirect_to_another_page_of_the_feed_is_followed(feed: feeds.Served) -> None:
    feed.answers["/services"] = feeds.redirecting("/v3/services", status=308)
    feed.answers["/v3/services"] = lambda request: feeds.send(request, page(service()))
    assert visitor(feed).get(f"{feed.url}/services") == page(service())


def test_a_feed_that_is_down_slow_or_huge_is_told_as_such(feed: feeds.Served) -> None:
    feed.answers["/down"] = lambda request: feeds.send(request, b"", status=500)
    feed.answers["/broken"] = feeds.breaking_off
    feed.answers["/drip"] = feeds.dripping
    feed.answers["/drip-on"] = feeds.dripping_to_the_end
    feed.answers["/huge"] = feeds.endless
    feed.answers["/packed"] = lambda request: feeds.send(request, b"x", Content_Encoding="gzip")
    assert refusal(feed, "/down") == "127.0.0.1 answered 500 for /down."
    assert refusal(feed, "/broken") == "The feed broke off in the middle of an answer."
    quick = Limits(answer_seconds=0.2, pause_seconds=0)
    for path in ("/drip", "/drip-on"):
        assert refusal(feed, path, limits=quick).startswith("The feed is too slow")
    short = Limits(feed_seconds=0, pause_seconds=0)
    assert refusal(feed, "/drip", limits=short).startswith("The feed is too slow")
    assert refusal(feed, "/huge") == "127.0.0.1 sends more than 1 MB."
    assert refusal(feed, "/packed").startswith("127.0.0.1 packs its answers")


def test_nobody_at_the_address_is_told() -> None:
    with feeds.serving() as gone:
        host = gone.host
    guest = Visitor(allowed={host}, limits=SMALL, sleep=lambda _: None)
    with pytest.raises(NotFetched, match="Nothing answers at the address of the feed"):
        guest.get(f"http://{host}/")


def test_a_busy_feed_is_asked_again_after_the_pause_it_asks_for(feed: feeds.Served) -> None:
    pauses: list[float] = []

    def answer(request: Any) -> None:
        if len(feed.asked) < 3:
            feeds.send(request, b"", status=429, Retry_After="7")
        else:
            feeds.send(request, b"[]")

    feed.answers["/services"] = answer
    guest = visitor(feed)
    guest.sleep = pauses.append
    assert guest.get(f"{feed.url}/services") == b"[]"
    assert pauses == [7, 7]
    feed.answers["/services"] = lambda request: feeds.send(request, b"", status=503)
    assert refusal(feed) == "The feed answered 503 3 times: it is busy."


def test_a_connection_that_the_feed_ends_between_answers_is_opened_again_at_once(
    feed: feeds.Served,
) -> None:
    pauses: list[float] = []

    def once(request: Any) -> None:
        feeds.send(request, b"[]")
        request.close_connection = True

    feed.answers["/services"] = once
    guest = visitor(feed)
    guest.sleep = pauses.append
    assert [guest.get(f"{feed.url}/services") for _ in range(3)] == [b"[]"] * 3
    assert pauses == []


def test_every_page_is_read_once(feed: feeds.Served) -> None:
    feed.listing(*(service(f"Club {number}") for number in range(5)), per_page=2)
    pages = list(pages_of(f"{feed.url}/", visitor(feed).get))
    assert [len(each.documents) for each in pages] == [2, 2, 1]
    assert (pages[0].of, pages[0].total_items) == (3, 5)
    assert feed.asked == [f"/services?page={number}&per_page=100" for number in (1, 2, 3)]


def test_a_feed_without_counts_ends_at_its_last_or_empty_page(feed: feeds.Served) -> None:
    def without_counts(request: Any) -> None:
        first = "page=1&" in request.path
        feeds.send(request, b'{"contents": [{"id": "a"}]}' if first else b'{"contents": []}')

    feed.answers["/services"] = without_counts
    assert len(list(pages_of(feed.url, visitor(feed).get))) == 2
    feed.answers["/services"] = lambda request: feeds.send(
        request, b'{"last_page": true, "contents": [{"id": "a"}]}'
    )
    assert len(list(pages_of(feed.url, visitor(feed).get))) == 1


def test_a_feed_that_ignores_page_numbers_is_left(feed: feeds.Served) -> None:
    feed.answers["/services"] = lambda request: feeds.send(request, page(service(), of=9))
    with pytest.raises(NotRight, match="Page 2 of the feed lists the same services"):
        list(pages_of(feed.url, visitor(feed).get))


def test_a_file_on_the_web_is_one_page(feed: feeds.Served) -> None:
    feed.answers["/all.json"] = lambda request: feeds.send(request, b"[]")
    assert len(list(pages_of(f"{feed.url}/all.json", visitor(feed).get))) == 1
    assert feed.asked == ["/all.json"]
    assert services_address("https://x.example/api/services/") == "https://x.example/api/services"


def test_a_short_entry_is_fetched_in_full(feed: feeds.Served) -> None:
    full = service()
    short = {name: full[name] for name in ("id", "name", "status")}
    path = f"/services/{key('Lunch club')}"
    feed.answers[path] = lambda request: feeds.send(request, json.dumps(full).encode())
    get = visitor(feed).get
    assert full_entry(feed.url, short, get) == full
    assert full_entry(feed.url, full, get) == full
    assert full_entry(feed.url, 7, get) == 7
    assert full_entry(feed.url, {"name": "x"}, get) == {"name": "x"}
    assert feed.asked == [path]
    feed.answers[path] = lambda request: feeds.send(request, b"[]")
    assert full_entry(feed.url, short, get) == short
    feed.answers[path] = lambda request: feeds.send(request, b"oops")
    with pytest.raises(NotRight, match="The full entry of service"):
        full_entry(feed.url, short, get)


def test_each_kind_of_trouble_has_words() -> None:
    assert in_words(TimeoutError()) == "The feed did not answer in time."
    assert in_words(ssl.SSLCertVerificationError()).startswith("The certificate of the feed")
    assert in_words(ConnectionResetError()) == "The connection to the feed broke."
