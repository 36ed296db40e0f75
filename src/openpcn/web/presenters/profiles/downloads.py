"""The tables of a profile in full, for a spreadsheet, each with its source."""

from __future__ import annotations

from openpcn.web.dates import Dates
from openpcn.web.presenters.population import population_table
from openpcn.web.presenters.profiles.inequality import gradients_file
from openpcn.web.presenters.profiles.organisation import tenths_table
from openpcn.web.presenters.profiles.origins import statement
from openpcn.web.presenters.profiles.over_time import over_time_table
from openpcn.web.presenters.profiles.quality import ratings_table, survey_table
from openpcn.web.presenters.profiles.standings import groups_file, standings_file
from openpcn.web.presenters.tables import Table
from openpcn.workflows.profiles.show_profile import IndicatorAnswer, Profile

GROUPS = ("register", "access", "experience")


def profile_file(answer: Profile, dates: Dates, of: str) -> tuple[Table, str]:
    """The table that a download asks for, and its source where that is not the lists."""
    if of in GROUPS:
        held = answer.of(of)
        told = statement(answer.origins[one.indicator.id] for one in held)
        return standings_file(held, id_=of), told
    if of == "inequality":
        told = statement(answer.origins[one.indicator.id] for one in answer.gradients)
        return gradients_file(answer.gradients), told
    if of == "deprivation" and answer.tenths:
        return tenths_table(answer, answer.tenths, dates), ""
    if of == "survey" and answer.survey:
        return survey_table(answer, answer.survey, dates), SURVEY
    if of == "ratings" and answer.ratings:
        return ratings_table(answer, answer.ratings, dates), RATINGS
    return population_table(answer.population, dates, of), ""


SURVEY = "GP Patient Survey, middle practice of each group, NHS England"
RATINGS = "Overall ratings of practices, Care Quality Commission"


def indicator_file(answer: IndicatorAnswer, of: str) -> tuple[Table, str]:
    """The table of one indicator that a download asks for, with its source."""
    told = statement([answer.origin] if answer.origin else [])
    if of == "inequality":
        return gradients_file([answer.gradient] if answer.gradient else []), told
    if of == "over-time" and answer.over_time:
        return over_time_table(answer.over_time), told
    if of == "networks":
        return groups_file(answer.networks, id_=of, label="Network"), told
    return groups_file(answer.practices, id_="practices", label="Practice"), told
