"""Premises: sites with their rooms and users, and bids for investment, scored and ranked."""
