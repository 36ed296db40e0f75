"""Premises of a practice, network, place or system, and bids ranked by the paper's priorities."""
