"""Reports to committees and boards, kept as they were issued."""
