"""Definitions of registers, scores and segments, and engines that answer them for everybody."""
