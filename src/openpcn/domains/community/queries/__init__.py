"""Reads of community assets."""
