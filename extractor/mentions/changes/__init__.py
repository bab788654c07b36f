"""Growth and fall, and what they are measured against."""
