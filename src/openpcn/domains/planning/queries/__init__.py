"""What may be read of plans and change cases, on behalf of a viewer."""
