"""Settling: from all that files and people say to one timeline; pure."""

from openpcn.domains.registry.settling.oddities import Oddity
from openpcn.domains.registry.settling.statements import Held, Recorded, Statement
from openpcn.domains.registry.settling.timelines import settle

__all__ = ["Held", "Oddity", "Recorded", "Statement", "settle"]
