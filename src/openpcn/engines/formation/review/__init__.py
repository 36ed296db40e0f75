"""Judges any grouping of practices into networks; shares no code with the solver."""

from openpcn.engines.formation.review.facts import (
    Brief,
    CatchmentPiece,
    Growth,
    Practice,
    Rationale,
)
from openpcn.engines.formation.review.findings import Finding, Mend, Move
from openpcn.engines.formation.review.judge import faults_in, review

__all__ = [
    "Brief",
    "CatchmentPiece",
    "Finding",
    "Growth",
    "Mend",
    "Move",
    "Practice",
    "Rationale",
    "faults_in",
    "review",
]
