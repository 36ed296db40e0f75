"""Networks and neighbourhoods of English primary care, on any date."""

__version__ = "2026.1"
