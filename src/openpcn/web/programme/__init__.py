"""The plan: actions, decisions, risks, milestones, plans in force and requirements."""
