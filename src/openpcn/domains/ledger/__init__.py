"""Where a network's money went: what came in, how it was shared, and what moved out of hospital."""
