"""Published claims beside each other: what follows from them, and where they contradict."""
