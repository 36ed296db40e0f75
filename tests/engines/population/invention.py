"""Random definitions and random little populations, in which every odd case is common."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue, Definition
from openpcn.engines.population.people import Encounter, Event, Person, PersonRecords
from openpcn.engines.population.reading import Partition
from openpcn.engines.population.windows import Last, Since, Window
from openpcn.kernel.records import SCHEMAS

AS_AT = date(2026, 3, 31)
ONE_DAY = timedelta(days=1)
CLUSTERS = {"A": (1, 2, 3), "B": (3, 4), "C": (5, 6, 7, 8, 9, 10), "D": (), "V": (11, 12)}
CODES = range(14)
SETTINGS = ("gp", "community", "ed", "ip_emergency", "ip_elective", "op_first", "op_follow_up")
ROLES = ("gp", "nurse", None)
VALUES = (None, float("nan"), float("inf"), -1.5, 0.0, 0.95, 0.951, 48.0, 59.9995, 60.0)
EDGES = (0, 1, 2, 27, 28, 29, 30, 31, 89, 90, 91, 364, 365, 366, 367, 730, 731, 1500, 4000, -1, -5)

Registered = tuple[str, date, date | None]


class Chance(random.Random):
    """Chance that makes parts of definitions and of people's records."""

    def window(self) -> Window:
        made = self.randrange(4)
        if made == 0:
            return Since(on=AS_AT - timedelta(days=self.choice(EDGES)))
        if made == 1:
            return Last(days=self.choice((1, 30, 90, 365)))
        months = self.choice((1, 2, 12, 24))
        return Last(months=months, skipping_months=self.choice((0, 0, 1, 12)))

    def window_or_none(self) -> Window | None:
        return self.window() if self.random() < 0.6 else None

    def some(self, of: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.sample(of, self.choice((1, 1, 2))))

    def leaf(self, others: list[Definition]) -> tree.Leaf:
        clusters = self.some(tuple(CLUSTERS))
        makers = [
            lambda: tree.Recorded(clusters=clusters, window=self.window_or_none()),
            lambda: tree.Recorded(
                clusters=clusters,
                window=self.window_or_none(),
                at_least=self.randint(1, 4),
                counting=self.choice(("days", "codes")),
            ),
            lambda: tree.Unresolved(
                clusters=clusters,
                resolved_by=self.some(tuple(CLUSTERS)),
                window=self.window_or_none(),
                same_day_resolves=self.random() < 0.5,
            ),
            lambda: tree.FirstRecorded(clusters=clusters, window=self.window()),
            lambda: tree.Value(
                clusters=("V", *clusters)[: self.randint(1, 2)],
                compare=self.choice(("below", "at_most", "at_least", "above")),
                thousandths=self.choice((-1500, 0, 950, 951, 48_000, 60_000)),
                which=self.choice(("latest", "best_of_last_two", "any")),
                window=self.window_or_none(),
            ),
            lambda: tree.Contacts(
                settings=self.some(SETTINGS),
                window=self.window_or_none(),
                at_least=self.randint(1, 4),
                roles=self.choice(((), ("gp",), ("gp", "nurse"), ("nobody",))),
            ),
            lambda: tree.Nights(
                settings=self.some(SETTINGS[3:5]),
                window=self.window_or_none(),
                at_least=self.choice((1, 2, 5, 20)),
            ),
            lambda: tree.Discontinuous(
                settings=self.some(("gp", "community")),
                window=self.window_or_none(),
                below_percent=self.choice((34, 50, 51, 100, 101)),
                fewest=self.choice((1, 2, 3)),
                roles=self.choice(((), ("gp",))),
            ),
            lambda: tree.Is(
                trait=self.choice(("care_home", "interpreter", "optout_national", "optout_local"))
            ),
            lambda: tree.OneOf(label="sex", values=self.some(("F", "M", "U", "it's"))),
            lambda: tree.OneOf(label="language", values=("en", "pl")),
            lambda: tree.Known(label=self.choice(("language", "ethnicity16", "lsoa21", "sex"))),
            lambda: tree.Between(
                measure=self.choice(("age_years", "age_months", "imd_decile")),
                lowest=self.choice((None, 0, 1, 5, 18)),
                highest=self.choice((None, 1, 10, 17, 300)),
            ),
            lambda: tree.Arrived(window=self.window()),
        ]
        makers += [
            lambda one=one: self.use_of(one) for one in self.sample(others, min(2, len(others)))
        ]
        return self.choice(makers)()

    def use_of(self, other: Definition) -> tree.Leaf:
        if other.kind == "flag":
            return tree.Uses(definition=other.name)
        if other.kind == "score":
            lowest = self.choice((None, -2, 0, 1, 3))
            return tree.Scores(
                definition=other.name, lowest=lowest, highest=self.choice((None, 0, 2, 9))
            )
        return tree.Falls(definition=other.name, labels=self.some(other.labels[:2]))

    def flag(self, others: list[Definition], depth: int = 2) -> tree.Flag:
        if depth == 0 or self.random() < 0.4:
            return self.leaf(others)
        parts = tuple(self.flag(others, depth - 1) for _ in range(self.randint(0, 3)))
        return self.choice(
            (
                tree.All(of=parts),
                tree.AnyOf(of=parts),
                tree.Not(of=self.flag(others, depth - 1)),
                tree.AtLeast(number=self.randint(0, 3), of=parts),
            )
        )

    def rule(self, kind: str, others: list[Definition]) -> tree.Rule:
        parts = [self.flag(others) for _ in range(self.randint(1, 4))]
        scores = [one.name for one in others if one.kind == "score"]
        if kind == "score":
            return tree.Sum(
                of=tuple(tree.Weighted(weight=self.randint(-3, 9), when=part) for part in parts)
            )
        if kind == "band" and scores:
            starts = sorted(self.sample(range(-3, 12), 3))
            bands = (tree.Band(label="b0"),)
            bands += tuple(tree.Band(label=f"b{n}", starts_at=s) for n, s in enumerate(starts, 1))
            return tree.Bands(score=self.choice(scores), bands=bands)
        if kind == "segment":
            segments = tuple(tree.Segment(label=f"s{n}", when=p) for n, p in enumerate(parts))
            return tree.Segments(of=segments, otherwise="rest")
        return parts[0]

    def catalogue(self, size: int) -> Catalogue:
        """As many definitions, some of which use earlier ones."""
        made: list[Definition] = []
        for number in range(size):
            kind = self.choice(("flag", "flag", "score", "band", "segment"))
            rule = self.rule(kind, made[-12:])
            kind = kind if kind != "band" or isinstance(rule, tree.Bands) else "flag"
            name = f"d{number:05d}"
            made.append(Definition(name=name, title=name, kind=kind, rule=rule))
        return Catalogue.of(made, clusters=set(CLUSTERS))

    def day(self) -> date:
        near = self.choice(EDGES) if self.random() < 0.6 else self.randrange(-20, 3000)
        return AS_AT - timedelta(days=near)

    def person(self, person_id: int) -> PersonRecords:
        born = date(self.choice((1935, 1950, 1980, 2007, 2008, 2020, 2026)), self.randint(1, 12), 1)
        who = Person(
            person_id=person_id,
            sex=self.choice(("F", "M", "I", "U")),
            birth_month=born,
            death_on=self.choice(
                (None,) * 12 + (AS_AT, AS_AT + timedelta(days=1), date(2020, 1, 1))
            ),
            lsoa21=self.choice((None, "E01000001")),
            imd_decile=self.choice((None, 1, 5, 10)),
            ethnicity16=self.choice((None, "A", "H")),
            language=self.choice((None, "en", "pl", "ur")),
            interpreter=self.choice((None, False, True)),
            care_home=self.random() < 0.2,
            optout_national=self.random() < 0.2,
            optout_local=self.random() < 0.2,
            arrived_on=self.choice((None, self.day())),
        )
        return PersonRecords(
            person=who, events=tuple(self.events()), encounters=tuple(self.encounters())
        )

    def events(self) -> list[Event]:
        made = []
        for _ in range(self.choice((0, 1, 3, 8, 20))):
            code = self.choice(CODES)
            held = frozenset(name for name, codes in CLUSTERS.items() if code in codes)
            value = self.choice(VALUES)
            made.append(Event(on=self.day(), code=code, clusters=held, value=value))
        return self.again(made)

    def encounters(self) -> list[Encounter]:
        made = []
        for _ in range(self.choice((0, 1, 3, 8, 45))):
            start = self.day()
            made.append(
                Encounter(
                    starts_on=start,
                    setting=self.choice((*SETTINGS, "gp", "gp")),
                    ends_on=self.choice(
                        (None, start, start + timedelta(days=self.randint(-2, 40)))
                    ),
                    role=self.choice(ROLES),
                    clinician=self.choice((None, 1, 2, 3)),
                )
            )
        return self.again(made)

    def again(self, rows: list) -> list:
        """The rows with some of them twice."""
        return rows + [row for row in rows if self.random() < 0.2]

    def registered(self) -> Registered:
        left = self.choice((None,) * 6 + (AS_AT, AS_AT - timedelta(days=1)))
        return "Z1", self.choice((date(2015, 1, 1),) * 6 + (AS_AT + timedelta(days=1),)), left


