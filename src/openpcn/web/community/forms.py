"""The form of an asset: what was typed, as it is said; what stands, as it is typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpcn.domains.community.actions.checking import CHARITY, POSTCODE, WEB
from openpcn.domains.community.saying import AssetSaid, PlaceSaid, ProviderSaid, TimeSaid
from openpcn.domains.community.vocabulary import (
    DAYS,
    AssetKind,
    Cost,
    Publication,
    Standing,
    StepFree,
    Theme,
    Tier,
)
from openpcn.kernel.spoken import BY_ENGLISH_NAME, language_code
from openpcn.web.community.presenting import languages_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.community.layout import time_code

LINES_OF_TIMES = 8
ONE_TIME = re.compile(
    r"(?P<days>(?:[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)[ ,]*)+)"
    r"(?P<from>\d{1,2}[:.]\d{2})\s*-\s*(?P<to>\d{1,2}[:.]\d{2})"
)
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
HOW = {
    "website": gettext_lazy("“%(said)s” is no address of a page. Begin it with https://"),
    "charity_number": gettext_lazy("“%(said)s” is no charity number. Enter 6 or 7 digits"),
    "postcode": gettext_lazy("“%(said)s” is no postcode. Enter one such as LE1 1AA"),
}
"""What is said where something typed is of another form."""


def options() -> dict[str, object]:
    """What the form offers to choose from."""
    return {
        "kinds": AssetKind.choices,
        "standings": Standing.choices,
        "publications": Publication.choices,
        "tiers": Tier.choices,
        "costs": Cost.choices,
        "steps": StepFree.choices,
        "themes": Theme.choices,
        "languages": BY_ENGLISH_NAME,
    }


def read_asset(form: Form, before: AssetSaid | None = None) -> AssetSaid:
    """An asset as it was typed; what the form does not ask about stays as it was."""
    held = before or AssetSaid(name="")
    youngest, oldest = age(form, "youngest"), age(form, "oldest")
    if youngest is not None and oldest is not None and oldest < youngest:
        form.problems["oldest"] = _("The oldest age is below the youngest")
    return replace(
        held,
        name=form.text("name", _("a name")),
        kind=form.choice("kind", _("what it is"), AssetKind.values),
        standing=form.choice("standing", _("whether it is open"), Standing.values),
        publication=form.choice("publication", _("who reads it"), Publication.values),
        tier=form.choice("tier", _("a tier of care"), Tier.values),
        description=form.text("description", _("what it is"), required=False, longest=5_000),
        url=matching(form, "website", form.text("website", "", required=False, longest=500), WEB),
        email=email(form, "email"),
        phone=form.text("phone", _("a telephone number"), required=False, longest=40),
        eligibility=form.text("eligibility", _("who it is for"), required=False, longest=1_000),
        youngest=youngest,
        oldest=oldest,
        cost=form.choice("cost", _("whether it costs anything"), Cost.values),
        fees=form.text("fees", _("what it costs"), required=False, longest=1_000),
        step_free=form.choice("step_free", _("how one gets in"), StepFree.values),
        source_note=form.text("source", _("what this rests on"), longest=300),
        provider=provider(form, held.provider),
        places=(place(form, held.places[0] if held.places else None), *held.places[1:]),
        times=times(form, held.times),
        languages=languages(form),
        themes=tuple(each for each in Theme.values if form.is_ticked(f"theme-{each}")),
    )


def email(form: Form, name: str) -> str:
    """An e-mail address, or nothing."""
    said = form.text(name, _("an address"), required=False, longest=254)
    if said and not EMAIL.fullmatch(said):
        form.problems[name] = _("Enter an address such as hello@example.org")
    return said


def matching(form: Form, name: str, said: str, pattern: re.Pattern[str]) -> str:
    """What was typed, or nothing; what is of another form is told at its field."""
    if said and not pattern.fullmatch(said):
        form.problems[name] = HOW[name] % {"said": said[:40]}
    return said


def age(form: Form, name: str) -> int | None:
    """An age in years, or nothing."""
    said = form.text(name, _("an age"), required=False, longest=3)
    if said and not (said.isascii() and said.isdigit() and int(said) <= 120):
        form.problems[name] = _("Enter an age in years, such as 18")
        return None
    return int(said) if said else None


def provider(form: Form, before: ProviderSaid | None) -> ProviderSaid | None:
    """Who runs it, if that was said."""
    name = form.text("organisation", _("who runs it"), required=False)
    said = form.text("charity_number", _("a number"), required=False, longest=20)
    number = matching(form, "charity_number", "".join(said.upper().split()), CHARITY)
    mail = email(form, "owner_email")
    if not name:
        return None
    same = before if before and before.name == name else ProviderSaid(name=name)
    return replace(same, charity_number=number, email=mail)


def place(form: Form, before: PlaceSaid | None) -> PlaceSaid:
    """Where it is: another postcode means another point."""
    held = before or PlaceSaid()
    postcode = form.text("postcode", _("a postcode"), required=False, longest=10)
    plain = matching(form, "postcode", " ".join(postcode.upper().split()), POSTCODE)
    easting, northing = metres(form, "easting"), metres(form, "northing")
    if (easting is None) != (northing is None) and "easting" not in form.problems:
        form.problems["easting"] = _("Enter both metres east and north, or neither")
    at = PlaceSaid(key=held.key, uprn=held.uprn)
    if easting is not None and northing is not None:
        at = replace(at, easting=easting, northing=northing, basis="recorded")
    elif plain == held.postcode and held.basis != "recorded":
        at = replace(at, easting=held.easting, northing=held.northing, basis=held.basis)
    return replace(
        at,
        name=form.text("venue", _("the name of the place"), required=False),
        address=form.text("address", _("the address"), required=False, longest=300),
        postcode=plain,
        accessibility=form.text("accessibility", _("notes"), required=False, longest=1_000),
    )


def metres(form: Form, name: str) -> float | None:
    """Metres on the National Grid, or nothing."""
    said = form.text(name, _("metres"), required=False, longest=9).replace(",", "")
    if not said:
        return None
    if not said.isascii() or not said.isdigit() or not 0 < int(said) < 1_300_000:
        form.problems[name] = _("Enter metres on the National Grid, such as 458700")
        return None
    return float(said)


def times(form: Form, before: tuple[TimeSaid, ...]) -> tuple[TimeSaid, ...]:
    """The times, a line each; those that the form cannot write stay as they are."""
    said = form.text("times", _("the times"), required=False, longest=1_000)
    kept = tuple(each for each in before if not time_code(each))
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    found: list[TimeSaid] = []
    for line in lines[:LINES_OF_TIMES]:
        one = ONE_TIME.fullmatch(line.upper().replace("\N{EN DASH}", "-"))
        days = tuple(re.findall(r"[1-5]?[A-Z]{2}", one["days"])) if one else ()
        if one is None or any(each[-2:] not in DAYS for each in days):
            form.problems["times"] = _("“%(line)s” is not a time. Write: MO WE 10:00-12:00") % {
                "line": line[:40]
            }
            continue
        opens_at, closes_at = hour(one["from"]), hour(one["to"])
        if opens_at is None or closes_at is None:
            form.problems["times"] = _("There is no such time: “%(line)s”") % {"line": line[:40]}
        elif closes_at <= opens_at:
            form.problems["times"] = _("“%(line)s” ends before it begins") % {"line": line[:40]}
        else:
            monthly = len(days[0]) > 2
            found.append(
                TimeSaid(
                    frequency="MONTHLY" if monthly else "WEEKLY",
                    days=",".join(days),
                    opens_at=opens_at,
                    closes_at=closes_at,
                )
            )
    return (*found, *kept)


def hour(text: str) -> time | None:
    """A time of the day, if there is such a one."""
    hours, minutes = (int(each) for each in re.split("[:.]", text))
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def languages(form: Form) -> tuple[str, ...]:
    """The languages, with commas between; each by its name or its code."""
    said = form.text("languages", _("the languages"), required=False, longest=300)
    found: list[str] = []
    for each in filter(None, (word.strip() for word in re.split("[,;\n]", said))):
        code = language_code(each)
        if code is None:
            form.problems["languages"] = _("“%(word)s” is no language that we know") % {
                "word": each[:40]
            }
        else:
            found.append(code)
    return tuple(dict.fromkeys(found))


def filled(said: AssetSaid, starts_on: date) -> dict[str, str]:
    """What stands already, for the form."""
    at = said.places[0] if said.places else PlaceSaid()
    runs = said.provider
    own_point = at.basis == "recorded"
    return {
        "name": said.name, "kind": said.kind, "standing": said.standing,
        "publication": said.publication, "tier": said.tier, "description": said.description,
        "website": said.url, "email": said.email, "phone": said.phone,
        "eligibility": said.eligibility, "cost": said.cost, "fees": said.fees,
        "youngest": "" if said.youngest is None else str(said.youngest),
        "oldest": "" if said.oldest is None else str(said.oldest),
        "step_free": said.step_free, "source": said.source_note,
        "organisation": runs.name if runs else "",
        "charity_number": runs.charity_number if runs else "",
        "owner_email": runs.email if runs else "",
        "venue": at.name, "address": at.address, "postcode": at.postcode,
        "accessibility": at.accessibility,
        "easting": f"{at.easting:.0f}" if own_point and at.easting is not None else "",
        "northing": f"{at.northing:.0f}" if own_point and at.northing is not None else "",
        "times": "\n".join(filter(None, map(time_code, said.times))),
        "languages": languages_of(said),
        **{f"theme-{each}": "yes" for each in said.themes},
        "starts_on-day": str(starts_on.day), "starts_on-month": str(starts_on.month),
        "starts_on-year": str(starts_on.year),
    }  # fmt: skip
