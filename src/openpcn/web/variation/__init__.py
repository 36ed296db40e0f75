"""Variation between organisations, and the reasons for what is meant."""
