"""Outcomes: ambitions with readings, charts and claims; and variation that is meant."""
