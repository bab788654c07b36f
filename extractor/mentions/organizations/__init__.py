"""Organisations: every finder proposes, one resolver decides, and short names are linked to full ones."""
