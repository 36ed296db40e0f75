"""Proposes networks: the best connected grouping in band, with a certified bound and reasons."""
