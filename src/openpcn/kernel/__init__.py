"""What every room stands on: errors, dates, codes and points. Nothing of ours is imported here."""
