"""Organisations, people in roles, areas and registered lists, each with its dates."""
