"""Keep a recorded fact, correct it and take it back; what was known before stays readable."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.models.dating import Held
from openpcn.kernel.errors import NotFound, NotPossible

Fact = TypeVar("Fact", bound=Held)


def keep(kind: type[Fact], *, by: Account, **facts: Any) -> Fact:
    """Record a fact from now on."""
    return kind._default_manager.create(known_from=timezone.now(), recorded_by=by, **facts)


def correct(fact: Fact, *, by: Account, **changed: Any) -> Fact:
    """Supersede a fact by one in which something is different."""
    copied = {
        field.attname: getattr(fact, field.attname)
        for field in fact._meta.concrete_fields
        if field.name not in {"id", "known_from", "known_until", "recorded_by"}
    }
    take_back(fact)
    return keep(type(fact), by=by, **(copied | changed))


def take_back(fact: Held) -> None:
    """Let a fact be what was known until now."""
    fact.known_until = timezone.now()
    fact.save(update_fields=["known_until"])


def the_current(kind: type[Fact], number: int, what: str, **more: Any) -> Fact:
    """A fact that counts now, locked; NotFound says that there is none."""
    held = kind._default_manager.select_for_update()
    found = held.filter(id=number, known_until__isnull=True, **more).first()
    if found is None:
        raise NotFound(f"No such {what} counts now.", next_step="Go back and look again.")
    return found


def refuse_second(held: models.QuerySet[Any], message: str, next_step: str) -> None:
    """Refuse to record what is recorded already."""
    if held.filter(known_until__isnull=True).exists():
        raise NotPossible(message, next_step=next_step)
