"""Directories of other people brought in, and ours for other programs."""
