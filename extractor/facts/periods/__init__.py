"""Which time governs a number."""
