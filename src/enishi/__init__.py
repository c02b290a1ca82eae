"""Enishi: the record of who cooperates with whom, and what came of it."""
