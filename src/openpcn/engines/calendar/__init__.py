"""When what a contract asks for is due, and how minutes of access add up. Pure."""
