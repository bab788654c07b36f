"""Each number of a clause bound to what it measures."""
