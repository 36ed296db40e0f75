"""The contract calendar: what we owe, what we receive, by when, and hours of enhanced access."""