def is_counted(records: PersonRecords, registered: Registered) -> bool:
    """Registered on the day and alive."""
    _, starts, ends = registered
    died = records.person.death_on
    return starts <= AS_AT and (ends is None or ends >= AS_AT) and (died is None or died > AS_AT)


def write_partition(
    folder: Path,
    people: list[PersonRecords],
    registered: list[Registered],
    *,
    practice: str = "Z1",
    sort: bool = True,
) -> Partition:
    """One practice's Parquet files, as the layout says; unsorted only where asked."""
    at = folder / f"practice={practice}"
    at.mkdir(parents=True)
    rows: dict[str, list[tuple]] = {
        "person": [
            tuple(getattr(one.person, field.name) for field in SCHEMAS["person"]) for one in people
        ],
        "registration": [
            (one.person.person_id, *where) for one, where in zip(people, registered, strict=True)
        ],
        "event": [
            (one.person.person_id, event.code, event.on, event.value, 1)
            for one in people
            for event in (sorted(one.events, key=lambda e: e.on) if sort else one.events)
        ],
        "encounter": [
            (one.person.person_id, e.starts_on, e.ends_on, e.setting, e.role, e.clinician)
            for one in people
            for e in (sorted(one.encounters, key=lambda e: e.starts_on) if sort else one.encounters)
        ],
    }
    for name, found in rows.items():
        write_table(at, name, found)
    return Partition(practice=practice, folder=at)


def write_table(at: Path, name: str, rows: list[tuple]) -> None:
    """One Parquet file with declared columns."""
    schema = SCHEMAS[name]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(col, field.type) for col, field in zip(columns, schema, strict=True)]
    pq.write_table(pa.table(arrays, schema=schema), at / f"{name}.parquet", row_group_size=50)


def population(chance: Chance, people: int) -> tuple[list[PersonRecords], list[Registered]]:
    """People by rising number, and where each is registered."""
    return [chance.person(10 * (n + 1)) for n in range(people)], [
        chance.registered() for _ in range(people)
    ]
