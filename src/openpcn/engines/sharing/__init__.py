"""Sharing money out: a network's own rule, applied to the penny."""
