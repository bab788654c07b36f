"""Periods: stretches and points of time, resolved from the reference date and the text alone, never from a clock."""

from extractor.mentions.periods.context import with_year
from extractor.mentions.periods.find import find_periods, rebase

__all__ = ["find_periods", "rebase", "with_year"]
