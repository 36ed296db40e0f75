"""What people ask of the registry: one module per subject, every answer as at a day."""
