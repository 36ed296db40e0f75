"""Who signs in, what they did, and what they may do."""
