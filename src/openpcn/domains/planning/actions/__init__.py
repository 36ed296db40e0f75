"""What people do with plans and change cases."""
