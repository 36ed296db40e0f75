"""The contract calendar: what we owe, what we receive, by when, and what is done."""
