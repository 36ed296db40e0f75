"""What is written for residents: texts in states, their translations, and messages to roles."""
