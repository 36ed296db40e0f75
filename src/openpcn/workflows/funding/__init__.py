"""Statements of entitlements, for a network that is held or for numbers that are given."""
