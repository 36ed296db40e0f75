"""What people do with texts for residents."""
