"""Whether a figure is done, aimed at or expected."""
