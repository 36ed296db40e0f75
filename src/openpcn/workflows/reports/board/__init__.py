"""The paper that a network's board reads each month, and its director's one page."""
