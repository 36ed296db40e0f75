"""Registered lists of every vintage: by small area, by age and sex, and in total."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from openpcn.workflows.demonstration.areas import Areas
from openpcn.workflows.demonstration.history import (
    LIST_DAYS,
    MERGED_ON,
    VINTAGES,
    History,
    next_day,
)
from openpcn.workflows.demonstration.land import Floats, Ints
from openpcn.workflows.demonstration.networks import Networks
from openpcn.workflows.demonstration.practices import Practices
from openpcn.workflows.demonstration.published import (
    AGES_PER_THOUSAND,
    LIST_DRIFT_LOG_SD,
    RESIDENCE_NOT_KNOWN,
    YEARLY_GROWTH,
)
from openpcn.workflows.demonstration.registrations import draw, kilometres, settle_decay, share_out

SMALLEST_NEW_LIST = 3_500


@dataclass(frozen=True, kw_only=True)
class Vintage:
    """The lists of one day; rows of `by_area` are small areas, the last row not known."""

    on: date
    by_area: Ints
    by_age: Ints
    """Practice, sex (women first), band."""

    @property
    def totals(self) -> Ints:
        """Patients by practice."""
        totals: Ints = self.by_area.sum(axis=0)
        return totals


def make_vintages(
    areas: Areas,
    practices: Practices,
    networks: Networks,
    history: History,
    chance: np.random.Generator,
) -> tuple[Vintage, ...]:
    """Every vintage, grown as England grew and with each practice's own drift."""
    away = kilometres(areas.land.centres, practices.points)
    decay = settle_decay(away, areas.land.patients, networks.sizes)
    drift = chance.normal(0, LIST_DRIFT_LOG_SD, len(practices.codes))
    return tuple(
        make_vintage(on, away, decay, drift, areas, networks, history, chance) for on in VINTAGES
    )


def make_vintage(
    on: date,
    away: Floats,
    decay: float,
    drift: Floats,
    areas: Areas,
    networks: Networks,
    history: History,
    chance: np.random.Generator,
) -> Vintage:
    """The lists of one day."""
    years = (VINTAGES[-1] - on).days / 365.25
    patients = np.rint(areas.land.patients / YEARLY_GROWTH**years).astype(np.int64)
    is_open = np.array([history.is_open(at, on) for at in range(len(networks.sizes))])
    wanted = list_wishes(networks, history, on) * np.exp(-drift * years)
    by_area = np.zeros((len(patients) + 1, len(is_open)), dtype=np.int64)
    shares = share_out(away[:, is_open], patients, wanted[is_open], decay=decay)
    by_area[:-1, is_open] = draw(shares, patients, chance)
    by_area[-1] = chance.poisson(by_area.sum(axis=0) * RESIDENCE_NOT_KNOWN)
    return Vintage(on=on, by_area=by_area, by_age=ages(by_area, areas, chance))


def list_wishes(networks: Networks, history: History, on: date) -> Floats:
    """The list each open practice is to have: what a merger brought comes from the merged one."""
    wanted = networks.sizes.copy()
    for gone in (history.merged, history.closed):
        wanted[gone] = max(wanted[gone], SMALLEST_NEW_LIST)
    if history.is_open(history.merged, on):
        wanted[history.merged_into] = max(
            wanted[history.merged_into] - wanted[history.merged], SMALLEST_NEW_LIST
        )
    return wanted


def ages(by_area: Ints, areas: Areas, chance: np.random.Generator) -> Ints:
    """Patients by sex and band: the profile of each place, mixed as a practice's patients are."""
    profile = np.array(AGES_PER_THOUSAND).reshape(3, -1)
    profile /= profile.sum(axis=1, keepdims=True)
    from_place = np.array([by_area[:-1][areas.place_of == at].sum(axis=0) for at in range(3)]).T
    own = np.exp(chance.normal(0, 0.06, (by_area.shape[1], profile.shape[1])))
    mixed = (from_place @ profile + 1e-9) * own
    mixed /= mixed.sum(axis=1, keepdims=True)
    return np.asarray(chance.multinomial(by_area.sum(axis=0), mixed).reshape(-1, 2, 20))


def totals_by_day(vintages: tuple[Vintage, ...], history: History) -> dict[date, Ints]:
    """Lists on every published day: those of the vintages, and between them in proportion."""
    held: dict[date, Ints] = {}
    for on in LIST_DAYS:
        totals = [list_on(at, vintages, history, on) for at in range(len(vintages[0].totals))]
        held[on] = np.array(totals)
    return held


def list_on(practice: int, vintages: tuple[Vintage, ...], history: History, on: date) -> int:
    """A list on a day; a merger changes it overnight, all else little by little."""
    if not history.is_open(practice, on):
        return 0
    known = {each.on: int(each.totals[practice]) for each in vintages if each.totals[practice]}
    if practice == history.merged_into:
        known[MERGED_ON] = known[VINTAGES[0]]
        known[next_day(MERGED_ON)] = known[VINTAGES[1]]
    days = sorted(known)
    at = np.interp(on.toordinal(), [d.toordinal() for d in days], [known[d] for d in days])
    return round(float(at))
