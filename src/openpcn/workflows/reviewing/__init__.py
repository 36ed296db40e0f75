"""What needs attention in the networks of a day, or in a future."""
