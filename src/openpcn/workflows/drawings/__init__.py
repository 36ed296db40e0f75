"""Pictures as SVG text: pure functions of frozen facts, the same for page, print and command."""
