"""Versions of assets into the tables, many at once, with their places, times and words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateField, JSONField, Model, TimeField, UUIDField

from openpcn.domains.accounts.models import Account
from openpcn.domains.community.models import (
    AssetLanguage,
    AssetPlace,
    AssetTerm,
    AssetTheme,
    AssetTime,
    AssetVersion,
    Provider,
    ProviderDetail,
    Term,
)
from openpcn.domains.community.saying import (
    PLAIN_FIELDS,
    AssetSaid,
    PlaceSaid,
    ProviderSaid,
    TermSaid,
    TimeSaid,
)
from openpcn.domains.registry import bulk
from openpcn.kernel.plain_names import plain_name

AT_ONCE = 2_000
TO_PREPARE = (UUIDField, DateField, TimeField, JSONField)
"""Kinds of fields whose values a database keeps in another form."""
PROVIDER_FIELDS = tuple(
    each.name for each in fields(ProviderSaid) if each.name not in ("external_id", "key")
)
"""What is said of a provider beside what identifies it."""


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Who says it, and when it became known."""

    at: datetime
    by: Account | None = None
    dataset_id: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """As the tables keep it."""
        return {
            "known_from": self.at,
            "recorded_by_id": self.by.pk if self.by else None,
            "dataset_id": self.dataset_id,
        }


def write_versions(
    rows: Sequence[tuple[int, date, AssetSaid]], stamp: Stamp, *, source: str = ""
) -> None:
    """Keep what is said of some assets, each from a day on; what stood then is not touched."""
    providers = providers_of([said.provider for _, _, said in rows], stamp, source=source)
    terms = terms_of({term for _, _, said in rows for term in said.terms})
    keep(
        AssetVersion,
        (
            {
                "asset_id": asset,
                "starts_on": day,
                "plain_name": plain_name(said.name),
                "provider_id": providers.get(identity(said.provider)) if said.provider else None,
                **{name: getattr(said, name) for name in PLAIN_FIELDS},
                **stamp.columns,
            }
            for asset, day, said in rows
        ),
    )
    numbers = numbers_of([asset for asset, _, _ in rows], stamp)
    pairs = [(numbers[asset, day], said) for asset, day, said in rows]
    keep(
        AssetPlace,
        (whole(PlaceSaid, each, number) for number, said in pairs for each in said.places),
    )
    keep(
        AssetTime, (whole(TimeSaid, each, number) for number, said in pairs for each in said.times)
    )
    keep(
        AssetLanguage,
        ({"version_id": n, "code": c} for n, said in pairs for c in dict.fromkeys(said.languages)),
    )
    keep(
        AssetTheme,
        ({"version_id": n, "theme": t} for n, said in pairs for t in dict.fromkeys(said.themes)),
    )
    keep(AssetTerm, linked(pairs, terms))


def numbers_of(assets: list[int], stamp: Stamp) -> dict[tuple[int, date], int]:
    """The number of each version that was kept just now, by its asset and first day."""
    return {
        (asset, day): number
        for part in chunks(assets)
        for asset, day, number in AssetVersion.objects.filter(
            asset_id__in=part, known_from=stamp.at, known_until__isnull=True
        ).values_list("asset_id", "starts_on", "pk")
    }


def whole(kind: type, said: Any, number: int) -> dict[str, Any]:
    """A place or time as its table keeps it."""
    told = {each.name: getattr(said, each.name) for each in fields(kind)}
    return told | {"version_id": number, "key": said.key or uuid.uuid4()}


def linked(
    pairs: Iterable[tuple[int, AssetSaid]], terms: dict[tuple[str, str], int]
) -> Iterable[dict[str, Any]]:
    """The terms of each version, each once."""
    for number, said in pairs:
        for (taxonomy, code), link in {
            (t.taxonomy, t.code): t.link_type for t in said.terms
        }.items():
            yield {"version_id": number, "term_id": terms[taxonomy, code], "link_type": link}


