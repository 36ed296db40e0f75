"""Whoever has no account sees what is published and nothing else, at every address there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from openpcn.domains.publishing.actions import messages, texts, translations
from openpcn.domains.registry.actions.futures import draft_future
from openpcn.domains.registry.models import Person, RoleHolding
from openpcn.kernel.personal_details import Kind, kinds_of
from tests.domains import world

pytestmark = pytest.mark.django_db
MARK = "Quxomarked"
VALUES = {
    "subject": "networks",
    "resident": "network",
    "many": "systems",
    "networked": "networks",
    "int": 1,
    "slug": "appointments",
}
CODE = "U90001"
AS_AT = {"as_at": "2024-06-01"}


def hide_things(people) -> None:
    """One of each kind of thing that is not for the public, all with the same mark."""
    RoleHolding.objects.create(
        person=Person.objects.create(name=f"{MARK} Holder"),
        organisation_id=world.ident(CODE),
        role="network_manager",
        email=f"{MARK}@hidden.example",
        starts_on=world.EARLY,
        is_published=False,
        known_from="2020-01-01T00:00:00Z",
    )
    words = texts.Words(title=f"{MARK} plan", text=f"{MARK} words", certainty="proposed")
    subject = texts.Subject(organisation=CODE)
    said = {"topic": "planned", "owner": CODE, "subject": subject, "by": people.writer}
    texts.write_text(words=words, **said)
    gone = texts.write_text(words=words, **said)
    shown = texts.write_text(
        words=texts.Words(title="A plan", text="Words.", certainty="proposed"), **said
    )
    for number in (gone, shown):
        for stage in ("reviewed", "published"):
            texts.move_text(number, to=stage, by=people.reviewer)
    texts.withdraw_text(gone, note="Put off.", by=people.writer)
    translations.translate(shown, language="pl", title=MARK, text=MARK, by=people.writer)
    texts.change_words(shown, words=words, by=people.writer)
    messages.write_message(
        owner=CODE,
        said=messages.Said(subject=f"{MARK} message", text=MARK, roles=["director"]),
        by=people.writer,
    )
    draft_future(
        title=f"{MARK} future",
        owner=CODE,
        within="Q91",
        effective_on=date(2025, 4, 1),
        reason=MARK,
        by=people.writer,
    )


def addresses(patterns=None, before: str = "/") -> Iterator[str]:
    """Every address that is made of words and of values we know."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        route = getattr(one.pattern, "_route", None)
        if route is None:
            continue
        whole = before + route
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, whole)
        elif isinstance(one, URLPattern):
            yield whole


def filled(route: str) -> str:
    """A route with a value for each of its parts."""
    while "<" in route:
        start, end = route.index("<"), route.index(">")
        kind, _, name = route[start + 1 : end].rpartition(":")
        value = VALUES.get(kind, CODE)
        if kind == "resident":
            value = "networks"
        if route.startswith("/neighbourhoods/") and name == "code":
            value = "NB1"
        route = f"{route[:start]}{value}{route[end + 1 :]}"
    return route


def test_nobody_without_an_account_reads_what_is_hidden_at_any_address(prepared):
    hide_things(prepared)
    client = Client(raise_request_exception=False)
    seen = {filled(route) for route in addresses()}
    seen |= {f"/me/texts/{number}/" for number in (1, 2, 3)}
    seen |= {"/me/texts/3/?language=pl", f"/contacts/?q={MARK}", f"/shelf/?q={MARK}"}
    assert len(seen) > 150
    answered = set()
    for address in sorted(seen):
        answer = client.get(address) if "?" in address else client.get(address, AS_AT)
        assert answer.status_code < 500, address
        body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode(errors="replace")
        if f"?q={MARK}" not in address:
            assert MARK not in text, address
        else:
            assert f"{MARK} Holder" not in text, address
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            answered.add(address)
            assert Kind.NHS_NUMBER not in kinds_of(text.partition("<main")[2]), address
    assert len(answered) > 40


def test_the_same_things_are_there_for_who_may_read_them(prepared):
    hide_things(prepared)
    client = Client()
    client.force_login(prepared.writer)
    for address in ("/texts/", "/messages/", "/contacts/", "/futures/"):
        assert MARK in client.get(address).content.decode(), address
