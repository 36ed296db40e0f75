"""Charts as SVG text: pure functions of their facts, one message each, intervals shown."""
