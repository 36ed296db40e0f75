"""Writes of community assets."""
