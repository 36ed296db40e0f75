"""The land of a system: which network or neighbourhood each small area belongs to."""
