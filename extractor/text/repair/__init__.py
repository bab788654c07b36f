"""Named fixers of damaged text, and what they ask of a dictionary."""
