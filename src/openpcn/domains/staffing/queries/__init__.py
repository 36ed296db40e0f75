"""What is recorded of training, schemes and roles."""
