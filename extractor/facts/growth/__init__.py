"""Growths: which of them belongs to which figure, and what it is measured against."""
