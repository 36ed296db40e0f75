"""What is to be reached, what was measured, and what may be said of it."""
