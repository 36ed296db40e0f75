"""What people do about training, schemes and roles."""