def keep(kind: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Rows into a table, past the models: a directory has hundreds of thousands of them."""
    remaining = iter(rows)
    if (first := next(remaining, None)) is None:
        return
    columns = {each.attname: each for each in kind._meta.concrete_fields if each.attname in first}
    ready = [
        (name, columns[name].get_db_prep_save if isinstance(columns[name], TO_PREPARE) else None)
        for name in first
    ]
    with connection.wrap_database_errors:
        bulk.insert(
            kind._meta.db_table,
            [str(columns[name].column) for name in first],
            (
                [
                    prepare(row[name], connection) if prepare else row[name]
                    for name, prepare in ready
                ]
                for row in chain([first], remaining)
            ),
        )


def identity(said: ProviderSaid) -> tuple[str, str]:
    """What tells providers apart: the id of its source, else its charity number, else its name."""
    if said.external_id:
        return ("id", said.external_id)
    if said.charity_number:
        return ("charity", said.charity_number)
    return ("name", plain_name(said.name))


def providers_of(
    said: Iterable[ProviderSaid | None], stamp: Stamp, *, source: str
) -> dict[tuple[str, str], int]:
    """The number of each provider, met before or new; what is said of it now counts."""
    wanted = {identity(each): each for each in said if each is not None}
    found = held_providers(wanted, source=source)
    new = [each for each in wanted if each not in found]
    keys = free_keys(Provider, [wanted[each].key for each in new])
    made = Provider.objects.bulk_create(
        [
            Provider(
                source=source if wanted[each].external_id else "",
                external_id=wanted[each].external_id,
                key=keys[wanted[each].key],
            )
            for each in new
        ],
        batch_size=AT_ONCE,
    )
    found |= {each: one.pk for each, one in zip(new, made, strict=True)}
    describe_providers({found[each]: one for each, one in wanted.items()}, stamp)
    return found


def held_providers(
    wanted: dict[tuple[str, str], ProviderSaid], *, source: str
) -> dict[tuple[str, str], int]:
    """Those of the providers that are held already."""
    by: dict[str, list[str]] = {"id": [], "charity": [], "name": []}
    for how, value in wanted:
        by[how].append(value)
    details = ProviderDetail.objects.filter(known_until__isnull=True)
    found: dict[tuple[str, str], int] = {}
    for chunk in chunks(by["name"]):
        rows = details.filter(plain_name__in=chunk).order_by("-provider_id")
        found |= {("name", n): p for n, p in rows.values_list("plain_name", "provider_id")}
    for chunk in chunks(by["charity"]):
        rows = details.filter(charity_number__in=chunk).order_by("-provider_id")
        found |= {("charity", c): p for c, p in rows.values_list("charity_number", "provider_id")}
    for chunk in chunks(by["id"]):
        held = Provider.objects.filter(source=source, external_id__in=chunk)
        found |= {("id", e): p for e, p in held.values_list("external_id", "pk")}
    return found


def describe_providers(said: dict[int, ProviderSaid], stamp: Stamp) -> None:
    """What each provider is called, where that is news."""
    held = {
        row.provider_id: row
        for chunk in chunks(list(said))
        for row in ProviderDetail.objects.filter(provider_id__in=chunk, known_until__isnull=True)
    }
    told = {number: words_of(one, held.get(number)) for number, one in said.items()}
    news = {
        number: words
        for number, words in told.items()
        if number not in held or any(getattr(held[number], n) != w for n, w in words.items())
    }
    for chunk in chunks([held[number].pk for number in news if number in held]):
        ProviderDetail.objects.filter(pk__in=chunk).update(known_until=stamp.at)
    keep(
        ProviderDetail,
        ({"provider_id": number, **words, **stamp.columns} for number, words in news.items()),
    )


def words_of(said: ProviderSaid, held: ProviderDetail | None) -> dict[str, Any]:
    """What a provider is called now; what is not said stays as it was held."""
    return {
        name: getattr(said, name) or getattr(held, name, getattr(said, name))
        for name in PROVIDER_FIELDS
    } | {"plain_name": plain_name(said.name)}


def terms_of(said: set[TermSaid]) -> dict[tuple[str, str], int]:
    """The number of each term, met before or new."""
    wanted = {(each.taxonomy, each.code): each for each in said}
    held = {(t, c): n for t, c, n in Term.objects.values_list("taxonomy", "code", "pk")}
    new = [each for pair, each in sorted(wanted.items()) if pair not in held]
    made = Term.objects.bulk_create(
        [
            Term(
                key=each.key or uuid.uuid4(),
                taxonomy=each.taxonomy,
                code=each.code,
                name=each.name,
                description=each.description,
                uri=each.uri,
            )
            for each in new
        ]
    )
    held |= {(each.taxonomy, each.code): each.pk for each in made}
    for each in new:
        if each.parent and (each.taxonomy, each.parent) in held:
            parent = held[each.taxonomy, each.parent]
            Term.objects.filter(taxonomy=each.taxonomy, code=each.code).update(parent=parent)
    return held


class FreeKeys(dict[UUID | None, UUID]):
    """A published key where nobody holds it; another one where somebody does, or none is said."""

    def __missing__(self, key: UUID | None) -> UUID:
        return uuid.uuid4()


def free_keys(kind: type[Model], keys: Iterable[UUID | None]) -> FreeKeys:
    """The keys that may be kept as they are published; two feeds may name a thing alike."""
    wanted = {key for key in keys if key is not None}
    held: set[UUID] = set()
    for chunk in chunks(list(wanted)):
        rows = kind._default_manager.filter(key__in=chunk)
        held |= set(rows.values_list("key", flat=True))
    return FreeKeys({key: key for key in wanted - held})


def chunks(values: list[Any], size: int = 500) -> Iterable[list[Any]]:
    """As many values as one question to either database takes."""
    return (values[start : start + size] for start in range(0, len(values), size))
