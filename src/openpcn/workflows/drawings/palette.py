"""The colours of maps and diagrams, named by what they say."""

TEXT = "#212b32"
SECOND_TEXT = "#4c6272"
HAIRLINE = "#d8dde0"
GROUND = "#f0f4f5"
LINK = "#005eb8"
DARK = "#003087"
CHOSEN = "#8fbbe3"
SOFT = ("#E9E2F0", "#DCEBDC", "#F6ECD2", "#D8ECEC", "#F5E1E6", "#E4E9D2")
FAINT = "#eef1f3"
EDGE = "#a3b0ba"
STRONG_EDGE = "#7d8c97"
COUNCIL = "#5b6e7b"
LABEL = "#5b6e7b"
NEIGHBOURHOOD = "#7c2855"
DOT = "#768692"
CHANGE = "#d5281b"
MARKS = {"cross": "#006747", "square": "#7c2855", "triangle": "#7a4b00", "diamond": "#005eb8"}
"""Of what stands beside the practices, by shape."""
CHANGED_ROW = "#fdf3d0"
PLACE = "#e8edee"
BLUES = ("#e3edf7", "#b5d0ec", "#7fafdd", "#3c7fc4", "#003f87")
NOT_KNOWN = ("#e8edee", "#f7f9fa")
