"""Neighbours, catchments, overlaps and distances: facts that other engines are given."""
