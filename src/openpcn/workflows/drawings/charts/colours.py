"""The colours of charts, named by what they say; shape or word always goes with them."""

from openpcn.workflows.drawings import palette

TEXT = palette.TEXT
SECOND = palette.SECOND_TEXT
GRID = palette.HAIRLINE
BASE = ORDINARY = palette.DOT
MAIN = palette.LINK
DARK = palette.DARK
ABOVE = "#f2a25c"
BELOW = palette.CHOSEN
FAINT = "#aeb7bd"
INTERVAL = "#5694ca"
BAND = "#ccdff1"
NEEDED = palette.MARKS["triangle"]
MALE, FEMALE = palette.CHOSEN, "#4a8bcb"
EDGE_ABOVE, EDGE_BELOW = "#4d3708", palette.DARK
WHITE = "#ffffff"
