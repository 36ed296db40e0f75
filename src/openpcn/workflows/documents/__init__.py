"""Reports in the forms that people take away, each made from the same parts."""
