"""Check a pattern folder: its schema, its examples, and that no expression of a user can hang the run."""

from extractor.patterns_check.check import Failure, check

__all__ = ["Failure", "check"]
