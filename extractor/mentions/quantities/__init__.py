"""Numbers with their units, and numbers that are none."""
