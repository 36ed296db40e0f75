"""What people do about services."""
