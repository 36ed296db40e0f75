"""What is known and agreed about populations: need summaries that two parties sign."""
