"""Whom a number is about."""
