"""Projections of staff, and a published paper recomputed."""
