"""Voices: who speaks for patients, what they were asked and said, and what was done about it."""
