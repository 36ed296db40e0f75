"""Messages to people in roles: who gets them, as files, and by mail where that is set up."""
