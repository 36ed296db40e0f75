"""Keep what is recorded: copies of it, putting one back, and bringing it to this version."""

from openpcn.workflows.upkeep.copying import KeptCopy, back_up, restore
from openpcn.workflows.upkeep.upgrading import upgrade

__all__ = ["KeptCopy", "back_up", "restore", "upgrade"]
