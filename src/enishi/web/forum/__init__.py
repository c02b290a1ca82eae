"""Pages of events of record."""
