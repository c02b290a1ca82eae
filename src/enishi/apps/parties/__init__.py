"""Parties: organisations that sign, host or take part, and are no territorial unit."""
