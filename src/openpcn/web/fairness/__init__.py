"""Pages that set money against need, and ask what extra money would change."""
