"""Buildings that practices work in: rooms, condition, ownership, users, and bids for money."""
