"""What people do about voices."""
