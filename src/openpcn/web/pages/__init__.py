"""The pages: read the request, ask one workflow, present, render."""
