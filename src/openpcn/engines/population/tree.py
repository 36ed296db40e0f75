"""What a definition can say about a person: a small tree of typed operators.

A flag is yes or no, a number is a whole number, a choice is one label of several. What each
operator means exactly, on any day and with any records, is `plainly.py`; every other engine must
agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openpcn.engines.population.windows import Window

Counting = Literal["days", "codes"]
Comparison = Literal["below", "at_most", "at_least", "above"]
Which = Literal["latest", "best_of_last_two", "any"]
Trait = Literal[
    "care_home", "interpreter", "optout_national", "optout_local"
]  # yes, no or not known
Label = Literal["sex", "language", "ethnicity16", "lsoa21"]
Measure = Literal["age_years", "age_months", "imd_decile"]


# What is recorded: events, by the clusters that their codes belong to


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A code of any of the clusters is recorded in the window, on `at_least` different days.

    Counting "codes", it is different codes that are counted, each once.
    """

    clusters: tuple[str, ...]
    window: Window | None = None
    at_least: int = 1
    counting: Counting = "days"


@dataclass(frozen=True, kw_only=True)
class Unresolved:
    """The latest code in the window is not followed by one that says it is resolved.

    A resolving code counts on any day up to the day asked about. On the same day, the condition
    stands, as in the QOF rules; with `same_day_resolves` it does not.
    """

    clusters: tuple[str, ...]
    resolved_by: tuple[str, ...]
    window: Window | None = None
    same_day_resolves: bool = False


@dataclass(frozen=True, kw_only=True)
class FirstRecorded:
    """The first day ever with a code of the clusters lies in the window."""

    clusters: tuple[str, ...]
    window: Window


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value recorded in the window is below, at most, at least or above `thousandths`/1000.

    Values are rounded to thousandths before they are compared. A day's value is its highest.
    "latest" is the last day with a value; "best_of_last_two" the higher of the last two days with
    a value, and no where there are not two; "any" is met by one value of any day.
    """

    clusters: tuple[str, ...]
    compare: Comparison
    thousandths: int
    which: Which = "latest"
    window: Window | None = None


# Encounters


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """Different days in the window on which an encounter in one of the settings starts.

    With `roles`, only encounters with a professional in one of these roles.
    """

    settings: tuple[str, ...]
    window: Window | None
    at_least: int = 1
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Nights:
    """Nights in hospital in the window, of stays in the settings, are at least this many.

    A night counts on the day that it ends. A stay without an end lasts until the day asked about.
    The same stay recorded twice counts once; stays that overlap count each.
    """

    settings: tuple[str, ...]
    window: Window | None
    at_least: int


@dataclass(frozen=True, kw_only=True)
class Discontinuous:
    """The clinician seen most had less than `below_percent` of the contacts in the window.

    A contact is a day and a clinician. Contacts without a known clinician are nobody's, but count.
    With fewer than `fewest` contacts the answer is no.
    """

    settings: tuple[str, ...]
    window: Window | None
    below_percent: int
    fewest: int = 3
    roles: tuple[str, ...] = ()


# The person


@dataclass(frozen=True, kw_only=True)
class Is:
    """A trait is recorded as true; what is not known is no."""

    trait: Trait


@dataclass(frozen=True, kw_only=True)
class OneOf:
    """A label of the person is one of these; what is not known is none of them."""

    label: Label
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Known:
    """A label of the person is recorded."""

    label: Label


@dataclass(frozen=True, kw_only=True)
class Between:
    """A measure of the person lies from `lowest` to `highest`, both included; None is open.

    Age is in completed years or months, as if everybody were born on the first of their birth
    month. What is not known, and an age before birth, lies nowhere.
    """

    measure: Measure
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """The day of first arrival in the country lies in the window."""

    window: Window


# Other definitions


@dataclass(frozen=True, kw_only=True)
class Uses:
    """The flag of another definition."""

    definition: str


@dataclass(frozen=True, kw_only=True)
class Falls:
    """A band or segment of another definition is one of these labels."""

    definition: str
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Scores:
    """The score of another definition lies from `lowest` to `highest`, both included."""

    definition: str
    lowest: int | None = None
    highest: int | None = None


# Joined


@dataclass(frozen=True, kw_only=True)
class All:
    """Every one of these; of none it is yes."""

    of: tuple[Flag, ...]


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    """At least one of these; of none it is no."""

    of: tuple[Flag, ...]


@dataclass(frozen=True, kw_only=True)
class Not:
    """The opposite."""

    of: Flag


@dataclass(frozen=True, kw_only=True)
class AtLeast:
    """At least `number` of these are true."""

    number: int
    of: tuple[Flag, ...]


FromEvents = Recorded | Unresolved | FirstRecorded | Value
FromEncounters = Contacts | Nights | Discontinuous
FromPerson = Is | OneOf | Known | Between | Arrived
FromOthers = Uses | Falls | Scores
Leaf = FromEvents | FromEncounters | FromPerson | FromOthers
Flag = Leaf | All | AnyOf | Not | AtLeast


# Numbers and choices


@dataclass(frozen=True, kw_only=True)
class Weighted:
    """A flag and the whole number that it adds when true."""

    weight: int
    when: Flag


@dataclass(frozen=True, kw_only=True)
class Sum:
    """The weights of the flags that are true, added. A count is a sum of ones."""

    of: tuple[Weighted, ...]


@dataclass(frozen=True, kw_only=True)
class Band:
    """A label for scores from this one on, up to the next band; the lowest has no start."""

    label: str
    starts_at: int | None = None


@dataclass(frozen=True, kw_only=True)
class Bands:
    """The band in which another definition's score lies; bands are listed from low to high."""

    score: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A label, and who is in it unless an earlier segment has them."""

    label: str
    when: Flag


@dataclass(frozen=True, kw_only=True)
class Segments:
    """The first segment whose flag is true, else the one for everybody who is left."""

    of: tuple[Segment, ...]
    otherwise: str


Rule = Flag | Sum | Bands | Segments
