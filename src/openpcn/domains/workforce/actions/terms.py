"""What is said of a person in a post: read from a record, checked, and made a record again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Organisation, Person
from openpcn.domains.workforce.models import Holding
from openpcn.domains.workforce.vocabulary import Area
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.person_names import name_key
from openpcn.kernel.when import in_words

FULL_TIME = Decimal("37.5")
MOST_PAY = Decimal(1_000_000)
PENCE = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is said of a person in a post."""

    employer: str
    person: str
    """Their name; or nothing, where `person_key` names somebody who is known."""
    role: str
    post: str
    hours: Decimal
    salary: Decimal
    on_costs: Decimal
    starts_on: date
    ends_on: date | None = None
    person_key: str = ""
    reference: str = ""
    area: str = ""
    places: Mapping[str, Decimal] = field(default_factory=dict)
    """Code of an organisation to weekly hours worked for it; nothing: all for the network."""
    by_practice: bool = False
    """Whether the employer claims it for itself, under a practice's own scheme."""


def drafted(network: Organisation, terms: Terms, *, source: str = "", by: Account) -> Holding:
    """The record of some terms, checked and not yet kept."""
    check_terms(terms)
    employer = network if terms.employer.upper() == code_of(network.pk) else the(terms.employer)
    return Holding(
        key=uuid4(),
        network=network,
        employer=employer,
        claimant=employer if terms.by_practice else network,
        reference=terms.reference.strip()[:40],
        role=terms.role,
        post=some_text(terms.post, "The post number", longest=40),
        hours=terms.hours,
        salary=terms.salary.quantize(PENCE),
        on_costs=terms.on_costs.quantize(PENCE),
        area=terms.area,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        source=source[:200],
        recorded_by=by,
    )


def terms_of(held: Holding) -> Terms:
    """What is recorded, as it would be said."""
    return Terms(
        employer=code_of(held.employer_id),
        person="",
        person_key=held.person.key.hex,
        role=held.role,
        post=held.post,
        reference=held.reference,
        hours=held.hours,
        salary=held.salary,
        on_costs=held.on_costs,
        area=held.area,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        places={code_of(one.organisation_id): one.hours for one in held.places.all()},
        by_practice=held.claimant_id != held.network_id,
    )


def code_of(organisation_id: int) -> str:
    """The code by which people name an organisation."""
    codes = Organisation.objects.get(id=organisation_id).codes.order_by("scheme", "value")
    return str(codes.values_list("value", flat=True).last() or "")


def person_of(terms: Terms, network: Organisation) -> Person:
    """A person who is known, the one of the same reference or name here, or a new one."""
    if terms.person_key:
        found = Person.objects.filter(key=as_key(terms.person_key)).first()
        if found is None:
            raise NotFound("That person is not known.", next_step="Write the name instead.")
        return found
    name = some_text(terms.person, "The name", longest=120)
    here = Holding.objects.filter(network=network, known_until__isnull=True)
    same = here.filter(reference=terms.reference) if terms.reference else here.filter(reference="")
    key = name_key(name)
    held = (one.person for one in same.select_related("person").order_by("id"))
    known = next((one for one in held if key and name_key(one.name) == key), None)
    return known or Person.objects.create(name=name)


def as_key(text: str) -> UUID:
    """A key that somebody sent."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("That person is not known.", next_step="Write the name instead.") from None


def check_terms(terms: Terms) -> None:
    """Refuse hours, pay and days that nobody can mean."""
    check_hours(terms.hours)
    for what, amount in (("Pay", terms.salary), ("On-costs", terms.on_costs)):
        if not amount.is_finite() or not 0 <= amount <= MOST_PAY:
            raise NotRight(
                f"{what} of {amount:,} a year cannot be right.",
                next_step="Give pounds a year for the contracted hours.",
            )
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise NotPossible(
            f"They leave on {in_words(terms.ends_on)}, before they join on "
            f"{in_words(terms.starts_on)}.",
            next_step="Check both days.",
        )
    check_days(terms.starts_on, terms.ends_on)
    if terms.area not in Area.values:
        raise NotRight("That area is not known.", next_step="Choose one of the list.")
    if terms.places:
        check_places(terms)


def check_hours(hours: Decimal) -> None:
    """Refuse no hours, hours below nought, and more than one full-time equivalent."""
    if not hours.is_finite() or hours <= 0:
        raise NotRight(f"{hours} hours a week cannot be.", next_step="Give hours above 0.")
    if hours > FULL_TIME:
        raise NotRight(
            f"{hours.normalize():f} hours are {(hours / FULL_TIME).quantize(PENCE)} full-time "
            "equivalents; one person is at most 1.",
            next_step="Give 37.5 hours or fewer, or record two people.",
        )


def check_places(terms: Terms) -> None:
    """Refuse hours at places that do not add up to the contracted hours."""
    for hours in terms.places.values():
        check_hours(hours)
    total = sum(terms.places.values(), Decimal(0))
    if total != terms.hours:
        raise NotRight(
            f"The hours at the places add up to {total.normalize():f}, and "
            f"{terms.hours.normalize():f} are contracted.",
            next_step="Share out all contracted hours, each once.",
        )
