"""What people do with need summaries."""
