"""Reports: make, read, take away, issue, compare, withdraw."""
