"""Staff of general practice: what is published, recomputed papers, projections."""
