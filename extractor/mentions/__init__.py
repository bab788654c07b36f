"""What a stretch of text says: quantities, changes, periods, indicators, organisations, regions, cues."""
