"""What a system, place or network wants to reach, what was measured of it, and what is meant."""
