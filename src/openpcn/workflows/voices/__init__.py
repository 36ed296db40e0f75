"""Voices: who speaks, what was asked and said, and what was done about it."""
