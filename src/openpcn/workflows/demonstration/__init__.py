"""A whole invented system, made from a seed, to see everything in before data are loaded."""

from openpcn.workflows.demonstration.preparing import Prepared, prepare

__all__ = ["Prepared", "prepare"]
