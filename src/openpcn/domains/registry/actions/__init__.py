"""What people record: one action per thing a person does."""
