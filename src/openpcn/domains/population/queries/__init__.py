"""Need summaries on behalf of a viewer."""
