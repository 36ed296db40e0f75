"""Need summaries: begin, write, rank, sign, tell the board, print, hand over."""
