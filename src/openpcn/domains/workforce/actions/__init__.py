"""What people do with staff in post and claims."""
