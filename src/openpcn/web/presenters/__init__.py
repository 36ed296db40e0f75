"""Wording and links: answers in, what a template places out."""
