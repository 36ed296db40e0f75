"""Milestones that wait for others."""
