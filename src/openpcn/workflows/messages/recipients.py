"""Who gets a message: holders of its roles on the day, with whoever covers in their place."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from openpcn.domains.accounts.queries import Account
from openpcn.domains.publishing.actions.messages import Recipient, send_message
from openpcn.domains.publishing.queries.messages import get_message
from openpcn.domains.registry.queries.people import RoleHolderAnswer, role_holders
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When


def recipients(
    viewer: Account | None, *, roles: Collection[str], within: str, when: When
) -> tuple[Recipient, ...]:
    """Holders of the roles whom the viewer may know of, one for each address or person.

    Whoever is covered on the day is left out: the message goes to whoever covers.
    """
    held = role_holders(viewer, when=when, within=within or None)
    meant = [one for one in held if one.role in roles and not one.covered_by]
    groups: dict[str, list[RoleHolderAnswer]] = {}
    for one in meant:
        groups.setdefault(one.email.strip().lower() or one.person_key, []).append(one)
    return tuple(together(key, group) for key, group in groups.items())


def together(key: str, group: list[RoleHolderAnswer]) -> Recipient:
    """Everybody of one address, or every role of one person."""
    return Recipient(
        key=key,
        name=each_once(one.name for one in group),
        role_words=each_once(role_of(one) for one in group),
        organisations=each_once(as_written(one.organisation_name) for one in group),
        email=group[0].email.strip(),
    )


def role_of(one: RoleHolderAnswer) -> str:
    """The role, and for whom somebody covers."""
    return f"{one.role_words} (covers for {one.covers_for})" if one.covers_for else one.role_words


def each_once(words: Iterable[str]) -> str:
    """Words in order, each once."""
    return "; ".join(dict.fromkeys(words))


def send(number: int, *, by: Account, when: When) -> int:
    """Make a message out to those who hold its roles on the day; how many are new."""
    message = get_message(by, number, when=when)
    found = recipients(by, roles=message.roles, within=message.within_code, when=when)
    return send_message(number, recipients=found, by=by)
