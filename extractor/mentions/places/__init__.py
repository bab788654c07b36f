"""Regions, zones, towns, and the short names that a text gives them."""
