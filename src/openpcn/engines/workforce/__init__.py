"""Staff of general practice: tables and ratios, a paper recomputed, and a projection."""
