"""Where texts for residents and messages to role-holders are written, reviewed and sent."""
