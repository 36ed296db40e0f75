"""What the pages about an organisation or a neighbourhood show."""
