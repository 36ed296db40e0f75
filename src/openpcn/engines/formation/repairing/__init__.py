"""Mends a map of networks: few practices change, and each answer says what it would do."""

from openpcn.engines.formation.repairing.aligning import align
from openpcn.engines.formation.repairing.facts import Move, Option
from openpcn.engines.formation.repairing.leaving import homes_for
from openpcn.engines.formation.repairing.mending import mend, mend_in_turn

__all__ = ["Move", "Option", "align", "homes_for", "mend", "mend_in_turn"]
