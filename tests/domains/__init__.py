"""Tests of what people record."""
