"""Encounters: who was seen by whom, and how long stays in hospital lasted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openpcn.workflows.population.generating.assumptions import settings, table
from openpcn.workflows.population.generating.contacts import Contacts
from openpcn.workflows.population.generating.people import NEVER, People
from openpcn.workflows.population.generating.places import Floats, Ints

OLD = 65
FEWEST_GPS = 4


@dataclass(frozen=True, kw_only=True)
class Visits:
    """Encounters as they are kept."""

    person: Ints
    starts: Ints
    ends: Ints
    """`NEVER` where there is none: not a stay, or still there."""
    setting: Ints
    """Position in the names of settings."""
    role: Ints
    """Position in `roles()`, or -1."""
    clinician: Ints
    """Number, or 0."""


def roles() -> tuple[str, ...]:
    """Every role that a contact can be with."""
    told = table("contacts")["roles"]
    return tuple(dict.fromkeys(role for chosen in told.values() for role, _ in chosen))


def draw_visits(
    people: People,
    contacts: tuple[Contacts, ...],
    first_clinician: int,
    chance: np.random.Generator,
) -> Visits:
    """Who was seen by whom, and how long stays lasted."""
    names = list(settings())
    parts = []
    staff = Staff.of(people, first_clinician, chance)
    for each in contacts:
        many = len(each.person)
        role, clinician = np.full(many, -1), np.zeros(many, dtype=np.int64)
        ends = np.full(many, NEVER)
        if each.setting in table("contacts")["roles"]:
            role, clinician = staff.seen(each, chance)
        if each.setting.startswith("ip_"):
            ends = stay_ends(each, people, chance)
        at = np.full(many, names.index(each.setting))
        parts.append((each.person, each.day, ends, at, role, clinician))
    person, starts, ends, setting, role, clinician = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    return Visits(
        person=person, starts=starts, ends=ends, setting=setting, role=role, clinician=clinician
    )


def stay_ends(stays: Contacts, people: People, chance: np.random.Generator) -> Ints:
    """The last day of each stay, open where it is not over."""
    told = table("contacts")["stays"]
    many = len(stays.person)
    if stays.setting == "ip_elective":
        nights = chance.exponential(told["nights"]["elective"], many)
        nights *= chance.random(many) > told["day_case"]
    else:
        old = people.age[stays.person] >= OLD
        mean = np.where(old, told["nights"]["emergency_old"], told["nights"]["emergency_young"])
        nights = chance.exponential(mean / (1 - told["none"])) * (
            chance.random(many) > told["none"]
        )
    ends = stays.day + np.ceil(nights).astype(np.int64)
    return np.where(ends <= people.today, np.minimum(ends, people.ends[stays.person]), NEVER)


@dataclass(frozen=True, kw_only=True)
class Staff:
    """The clinicians of a practice, and everyone's usual one."""

    gps: int
    others: int
    first: int
    usual: Ints
    loyalty: Floats
    """By person: the share of contacts with a GP that are with the usual one."""

    @classmethod
    def of(cls, people: People, first: int, chance: np.random.Generator) -> Staff:
        """As many as the list asks for."""
        told = table("contacts")["continuity"]
        gps = max(FEWEST_GPS, round(len(people) / told["patients_for_each_gp"]))
        loyalty = chance.beta(told["alpha"], told["beta"], len(people))
        return cls(
            gps=gps,
            others=max(3, round(gps * told["others_for_each_gp"])),
            first=first,
            usual=chance.integers(0, gps, len(people)),
            loyalty=np.minimum(loyalty + (people.age >= 75) * told["older_more"], 1.0),
        )

    def seen(self, contacts: Contacts, chance: np.random.Generator) -> tuple[Ints, Ints]:
        """Role and number of who was seen at each contact."""
        chosen = table("contacts")["roles"][contacts.setting]
        many = len(contacts.person)
        share = np.array([weight for _, weight in chosen])
        at = chance.choice(len(chosen), many, p=share / share.sum())
        role = np.array([roles().index(name) for name, _ in chosen])[at]
        with_gp = role == roles().index("gp")
        with_usual = chance.random(many) < self.loyalty[contacts.person]
        some_gp = chance.integers(0, self.gps, many)
        gp = np.where(with_usual, self.usual[contacts.person], some_gp)
        other = self.gps + chance.integers(0, self.others, many)
        community = contacts.setting != "gp"
        number = self.first + np.where(with_gp, gp, other) + (self.gps + self.others) * community
        return role, number
