"""Many documents in, many results out."""
