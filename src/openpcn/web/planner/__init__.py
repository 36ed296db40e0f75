"""The planner: options side by side, practices moved by hand, plans kept, change cases."""
