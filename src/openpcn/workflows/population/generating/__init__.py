"""Invent people for the demonstration: who they are, what they have, and what is recorded."""
