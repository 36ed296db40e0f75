"""Bids for premises, ranked by their scores. Pure."""
