"""Who gets what share of the money against their need, and what extra money would change."""
