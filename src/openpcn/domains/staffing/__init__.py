"""Training places and posts, local schemes with their recipients, and what role-holders declare."""
