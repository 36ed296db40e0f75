"""An invented directory of any size."""
