"""What was drawn for a practice, as the four tables that are kept."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from openpcn.kernel.records import SCHEMAS
from openpcn.workflows.population.generating.assumptions import settings
from openpcn.workflows.population.generating.illness import Illness
from openpcn.workflows.population.generating.people import NEVER, People
from openpcn.workflows.population.generating.places import TENTHS, Ints, Places
from openpcn.workflows.population.generating.recording import Events
from openpcn.workflows.population.generating.visits import Visits, roles


def person_table(people: People, illness: Illness, places: Places) -> pa.Table:
    """The people."""
    known = people.area < len(places.areas)
    areas = np.array([*places.areas, ""], dtype=object)[people.area]
    tenth = np.append(places.tenth, TENTHS)[people.area] + 1
    columns = {
        "person_id": people.numbers,
        "sex": pa.array(np.array(["F", "M"], dtype=object)[people.sex], pa.string()),
        "birth_month": on_days(people.born),
        "death_on": on_days(np.where(people.has_died, people.ends, NEVER)),
        "lsoa21": pa.array(areas, pa.string(), mask=~known),
        "imd_decile": pa.array(tenth.astype(np.int8), mask=~known),
        "ethnicity16": texts(people.ethnicity),
        "language": texts(languages(people)),
        "interpreter": pa.array(people.interpreter, mask=~people.other_language),
        "care_home": illness.has["care_home"],
        "optout_national": people.optout_national,
        "optout_local": people.optout_local,
        "arrived_on": on_days(people.arrived),
    }
    return pa.table(columns, schema=SCHEMAS["person"])


def languages(people: People) -> NDArray[np.object_]:
    """Main language: English where it is no other, and not known where ethnicity is not either."""
    english = np.where(people.ethnicity == "", "", "en").astype(object)
    return np.where(people.other_language, people.language, english)


def registration_table(people: People) -> pa.Table:
    """Their registrations, ended for those who have left or died."""
    gone = people.has_left | people.has_died
    columns = {
        "person_id": people.numbers,
        "practice_code": pa.array([people.practice] * len(people)),
        "starts_on": on_days(people.registered),
        "ends_on": on_days(np.where(gone, people.ends, NEVER)),
    }
    return pa.table(columns, schema=SCHEMAS["registration"])


def event_table(events: Events, people: People) -> pa.Table:
    """Their coded events."""
    columns = {
        "person_id": people.numbers[events.person],
        "code_id": events.code,
        "on": on_days(events.day),
        "value": pa.array(events.value, mask=np.isnan(events.value)),
        "kind": events.kind,
    }
    return pa.table(columns, schema=SCHEMAS["event"])


def encounter_table(visits: Visits, people: People) -> pa.Table:
    """Their encounters."""
    order = np.lexsort([visits.starts, visits.person])
    columns = {
        "person_id": people.numbers[visits.person[order]],
        "starts_on": on_days(visits.starts[order]),
        "ends_on": on_days(visits.ends[order]),
        "setting": words(visits.setting[order], tuple(settings())),
        "role": words(visits.role[order], roles()),
        "clinician": pa.array(
            visits.clinician[order].astype(np.int32), mask=visits.clinician[order] == 0
        ),
    }
    return pa.table(columns, schema=SCHEMAS["encounter"])


def on_days(numbers: Ints) -> pa.Array:
    """Days from their numbers; empty where it never was."""
    return pa.array(numbers.astype(np.int32), mask=numbers == NEVER).cast(pa.date32())


def texts(values: NDArray[np.object_]) -> pa.Array:
    """Words; empty ones are none."""
    return pa.array(values, pa.string(), mask=values == "")


def words(at: Ints, names: tuple[str, ...]) -> pa.Array:
    """Words from their positions; none where it is below nought."""
    positions = pa.array(at.astype(np.int32), mask=at < 0)
    return pa.DictionaryArray.from_arrays(positions, pa.array(names)).cast(pa.string())
