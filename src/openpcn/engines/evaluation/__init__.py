"""Did an intervention help, or harm? Answered only against people who are compared.

There is no function here that shows people before and after alone: those who are chosen for high
use fall back by themselves, and a programme that does nothing would seem to work.
"""

from openpcn.engines.evaluation.answer import Evaluation, Finding, Trial, Verdict
from openpcn.engines.evaluation.balance import BalanceLine
from openpcn.engines.evaluation.effects import Effect
from openpcn.engines.evaluation.evaluating import evaluate
from openpcn.engines.evaluation.facts import Better, Outcome, People
from openpcn.engines.evaluation.targets import (
    Lever,
    Progress,
    TowardsTarget,
    levers,
    towards_target,
)

__all__ = [
    "BalanceLine",
    "Better",
    "Effect",
    "Evaluation",
    "Finding",
    "Lever",
    "Outcome",
    "People",
    "Progress",
    "TowardsTarget",
    "Trial",
    "Verdict",
    "evaluate",
    "levers",
    "towards_target",
]
