"""Who gets what share of the money against their need, and how to come closer to it."""
