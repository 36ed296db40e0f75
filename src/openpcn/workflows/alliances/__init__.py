"""How organisations formed to work together, and whom that reaches."""
