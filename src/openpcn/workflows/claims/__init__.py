"""Staff in post and their claims: read, worked out, shown to those who may, submitted, paid."""
