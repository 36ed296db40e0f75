"""What people record of outcomes."""
