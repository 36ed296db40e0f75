"""From the code that a person gives to the organisation that is meant."""

from __future__ import annotations

from datetime import date
from unicodedata import category

from django.utils import timezone

from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.queries.organisations import (
    find_organisation,
    get_organisation,
    organisations_named,
)
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import When, in_words

EARLIEST = date(1948, 7, 5)
"""The first day of the NHS: nothing here began earlier."""
YEARS_AHEAD = 10


def the(code: str, kind: str | None = None) -> Organisation:
    """The organisation of a code (of a kind, if one must be); NotFound says what to do."""
    answer = get_organisation(code, when=When(as_at=timezone.localdate()), kind=kind)
    return Organisation.objects.get(id=answer.id)


def whom(text: str, what: str) -> tuple[Organisation | None, str]:
    """An organisation by its code, or another one by its name.

    The name of one that is in the registry is refused, since a code is what tells which is meant.
    """
    plain, today = some_text(text, what, longest=200), When(as_at=timezone.localdate())
    answer = find_organisation(plain, when=today)
    if answer is not None:
        return Organisation.objects.get(id=answer.id), ""
    if " " not in plain and any(one.isdigit() for one in plain):
        raise NotFound(
            f"No organisation has the code {plain}.",
            next_step="Check the code, or write the name of one that is not in the registry.",
        )
    if named := organisations_named(plain, when=today):
        codes = ", ".join(one.code for one in named[:3] if one.code)
        raise NotPossible(
            f"{plain} is in the registry: {codes or 'a local body'}.",
            next_step="Choose it from the list or write its code, so that its patients count.",
        )
    return None, plain


def some_text(text: str, what: str, *, longest: int) -> str:
    """Text that a person must give; characters that control a machine are left out."""
    written = "".join(each for each in text if each in "\n\r\t" or category(each) != "Cc")
    plain = " ".join(written.split()) if longest <= 200 else written.strip()
    if not plain:
        raise NotRight(f"{what} is empty.", next_step=f"Write {what[0].lower()}{what[1:]}.")
    if len(plain) > longest:
        raise NotRight(
            f"{what} has {len(plain):,} characters; {longest:,} fit.", next_step="Shorten it."
        )
    return plain


def check_days(starts_on: date, ends_on: date | None = None) -> None:
    """Refuse days that nobody can mean and ends before starts."""
    latest = timezone.localdate().replace(day=1)
    latest = latest.replace(year=latest.year + YEARS_AHEAD)
    for day in (starts_on, ends_on):
        if day is not None and not EARLIEST <= day <= latest:
            raise NotRight(
                f"{in_words(day)} is not between {in_words(EARLIEST)} and {in_words(latest)}.",
                next_step="Check the year.",
            )
    if ends_on is not None and ends_on < starts_on:
        raise NotPossible(
            f"It would end on {in_words(ends_on)}, before it starts on {in_words(starts_on)}.",
            next_step="Check both days.",
            about="ends_on",
        )
