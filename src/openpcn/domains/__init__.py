"""What people record. Only a domain touches its models."""
