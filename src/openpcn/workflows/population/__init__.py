"""Keep records of people, make them, and answer definitions with them."""
