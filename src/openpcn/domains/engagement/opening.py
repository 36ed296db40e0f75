"""Whether a consultation can be answered on a day, and whether everybody sees its results."""

from __future__ import annotations

from datetime import date

from openpcn.domains.engagement.models import Consultation, ConsultationTerms
from openpcn.domains.engagement.vocabulary import HeldWhere, Stage


def is_open(made: Consultation, held: ConsultationTerms, day: date) -> bool:
    """Whether one can answer on a day."""
    announced = held.stage == Stage.ANNOUNCED and made.where == HeldWhere.HERE
    return announced and held.opens_on <= day <= held.closes_on


def shows_results(made: Consultation, held: ConsultationTerms, day: date) -> bool:
    """Whether everybody sees the results; until then nobody does."""
    if held.stage != Stage.ANNOUNCED:
        return False
    return made.where == HeldWhere.ELSEWHERE or held.results_on <= day
