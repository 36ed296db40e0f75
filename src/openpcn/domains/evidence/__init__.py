"""Published figures by practice or area, each with its source and period."""
