"""Bytes to clean text, articles, sentences and tables, with a way back to every raw position."""
