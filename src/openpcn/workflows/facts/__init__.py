"""What is known of an organisation or area on a day, and which source says so."""
