"""The guided tour of the demonstration, in five steps and as a handout."""
