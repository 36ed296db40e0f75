"""What people record of agreements."""
